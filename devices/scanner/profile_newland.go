package scanner

import (
	"strings"

	"tallyman/devices/line"
)

// The frame of Newland's serial commands (NLS-HR52 user manual, "Use of
// Programming Command"): # means that nothing is stored in the scanner, which
// would wear its memory out. Its reply is the same with STX in place of the
// tilde and ACK or NAK before the suffix.
const (
	newlandPrefix = "~\x010000#"
	newlandSuffix = ";\x03"
)

// newland is a Newland scanner that takes commands on its line. The frame is
// the manual's; that BEEPON with a frequency in Hz, a time in ms and a volume
// makes a beep is not verified for every model: good=, bad=, over= and
// attention= replace it.
func newland(*line.Options) profile {
	beep := func(sound string) string { return newlandPrefix + "BEEPON" + sound + newlandSuffix }
	return profile{
		sounds: map[Answer]string{
			Good:      beep("2700F100T20V"),
			Bad:       beep("700F600T20V"),
			Over:      beep("1300F150T20V") + beep("1300F150T20V"),
			Attention: beep("700F200T20V") + beep("2700F100T20V"),
		},
		reply: func(data string) bool {
			reply, framed := strings.CutPrefix(data, "\x010000")
			return framed && (strings.HasSuffix(reply, "\x06;") || strings.HasSuffix(reply, "\x15;"))
		},
	}
}
