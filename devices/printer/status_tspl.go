package printer

import (
	"bytes"
	"fmt"
)

// tsplQuestions are ESC !? and, where that tells of trouble without a name,
// ESC !S, which newer firmware knows (TSC, TSPL/TSPL2 programming manual,
// "Status polling and immediate commands"). Both are answered at any time.
func tsplQuestions() []question {
	return []question{
		{name: "ESC !?", request: "\x1b!?", longest: 1, read: readTSPL},
		{
			name: "ESC !S", request: "\x1b!S", longest: 64, read: readTSPLDetail, optional: true,
			wanted: func(s Status, answered bool) bool { return answered && s.Fault },
		},
	}
}

// readTSPL reads the one byte that answers ESC !?. Bit 7 is "other error" with
// one maker and the temperature with another, so it has no name here.
func readTSPL(answer []byte, status *Status) error {
	if len(answer) == 0 {
		return errIncomplete
	}
	b := answer[0]
	*status = Status{
		HeadOpen:  b&0x01 != 0,
		Jam:       b&0x02 != 0,
		PaperOut:  b&0x04 != 0,
		RibbonOut: b&0x08 != 0,
		Paused:    b&0x10 != 0,
		Printing:  b&0x20 != 0,
		CoverOpen: b&0x40 != 0,
		Fault:     b&0x80 != 0,
	}
	return nil
}

// readTSPLDetail reads the answer to ESC !S: STX, a byte each of messages,
// warnings and two of errors, all with bit 6 set, ETX CR LF.
func readTSPLDetail(answer []byte, status *Status) error {
	const bytesBetween = 4
	_, begun, _ := bytes.Cut(answer, []byte{stx})
	if len(begun) <= bytesBetween {
		return errIncomplete
	}
	for _, b := range begun[:bytesBetween] {
		if b&0xC0 != 0x40 {
			return fmt.Errorf("%#x is none of its bytes", b)
		}
	}
	if begun[bytesBetween] != etx {
		return fmt.Errorf("%#x stands where it ends", begun[bytesBetween])
	}
	message, engine, media := begun[0], begun[2], begun[3]
	named := Status{
		Paused:    message == 0x60,
		Printing:  status.Printing,
		TooHot:    engine&0x03 != 0, // head, motor
		Cutter:    engine&0x08 != 0,
		PaperOut:  media&0x01 != 0,
		Jam:       media&0x02 != 0,
		RibbonOut: media&(0x04|0x08) != 0, // out, jammed
		HeadOpen:  media&0x20 != 0,
	}
	if named.Trouble() != "" {
		*status = named
	}
	return nil
}
