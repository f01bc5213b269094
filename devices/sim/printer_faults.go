package sim

import (
	"fmt"
	"strconv"
	"strings"
)

// PrinterFaults are what is wrong with a printer. The zero value is a printer
// without faults.
type PrinterFaults struct {
	PaperOut, RibbonOut, HeadOpen, CoverOpen, Paused bool
	Jam, Cutter, TooHot                              bool
	// PaperLeft is after how many labels the paper is out; 0 is never.
	PaperLeft int
	// Silent: no question for status is answered.
	Silent bool
	// Garbage, Truncated and Pieces are how such questions are answered: with
	// bytes that mean nothing, half of them, one byte at a time.
	Garbage, Truncated, Pieces bool
	// Refuse: nobody listens on the port.
	Refuse bool
	// Deaf: connections are accepted and never read.
	Deaf bool
	// BytesPerSecond slows reading down; 0 is as fast as it comes.
	BytesPerSecond int
	// ResetAfter resets a connection when so many bytes of a job were read
	// (a question before it does not count), and CloseAfter closes it in
	// order. 0 is never.
	ResetAfter, CloseAfter int
	// ResetAtEnd resets a connection after a label's end; it is printed.
	ResetAtEnd bool
	// ResetOnce takes ResetAfter and ResetAtEnd back once a connection was
	// reset.
	ResetOnce bool
}

// stop says that nothing is printed.
func (f *PrinterFaults) stop() bool {
	return f.PaperOut || f.RibbonOut || f.HeadOpen || f.CoverOpen || f.Paused || f.Jam || f.Cutter || f.TooHot
}

// usePaper takes one label's worth.
func (f *PrinterFaults) usePaper() {
	if f.PaperLeft > 0 {
		f.PaperLeft--
		f.PaperOut = f.PaperLeft == 0
	}
}

// ParsePrinterFaults reads faults as people write them, with commas between:
// paper_out, ribbon_out, head_open, cover_open, paused, jam, cutter, hot, silent,
// garbage, truncated, pieces, refuse, deaf, paper=LABELS (until it is out),
// slow=BYTES a second, reset=BYTES or close=BYTES (after so many of a job),
// reset_end (after a label). "ok" and "" are no faults.
func ParsePrinterFaults(text string) (PrinterFaults, error) {
	var faults PrinterFaults
	if text = strings.TrimSpace(text); text == "" || text == "ok" {
		return faults, nil
	}
	for word := range strings.SplitSeq(text, ",") {
		name, value, valued := strings.Cut(strings.TrimSpace(word), "=")
		if count := faults.count(name); count != nil {
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 {
				return PrinterFaults{}, fmt.Errorf("printer fault %q: give a number above 0, as in %s=500", word, name)
			}
			*count = n
			continue
		}
		flag := faults.flag(name)
		if flag == nil || valued {
			return PrinterFaults{}, fmt.Errorf("printer fault %q is not known: use ok, paper_out, ribbon_out, head_open, cover_open, "+
				"paused, jam, cutter, hot, silent, garbage, truncated, pieces, refuse, deaf, paper=LABELS, "+
				"slow=BYTES, reset=BYTES, close=BYTES or reset_end", word)
		}
		*flag = true
	}
	return faults, nil
}

func (f *PrinterFaults) resetNoMore() { f.ResetAfter, f.ResetAtEnd, f.ResetOnce = 0, false, false }

func (f *PrinterFaults) count(name string) *int {
	switch name {
	case "slow":
		return &f.BytesPerSecond
	case "reset":
		return &f.ResetAfter
	case "close":
		return &f.CloseAfter
	case "paper":
		return &f.PaperLeft
	default:
		return nil
	}
}

func (f *PrinterFaults) flag(name string) *bool {
	return map[string]*bool{
		"paper_out": &f.PaperOut, "ribbon_out": &f.RibbonOut, "head_open": &f.HeadOpen, "paused": &f.Paused,
		"cover_open": &f.CoverOpen, "jam": &f.Jam, "cutter": &f.Cutter, "hot": &f.TooHot,
		"garbage": &f.Garbage, "truncated": &f.Truncated, "pieces": &f.Pieces, "silent": &f.Silent, "refuse": &f.Refuse, "deaf": &f.Deaf, "reset_end": &f.ResetAtEnd,
	}[name]
}
