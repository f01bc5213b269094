package sim

import (
	"fmt"
	"strings"
	"time"
)

// answer says what a printer says to a question for its status, as its faults
// have it.
func (c *printerConversation) answer(asked string) {
	p := c.printer
	p.mu.Lock()
	faults, formats := p.faults, p.formats
	p.mu.Unlock()
	if faults.Silent {
		return
	}
	answer := p.statusAnswer(asked, faults, formats, c.parser.partial())
	switch {
	case answer == "":
	case faults.Garbage:
		c.say("\xff\xfe?garbage\x03\r\n")
	case faults.Truncated:
		c.say(answer[:len(answer)/2])
	case faults.Pieces:
		for _, b := range []byte(answer) {
			if !c.say(string([]byte{b})) || !p.pass(time.Millisecond) {
				return
			}
		}
	default:
		c.say(answer)
	}
}

func (c *printerConversation) say(text string) bool {
	_, err := c.link.Write([]byte(text))
	return err == nil
}

func (p *Printer) statusAnswer(asked string, f PrinterFaults, formats int, partial bool) string {
	switch asked {
	case "~HS":
		if p.options.MuteInTrouble && (f.PaperOut || f.RibbonOut || f.HeadOpen) {
			return ""
		}
		return hostStatus(f, formats, partial)
	case "~HQES":
		return errorStatus(f)
	case "\x1b!?":
		return string([]byte{byte(bits(f.HeadOpen, f.Jam, f.PaperOut, f.RibbonOut, f.Paused, formats > 0 && !f.stop(), f.CoverOpen, f.Cutter || f.TooHot))})
	case "\x1b!S":
		return "\x02" + string([]byte{
			0x40 | byte(bits(false, false, false, false, false, f.Paused)), 0x40,
			0x40 | byte(bits(f.TooHot, false, false, f.Cutter)),
			0x40 | byte(bits(f.PaperOut, f.Jam, f.RibbonOut, false, false, f.HeadOpen)),
		}) + "\x03\r\n"
	case "\x10\x04\x01":
		return realTimeByte(bits(false, false, false, f.stop()))
	case "\x10\x04\x02":
		return realTimeByte(bits(false, false, f.CoverOpen || f.HeadOpen, false, false, f.PaperOut, f.Cutter || f.TooHot || f.Jam))
	case "\x10\x04\x03":
		return realTimeByte(bits(false, false, false, f.Cutter, false, f.Jam, f.TooHot))
	case "\x10\x04\x04":
		return realTimeByte(bits(false, false, f.PaperOut, f.PaperOut, false, f.PaperOut, f.PaperOut))
	case "^ee\n":
		return errorCodes(f)
	}
	return ""
}

// hostStatus is the answer to ~HS: three strings, each STX … ETX CR LF, as the
// ZPL II programming guide has them. A jam, the cutter and the temperature
// pause the printer.
func hostStatus(f PrinterFaults, formats int, partial bool) string {
	paused := f.Paused || f.Jam || f.Cutter || f.CoverOpen
	return fmt.Sprintf("\x02030,%d,%d,1216,%03d,0,0,%d,000,0,0,%d\x03\r\n", bit(f.PaperOut), bit(paused), formats, bit(partial), bit(f.TooHot)) +
		fmt.Sprintf("\x02000,0,%d,%d,0,2,4,0,%08d,1,000\x03\r\n", bit(f.HeadOpen), bit(f.RibbonOut), min(formats, 1)) +
		"\x021234,0\x03\r\n"
}

// errorStatus is the answer to ~HQES, laid out as printers do.
func errorStatus(f PrinterFaults) string {
	flags := bits(f.PaperOut, f.RibbonOut, f.HeadOpen || f.CoverOpen, f.Cutter, f.TooHot) | bit(f.Jam)<<14 | bit(f.Paused)<<16
	return fmt.Sprintf("\x02\r\n\r\n  PRINTER STATUS                             \r\n"+
		"   ERRORS:         %d 00000000 %08X          \r\n   WARNINGS:       0 00000000 00000000          \r\n\x03", bit(flags != 0), flags)
}

// errorCodes is the answer to ^ee: codes of two digits.
func errorCodes(f PrinterFaults) string {
	var codes []string
	for _, c := range []struct {
		on   bool
		code string
	}{
		{f.PaperOut, "07P001"},
		{f.RibbonOut, "07R001"},
		{f.HeadOpen || f.CoverOpen, "11"},
		{f.TooHot, "62"},
		{f.Cutter, "81"},
		{f.Paused, "92"},
		{f.Jam, "99"},
	} {
		if c.on {
			codes = append(codes, c.code)
		}
	}
	if len(codes) == 0 {
		codes = []string{"00"}
	}
	return strings.Join(codes, ",") + "\r\n"
}

// realTimeByte adds the bits that are fixed in every answer to DLE EOT.
func realTimeByte(said int) string { return string([]byte{byte(0x12 | said)}) }

// bits makes a number of its bits, the lowest first.
func bits(on ...bool) int {
	n := 0
	for i, set := range on {
		n |= bit(set) << i
	}
	return n
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}
