package scanner

import (
	"maps"
	"slices"
	"time"
)

// Answer is what the worker is to hear.
type Answer int

// The answers. Silent sends nothing; a scanner that waits for its host
// (Honeywell) then stays blocked until its own time-out.
const (
	Silent Answer = iota
	Good
	Bad
)

// profile is how a family of scanners is answered.
type profile struct {
	good, bad string
	// patience is how long the scanner waits by default; 0 means that it
	// does not.
	patience time.Duration
}

// profiles lists the families, by the vendors' programming guides:
//   - plain: Zebra "beep on BEL", one beep good, two bad;
//   - datalogic: Gryphon host commands, ESC [3q "good transmission" tone and
//     ESC [4q "bad transmission" tone;
//   - honeywell: Xenon and Granit Host ACK, ESC 7 , and ESC 8 , with the comma.
func profiles() map[string]profile {
	return map[string]profile{
		"plain":     {good: "\a", bad: "\a\a"},
		"datalogic": {good: "\x1b[3q", bad: "\x1b[4q", patience: 2 * time.Second},
		"honeywell": {good: "\x1b7,", bad: "\x1b8,\x1b8,", patience: 10 * time.Second},
		"none":      {},
	}
}

func profileNames() []string { return slices.Sorted(maps.Keys(profiles())) }

func (p profile) bytes(a Answer) string {
	switch a {
	case Good:
		return p.good
	case Bad:
		return p.bad
	default:
		return ""
	}
}
