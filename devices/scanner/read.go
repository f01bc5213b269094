package scanner

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Read is one symbol that a scanner read.
type Read struct {
	// Device is the scanner's name in the settings.
	Device string
	// Code is UTF-8 text without the AIM identifier; its control characters
	// are gone except GS (0x1D), which separates GS1 fields. White space
	// round it is kept. It is "" when there is a Fault.
	Code string
	// Symbology is the AIM identifier such as "]C1" (ISO/IEC 15424), or ""
	// when the scanner sends none.
	Symbology string
	// Fault says why there is no Code, or "". A read with a fault is to be
	// answered like any other.
	Fault Fault
	// At is when the last byte of the frame arrived.
	At time.Time
}

// decode makes a read of a frame; ok is false when there is nothing in it.
// substitute, when not "", is what this scanner sends in place of GS.
func decode(frame Frame, substitute string) (read Read, ok bool) {
	if frame.Fault != "" {
		return Read{Fault: frame.Fault}, true
	}
	data := strings.Trim(frame.Data, "\x00")
	if strings.ContainsRune(data, 0) {
		return Read{Fault: Damaged}, true
	}
	code := strings.TrimLeftFunc(text(data), isControl)
	if hasAIM(code) {
		read.Symbology, code = code[:3], code[3:]
	}
	if substitute != "" {
		code = strings.ReplaceAll(code, substitute, string(rune(gs)))
	}
	read.Code = strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, code)
	switch {
	case read.Code != "":
		return read, true
	case read.Symbology != "":
		read.Fault = Empty
		return read, true
	default:
		return Read{}, false
	}
}

// text reads bytes that are not UTF-8 as ISO 8859-1, which 2D symbols mean
// when they do not say otherwise (default ECI 000003).
func text(data string) string {
	if utf8.ValidString(data) {
		return data
	}
	runes := make([]rune, len(data))
	for i := range len(data) {
		runes[i] = rune(data[i])
	}
	return string(runes)
}

// isControl tells the characters that are never part of a code.
func isControl(r rune) bool {
	return r != gs && (r < 0x20 || r >= 0x7F && r < 0xA0)
}

// hasAIM tells whether a code begins with an AIM identifier: a bracket, a
// letter for the symbology, a digit or letter for its options.
func hasAIM(code string) bool {
	return len(code) >= 3 && code[0] == ']' && isLetter(code[1]) && (isLetter(code[2]) || code[2] >= '0' && code[2] <= '9')
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
