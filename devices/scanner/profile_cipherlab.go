package scanner

import "tallyman/devices/line"

// cipherlab is a CipherLab scanner (1266, 1663 and 1664 user guides, appendix
// "Host Serial Commands"): #@//// and CR is answered by one beep, the only
// sound that a host can make, so answers differ in their number and Attention
// sounds like Bad.
func cipherlab(*line.Options) profile {
	const beep = "#@////\r"
	return profile{sounds: map[Answer]string{Good: beep, Bad: beep + beep, Over: beep + beep + beep}}
}
