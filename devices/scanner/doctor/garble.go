package doctor

import (
	"fmt"
	"math/bits"
	"unicode/utf8"
)

// fewBytes is how many bytes say nothing yet about a line.
const fewBytes = 6

// garble says whether bytes look as if the line were set wrongly: more than a
// quarter of them are no text.
func garble(all []byte) (garbled bool, says []string) {
	strange, unicode := 0, utf8.Valid(all)
	for _, b := range all {
		if !plausible(b) && (b < 0x80 || !unicode) {
			strange++
		}
	}
	if len(all) < fewBytes || strange*4 <= len(all) {
		return false, nil
	}
	switch {
	case withParity(all, 0):
		return true, []string{"The top bit of each byte is an even parity bit: set bits=7&parity=even."}
	case withParity(all, 1):
		return true, []string{"The top bit of each byte is an odd parity bit: set bits=7&parity=odd."}
	}
	return true, []string{
		fmt.Sprintf("%d of %d bytes are no text. The speed is probably wrong: try baud=9600, 19200, 38400, 57600 and 115200,", strange, len(all)),
		"or scan the scanner's own sheet for its factory speed.",
	}
}

// plausible tells what is in codes and round them.
func plausible(b byte) bool {
	switch b {
	case 0x02, 0x03, '\t', '\n', '\r', 0x1D:
		return true
	}
	return b >= 0x20 && b < 0x7F
}

// withParity tells whether all bytes are text with a parity bit on top; odd is
// 1 for odd parity.
func withParity(all []byte, odd int) bool {
	for _, b := range all {
		if bits.OnesCount8(b)%2 != odd || !plausible(b&0x7F) {
			return false
		}
	}
	return true
}
