package scanner

import "tallyman/devices/line"

// plain is any scanner that beeps once for each BEL that it receives: Zebra and
// Symbol with "beep on BEL" switched on (product reference guides, RS-232 host
// parameters). More than three beeps cannot be told apart by ear, so Attention
// sounds like Bad.
func plain(*line.Options) profile {
	return profile{sounds: map[Answer]string{Good: "\a", Bad: "\a\a", Over: "\a\a\a"}}
}
