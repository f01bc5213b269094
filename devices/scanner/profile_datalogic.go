package scanner

import (
	"time"

	"tallyman/devices/line"
)

// datalogic is a Gryphon or QuickScan (Gryphon I GD44XX/GBT4400/GM440X product
// reference guide, "LED and Beeper Control"): ESC [3q is the good read tone,
// ESC [4q that of a bad transmission, ESC [0q a short high, ESC [1q a short low
// and ESC [2q a long low tone.
//
// A cordless one that waits for its host ("transmit mode: ACK from host") takes
// a message only with CR at its end: end=cr sends it.
func datalogic(o *line.Options) profile {
	end := map[string]string{"none": "", "cr": "\r"}[o.Choice("end", "none", "none", "cr")]
	return profile{
		sounds: map[Answer]string{
			Good:      "\x1b[3q" + end,
			Bad:       "\x1b[4q" + end,
			Over:      "\x1b[2q\x1b[2q" + end,
			Attention: "\x1b[0q\x1b[1q\x1b[0q\x1b[1q" + end,
		},
		patience: 2 * time.Second,
	}
}
