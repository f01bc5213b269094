package scanner

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"tallyman/devices/line"
)

// Answer is what the worker is to hear.
type Answer int

// The answers. Silent sends nothing; a scanner that waits for its host
// (Honeywell) then stays blocked until its own time-out. A scanner that has no
// sound of its own for Over or Attention makes its Bad sound.
const (
	Silent    Answer = iota
	Good             // counted, confirmed or carried out
	Bad              // refused
	Over             // one too many
	Attention        // look at the screen: nobody knows this code
)

// Answers lists those that make a sound.
func Answers() []Answer { return []Answer{Good, Bad, Over, Attention} }

// String names an answer as the options of a device URL do.
func (a Answer) String() string {
	return [...]string{"silent", "good", "bad", "over", "attention"}[a]
}

// profile is how a family of scanners is spoken to. Each has a file of its own,
// profile_NAME.go, whose one function takes the options that only this family
// has; blueprint_test.go is one to copy.
type profile struct {
	// sounds are the bytes of the answers. One that is missing sounds like
	// Bad, and without that like nothing.
	sounds map[Answer]string
	// patience is how long the scanner waits by default; 0 means that it
	// does not.
	patience time.Duration
	// reply tells what the scanner says to a sound from a code; nil when it
	// says nothing.
	reply func(data string) bool
	// framing makes what finds frames on one connection; nil is a Framer.
	// gap is the silence after which Gap is called.
	framing func(gap time.Duration) framing
}

// profiles lists the families.
func profiles() map[string]func(*line.Options) profile {
	return map[string]func(*line.Options) profile{
		"plain":     plain,
		"datalogic": datalogic,
		"powerscan": powerscan,
		"honeywell": honeywell,
		"ssi":       ssi,
		"newland":   newland,
		"cipherlab": cipherlab,
		"none":      none,
	}
}

// Profiles returns the names that the option answer knows, in order.
func Profiles() []string { return slices.Sorted(maps.Keys(profiles())) }

// takeProfile takes the options that have to do with answering: which family it
// is, what that family asks, and sounds of the user's own.
func takeProfile(kind line.Kind, o *line.Options) profile {
	preset, families := "plain", Profiles()
	if kind == line.Evdev {
		// A keyboard takes no bytes; the screen alone answers.
		preset, families = "none", []string{"none"}
	}
	p := profiles()[o.Choice("answer", preset, families...)](o)
	for _, a := range Answers() {
		if bytes := o.Text(a.String(), ""); bytes != "" {
			if p.sounds == nil {
				p.sounds = map[Answer]string{}
			}
			p.sounds[a] = bytes
		}
	}
	p.patience = o.Duration("patience", p.patience, longestPatience)
	return p
}

// sound returns the bytes of an answer, or "" when there is nothing to send.
func (p profile) sound(a Answer) string {
	if bytes, has := p.sounds[a]; has || a == Silent {
		return bytes
	}
	return p.sounds[Bad]
}

// none is a scanner that is not answered.
func none(*line.Options) profile { return profile{} }

// digit takes an option that is one digit, or "" when it is not given.
func digit(o *line.Options, name string) string {
	text := o.Text(name, "")
	if text != "" && (len(text) > 1 || text[0] < '0' || text[0] > '9') {
		o.Refuse(name, fmt.Sprintf("%q is not one digit", text))
		return ""
	}
	return text
}
