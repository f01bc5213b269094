package printer

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

const (
	stx, etx = 0x02, 0x03
	// hostStatusLines is how many strings answer ~HS.
	hostStatusLines = 3
)

// zplQuestions are ~HS and, where it is not answered, ~HQES: current printers
// are silent to ~HS while paper or ribbon is out or the head is open. A printer
// that is paused is asked too, as what stopped it has no place in ~HS.
func zplQuestions() []question {
	return []question{
		{name: "~HS", request: "~HS", longest: 1024, read: readHostStatus},
		{name: "~HQES", request: "~HQES", longest: 1024, read: readErrorStatus, optional: true, wanted: func(s Status, answered bool) bool {
			return !answered || s.Trouble() == Paused
		}},
	}
}

// readHostStatus reads the answer to ~HS (Zebra, ZPL II programming guide,
// "Host Status Return"): three strings, each STX … ETX. Bytes between them are
// skipped. Strings with more fields than the guide has are accepted, since
// firmware adds some; with fewer they are refused.
func readHostStatus(answer []byte, status *Status) error {
	lines, err := splitStatus(answer)
	if err != nil {
		return err
	}
	first, err := statusFields(1, lines[0], 12)
	if err != nil {
		return err
	}
	second, err := statusFields(2, lines[1], 11)
	if err != nil {
		return err
	}
	if _, err := statusFields(3, lines[2], 2); err != nil {
		return err
	}
	*status = Status{
		Counts:          true,
		PaperOut:        first[1] != 0,
		Paused:          first[2] != 0,
		FormatsInBuffer: first[4],
		BufferFull:      first[5] != 0,
		PartialFormat:   first[7] != 0,
		TooCold:         first[10] != 0,
		TooHot:          first[11] != 0,
		HeadOpen:        second[2] != 0,
		RibbonOut:       second[3] != 0,
		LabelWaiting:    second[7] != 0,
		LabelsLeft:      second[8],
	}
	return nil
}

func splitStatus(answer []byte) ([hostStatusLines]string, error) {
	var lines [hostStatusLines]string
	rest := answer
	for i := range lines {
		_, begun, _ := bytes.Cut(rest, []byte{stx})
		line, after, complete := bytes.Cut(begun, []byte{etx})
		if !complete {
			return lines, errIncomplete
		}
		lines[i], rest = string(line), after
	}
	return lines, nil
}

// statusFields reads decimal numbers. The third string's first field is a
// password and the second's may hold hexadecimal settings on some printers:
// what is not a decimal number counts as zero there, as nothing is read of it.
func statusFields(line int, text string, least int) ([]int, error) {
	parts := strings.Split(text, ",")
	if len(parts) < least {
		return nil, fmt.Errorf("string %d of it has %d fields, not %d: %q", line, len(parts), least, text)
	}
	numbers := make([]int, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 31)
		if err != nil && i > 0 && i < least && line < hostStatusLines {
			return nil, fmt.Errorf("field %d in string %d of it is %q, not a number", i+1, line, part)
		}
		numbers[i] = int(n)
	}
	return numbers, nil
}

// Bits of the errors that ~HQES tells (ZPL II programming guide, "Host Query",
// error flags). Those of presenter and black mark have no word of their own.
const (
	errorsMedia    = 0x1
	errorsRibbon   = 0x2
	errorsHeadOpen = 0x4
	errorsCutter   = 0x8
	errorsTooHot   = 0x10 | 0x20              // head, motor
	errorsJam      = 0x1000 | 0x4000 | 0x8000 // retract, feed, paper path
	errorsPaused   = 0x10000
	errorsKnown    = errorsMedia | errorsRibbon | errorsHeadOpen | errorsCutter | errorsTooHot | errorsJam | errorsPaused
)

// readErrorStatus reads the answer to ~HQES: STX, some lines, ETX. In the line
// ERRORS stand whether there are any and two groups of eight hexadecimal
// digits, the second of which holds the flags. Warnings stop no label.
func readErrorStatus(answer []byte, status *Status) error {
	_, begun, found := bytes.Cut(answer, []byte{stx})
	text, _, complete := bytes.Cut(begun, []byte{etx})
	if !found || !complete {
		return errIncomplete
	}
	match := regexp.MustCompile(`ERRORS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})\b`).FindSubmatch(text)
	if match == nil {
		return fmt.Errorf("there is no line ERRORS in %q", text)
	}
	high, _ := strconv.ParseUint(string(match[2]), 16, 32)
	flags, _ := strconv.ParseUint(string(match[3]), 16, 32)
	status.PaperOut = flags&errorsMedia != 0
	status.RibbonOut = flags&errorsRibbon != 0
	status.HeadOpen = flags&errorsHeadOpen != 0
	status.Cutter = flags&errorsCutter != 0
	status.TooHot = flags&errorsTooHot != 0
	status.Jam = flags&errorsJam != 0
	status.Paused = status.Paused || flags&errorsPaused != 0
	status.Fault = flags&^errorsKnown != 0 || high != 0 || string(match[1]) == "1" && flags == 0
	return nil
}
