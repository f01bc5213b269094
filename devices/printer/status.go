package printer

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Status is what a ZPL printer says to ~HS (Zebra, ZPL II programming guide,
// "Host Status Return"). Counts are of labels.
type Status struct {
	PaperOut, RibbonOut, HeadOpen, Paused bool
	BufferFull                            bool
	// PartialFormat: a label was begun and not ended.
	PartialFormat   bool
	TooCold, TooHot bool
	// LabelWaiting: a printed label waits to be peeled off.
	LabelWaiting    bool
	FormatsInBuffer int
	LabelsLeft      int
}

// Trouble is why the printer would not print now, or "". Of several it is the
// one a person has to deal with first.
func (s Status) Trouble() Trouble {
	switch {
	case s.HeadOpen:
		return HeadOpen
	case s.PaperOut:
		return PaperOut
	case s.RibbonOut:
		return RibbonOut
	case s.Paused:
		return Paused
	case s.TooHot, s.TooCold:
		return Temperature
	case s.BufferFull:
		return BufferFull
	}
	return ""
}

// Idle says that nothing is left to print and nothing is wrong.
func (s Status) Idle() bool {
	return s.Trouble() == "" && !s.PartialFormat && s.FormatsInBuffer == 0 && s.LabelsLeft == 0
}

const (
	statusRequest = "~HS"
	statusLines   = 3
	stx, etx      = 0x02, 0x03
	// statusLongest bounds a reply; a proper one has about 90 bytes.
	statusLongest = 1024
)

// errIncomplete says that more of the reply has to be read.
var errIncomplete = errors.New("the reply to ~HS is not complete")

// ParseStatus reads the reply to ~HS: three strings, each STX … ETX. Bytes
// between them are skipped. Strings with more fields than the guide has are
// accepted, since firmware adds some; with fewer they are refused.
func ParseStatus(reply []byte) (Status, error) {
	lines, err := splitStatus(reply)
	if err != nil {
		return Status{}, err
	}
	first, err := statusFields(1, lines[0], 12)
	if err != nil {
		return Status{}, err
	}
	second, err := statusFields(2, lines[1], 11)
	if err != nil {
		return Status{}, err
	}
	if _, err := statusFields(3, lines[2], 2); err != nil {
		return Status{}, err
	}
	return Status{
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
	}, nil
}

func splitStatus(reply []byte) ([statusLines]string, error) {
	var lines [statusLines]string
	rest := reply
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
		return nil, fmt.Errorf("string %d of the reply to ~HS has %d fields, not %d: %q", line, len(parts), least, text)
	}
	numbers := make([]int, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 31)
		if err != nil && i > 0 && i < least && line < statusLines {
			return nil, fmt.Errorf("field %d in string %d of the reply to ~HS is %q, not a number", i+1, line, part)
		}
		numbers[i] = int(n)
	}
	return numbers, nil
}
