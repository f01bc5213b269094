package scanner

import (
	"strings"
	"time"
	"unicode/utf8"

	"tallyman/devices/line"
)

// Read is one symbol that a scanner read.
type Read struct {
	// Device is the scanner's name in the settings.
	Device string
	// Code is UTF-8 text without the AIM identifier; its control characters
	// are gone except GS (0x1D), which separates GS1 fields. White space
	// round it is kept. It is "" when there is a Fault.
	Code string
	// Symbology is the AIM identifier such as "]C1" (ISO/IEC 15424): the one
	// that was sent, else the one that the settings give this scanner, or "".
	Symbology string
	// Fault says why there is no Code, or "". A read with a fault is to be
	// answered like any other.
	Fault Fault
	// At is when the last byte of the frame arrived.
	At time.Time
}

// dressing is what a scanner puts round a code and what it leaves out.
type dressing struct {
	// gs, when not "", is sent in place of GS.
	gs string
	// prefix and suffix are taken off, once each, where they are there; a
	// prefix may stand before the AIM identifier or after it.
	prefix, suffix string
	// symbology is meant when none is sent.
	symbology string
	// reply tells what is no code but the scanner's reply to us; nil when it
	// sends none.
	reply func(data string) bool
}

func takeDressing(o *line.Options, p profile) dressing {
	return dressing{
		gs: o.Text("gs", ""), prefix: o.Text("prefix", ""), suffix: o.Text("suffix", ""),
		symbology: takeSymbology(o), reply: p.reply,
	}
}

// undress makes a read of a frame; ok is false when there is nothing in it.
func (d dressing) undress(frame Frame) (read Read, ok bool) {
	if frame.Fault != "" {
		return Read{Fault: frame.Fault}, true
	}
	data := strings.Trim(frame.Data, "\x00")
	if strings.ContainsRune(data, 0) {
		return Read{Fault: Damaged}, true
	}
	if d.reply != nil && d.reply(data) {
		return Read{}, false
	}
	read.Symbology, read.Code = d.strip(text(data))
	if read.Symbology == "" {
		read.Symbology = frame.Symbology
	}
	if d.gs != "" {
		read.Code = strings.ReplaceAll(read.Code, d.gs, string(rune(gs)))
	}
	read.Code = strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, read.Code)
	switch {
	case read.Code == "" && read.Symbology == "":
		return Read{}, false
	case read.Code == "":
		read.Fault = Empty
	case read.Symbology == "":
		read.Symbology = d.symbology
	}
	return read, true
}

// strip takes off what is not of the code.
func (d dressing) strip(code string) (symbology, rest string) {
	code = strings.TrimSuffix(code, d.suffix)
	// A prefix may be a control character, which is dropped further down.
	rest, stripped := strings.CutPrefix(code, d.prefix)
	rest = strings.TrimLeftFunc(rest, isControl)
	if HasIdentifier(rest) {
		symbology, rest = rest[:3], rest[3:]
	}
	if !stripped {
		rest = strings.TrimPrefix(rest, d.prefix)
	}
	return symbology, rest
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

// HasIdentifier tells whether a code begins with an AIM identifier: a bracket, a
// letter for the symbology, a digit or letter for its options.
func HasIdentifier(code string) bool {
	return len(code) >= 3 && code[0] == ']' && isLetter(code[1]) && (isLetter(code[2]) || code[2] >= '0' && code[2] <= '9')
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
