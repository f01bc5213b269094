package printer

import (
	"bytes"
	"fmt"
	"strings"
)

// eplQuestions are ^ee (Zebra, EPL programming guide, "Error Report -
// Immediate"; Intermec, ESim reference manual). Printers answer it on serial
// and USB lines only and not while they read a form, so it is asked only where
// the device URL says so.
func eplQuestions() []question {
	return []question{{name: "^ee", request: "\n^ee\n", longest: 64, read: readEPL}}
}

// readEPL reads codes of two digits with commas between, up to CR LF. Code 07
// has behind it what ran out and how many labels are left. Codes of wrong
// commands say nothing of the printer.
func readEPL(answer []byte, status *Status) error {
	text, _, complete := bytes.Cut(bytes.TrimLeft(answer, "\r\n\x11\x13\x15"), []byte("\r\n"))
	if !complete {
		return errIncomplete
	}
	var said Status
	for code := range strings.SplitSeq(string(text), ",") {
		if len(code) < 2 || strings.Trim(code[:2], "0123456789") != "" {
			return fmt.Errorf("%q is no code", code)
		}
		switch rest := code[2:]; code[:2] {
		case "07":
			said.RibbonOut = strings.HasPrefix(rest, "R")
			said.PaperOut = !said.RibbonOut
		case "11":
			said.HeadOpen = true
		case "62":
			said.TooHot = true
		case "81":
			said.Cutter = true
		case "92":
			said.Paused = true
		case "99":
			said.Fault = true
		}
	}
	*status = said
	return nil
}
