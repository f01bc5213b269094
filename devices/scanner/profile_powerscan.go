package scanner

import "tallyman/devices/line"

// powerscan is a Datalogic PowerScan or Magellan (Magellan 800i product
// reference guide, "Host Commands"): B is the good read tone; F, "not on file",
// is a row of beeps that also disables the scanner, and E enables it again.
// There are no other tones, so Over and Attention sound like Bad.
//
// B is silent when the scanner's own good read beep is switched off; with
// beep=forced 01h is sent, which sounds all the same.
func powerscan(o *line.Options) profile {
	good := map[string]string{"own": "B", "forced": "\x01"}[o.Choice("beep", "own", "own", "forced")]
	return profile{sounds: map[Answer]string{Good: good, Bad: "FE"}}
}
