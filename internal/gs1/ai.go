package gs1

import (
	"iter"
	"strings"
)

// identifier describes one application identifier, or a range of them that
// share everything but their last digit.
type identifier struct {
	first, last string
	// predefined: the length is known from the first two digits, so that no
	// separator is needed (GS1 General Specifications, section 7.8.5). All
	// others end at a separator, even those of fixed length.
	predefined bool
	components []component
	title      string
	// linkKey: may begin the path of a Digital Link; linkQualifiers are the
	// alternative sequences that may follow it, in this order.
	linkKey        bool
	linkQualifiers [][]string
	// linkAttribute: may stand in the query of a Digital Link.
	linkAttribute bool
	// excludes are patterns of identifiers that may not stand beside it;
	// requires are its requirements, each a choice of groups of patterns of
	// which one has to be there completely. In a pattern n is any digit.
	excludes []string
	requires [][][]string
}

// component is a part of a value. Only the last one may vary in length.
type component struct {
	set      charset
	min, max int
	optional bool
	holds    meaning
	// checks refuse what can never be right, lists what is not given out
	// today. Only Check asks the lists.
	checks, lists []check
}

// meaning is what a component is beside its characters.
type meaning byte

const (
	anything meaning = iota
	monthOrDay
	day
	longDay
	hourMinute
	hour
	sixtieth
	yesNo
	latitude
	longitude
	encoded
)

// charset is the letter the syntax dictionary gives a character set.
type charset byte

// The character sets (GS1 General Specifications, section 7.11).
const (
	digits     charset = 'N'
	characters charset = 'X' // CSET 82
	reference  charset = 'Y' // CSET 39
	base64URL  charset = 'Z'
)

const (
	cset82     = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`
	cset39     = `#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ`
	csetBase64 = `-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`
)

// firstDigits is how many pairs of first digits there are; every identifier
// has at least those two.
const (
	firstDigits = 100
	shortestAI  = 2
)

func (set charset) allows(c byte) bool {
	switch set {
	case digits:
		return c >= '0' && c <= '9'
	case characters:
		return isLetter(c) || strings.IndexByte(cset82, c) >= 0
	case reference:
		return strings.IndexByte(cset39, c) >= 0
	case base64URL:
		return strings.IndexByte(csetBase64, c) >= 0
	}
	return false
}

// group is what the identifiers with the same first two digits have in common:
// how many digits they have, and where they stand in the table.
type group struct{ length, from, to uint8 }

// groupOf finds the group of an identifier, or of a text that begins with one.
func groupOf(text string) group {
	if len(text) < shortestAI || nonDigit(text[:shortestAI]) >= 0 {
		return group{}
	}
	return groups[int(text[0]-'0')*10+int(text[1]-'0')]
}

// lookup finds what is known of an application identifier, or nil.
func lookup(ai string) *identifier {
	group := groupOf(ai)
	if len(ai) != int(group.length) {
		return nil
	}
	for i := group.from; i < group.to; i++ {
		if known := &identifiers[i]; ai <= known.last {
			if ai < known.first {
				return nil
			}
			return known
		}
	}
	return nil
}

// leading finds the application identifier that text begins with: its first
// two digits tell how many digits it has.
func leading(text string) (string, *identifier) {
	length := int(groupOf(text).length)
	if length == 0 || length > len(text) {
		return "", nil
	}
	ai := text[:length]
	known := lookup(ai)
	if known == nil {
		return "", nil
	}
	return ai, known
}

// bounds are the fewest and the most characters a value can have.
func (known *identifier) bounds() (fewest, most int) {
	for _, part := range known.components {
		if !part.optional {
			fewest += part.min
		}
		most += part.max
	}
	return fewest, most
}

// verify checks a value and says what is wrong with it, at which offset of the
// value; the reason is "" for a good one.
func (known *identifier) verify(value string) (Reason, int) {
	fewest, most := known.bounds()
	if len(value) > most {
		return TooLong, most
	}
	if len(value) < fewest {
		return TooShort, len(value)
	}
	at := 0
	for _, part := range known.components {
		rest := value[at:]
		if part.optional && rest == "" {
			break
		}
		if len(rest) < part.min {
			return TooShort, len(value)
		}
		rest = rest[:min(len(rest), part.max)]
		if reason, offset := part.verify(rest); reason != "" {
			return reason, at + offset
		}
		at += len(rest)
	}
	return "", 0
}

// parts are the components of a value that was verified, with their texts.
func (known *identifier) parts(value string) iter.Seq2[component, string] {
	return func(yield func(component, string) bool) {
		for _, part := range known.components {
			text := value[:min(len(value), part.max)]
			if text == "" || !yield(part, text) {
				return
			}
			value = value[len(text):]
		}
	}
}

func (part component) verify(value string) (Reason, int) {
	for i := range len(value) {
		if !part.set.allows(value[i]) {
			return BadCharacter, i
		}
	}
	for _, check := range part.checks {
		if reason := check(value); reason != "" {
			return reason, 0
		}
	}
	return "", 0
}
