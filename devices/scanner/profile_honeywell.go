package scanner

import (
	"strings"
	"time"

	"tallyman/devices/line"
)

// honeywell is a Xenon or Granit with Host ACK on (Xenon XP user guide, "Host
// Acknowledgment"): after each code it is suspended until it gets one of these
// or 10 s are over. ESC 7 is the sound of a good decode, ESC 8 an error tone,
// ESC 4, 5 and 6 a low, a medium and a high beep. The comma after each is
// mandatory.
//
// Several scanners on one base are told apart by their application work group,
// a digit before each command: group=1.
func honeywell(o *line.Options) profile {
	group := digit(o, "group")
	commands := func(letters string) string {
		var all strings.Builder
		for _, letter := range letters {
			all.WriteString(group + "\x1b" + string(letter) + ",")
		}
		return all.String()
	}
	return profile{
		sounds: map[Answer]string{
			Good:      commands("7"),
			Bad:       commands("88"),
			Over:      commands("444"),
			Attention: commands("6464"),
		},
		patience: 10 * time.Second,
	}
}
