package sim

import (
	"fmt"
	"strconv"
	"strings"
)

// ParsePrinterFaults reads faults as people write them, with commas between:
// paper_out, ribbon_out, head_open, paused, silent, refuse, deaf, slow=BYTES a
// second, reset=BYTES (after so many of a job), reset_end (after ^XZ). "ok" and
// "" are no faults.
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
				return PrinterFaults{}, fmt.Errorf("printer fault %q: give a number of bytes above 0, as in %s=500", word, name)
			}
			*count = n
			continue
		}
		flag := faults.flag(name)
		if flag == nil || valued {
			return PrinterFaults{}, fmt.Errorf("printer fault %q is not known: use ok, paper_out, ribbon_out, head_open, "+
				"paused, silent, refuse, deaf, slow=BYTES, reset=BYTES or reset_end", word)
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
	default:
		return nil
	}
}

func (f *PrinterFaults) flag(name string) *bool {
	return map[string]*bool{
		"paper_out": &f.PaperOut, "ribbon_out": &f.RibbonOut, "head_open": &f.HeadOpen, "paused": &f.Paused,
		"silent": &f.Silent, "refuse": &f.Refuse, "deaf": &f.Deaf, "reset_end": &f.ResetAtEnd,
	}[name]
}
