package sim

import (
	"bytes"
	"fmt"
	"strings"
)

// ReadESCPOS reads a job as a receipt printer does whose head has headDots dots:
// the pieces that it would cut off, and what it would not print and why. It
// knows what receipts need (ESC @, ESC R 0, ESC 3 0, ESC E, GS !, lines of
// ASCII, GS v 0, GS V 66) and refuses everything else, real-time commands inside
// pictures too.
func ReadESCPOS(job []byte, headDots int) ([]PrinterLabel, []PrinterRejection) {
	p := escposPrinter{jobReader: jobReader{job: job}, headDots: headDots}
	p.read(p.step)
	if len(p.label.Fields) > 0 && len(p.rejections) == 0 {
		p.rejections = append(p.rejections, PrinterRejection{Reason: "the job ended without a cut", ZPL: job})
	}
	return p.labels, p.rejections
}

type escposPrinter struct {
	jobReader
	headDots, rows int
	size           int // of letters, in times of font A
}

func (p *escposPrinter) step() error {
	if next := p.job[p.at]; next == '\n' || next >= ' ' && next <= '~' {
		return p.text()
	}
	command, err := p.take(2)
	if err != nil {
		return err
	}
	switch string(command) {
	case "\x1b@":
		p.size = 1
		return nil
	case "\x1bR", "\x1b3", "\x1bE", "\x1d!":
		return p.set(string(command))
	case "\x1dv":
		return p.picture()
	case "\x1dV":
		return p.cut()
	}
	return fmt.Errorf("%q is not a command of this printer", command)
}

// picture reads GS v 0 m xL xH yL yH data. A dot is printed where the bit is 1.
func (p *escposPrinter) picture() error {
	head, err := p.take(6)
	if err != nil {
		return err
	}
	if head[0] != '0' || head[1] != 0 {
		return fmt.Errorf("GS v %q is not known here", head[:2])
	}
	across, rows := int(head[2])+int(head[3])<<8, int(head[4])+int(head[5])<<8
	if across < 1 || across*8 > p.headDots || rows < 1 || rows > 2303 {
		return fmt.Errorf("a picture of %d bytes and %d rows does not fit", across, rows)
	}
	data, err := p.take(across * rows)
	if err != nil {
		return err
	}
	for _, realTime := range []string{"\x10\x04", "\x10\x05", "\x10\x14"} {
		if at := bytes.Index(data, []byte(realTime)); at >= 0 {
			return fmt.Errorf("byte %d of a picture is the real-time command %q", at, realTime)
		}
	}
	p.label.Fields = append(p.label.Fields, PrinterField{
		Kind: FieldGraphic, Y: p.rows, WidthDots: across * 8, HeightDots: rows, Bitmap: bytes.Clone(data),
	})
	p.rows += rows
	return nil
}

// cut reads GS V 66 n: feed to the cutter and n further, and cut.
func (p *escposPrinter) cut() error {
	params, err := p.take(2)
	if err != nil {
		return err
	}
	if params[0] != 66 || p.rows == 0 {
		return fmt.Errorf("GS V %d after %d rows is not known here", params[0], p.rows)
	}
	p.label.WidthDots, p.label.LengthDots = p.headDots, p.rows
	if err := p.print(1); err != nil {
		return err
	}
	p.rows, p.label = 0, PrinterLabel{}
	return nil
}

// set carries out a command with one parameter: ESC R 0 (characters of ASCII),
// ESC 3 0 (lines as high as their letters), ESC E (bold), GS ! (size).
func (p *escposPrinter) set(command string) error {
	param, err := p.take(1)
	if err != nil {
		return err
	}
	n := int(param[0])
	switch {
	case command == "\x1d!" && n%0x11 == 0 && n <= 0x77:
		p.size = n/0x11 + 1
	case command == "\x1bE" && n <= 1, n == 0 && command != "\x1d!":
	default:
		return fmt.Errorf("%q with %d is not known here", command, n)
	}
	return nil
}

// text is a line in font A, whose cells are 12 × 24 dots: printable ASCII up to
// the line feed.
func (p *escposPrinter) text() error {
	line, err := p.line()
	if err != nil {
		return err
	}
	cell, high := 12*p.size, 24*p.size
	if p.size == 0 || len(line)*cell > p.headDots {
		return fmt.Errorf("a line of %d characters of %d dots is wider than the head", len(line), cell)
	}
	for i := range len(line) {
		if line[i] < ' ' || line[i] > '~' {
			return fmt.Errorf("%q in a line of text is not printable ASCII", line[i])
		}
	}
	// Every column is a field of its own, so that it is drawn where it is printed.
	for from := 0; from < len(line); {
		word := line[from:]
		if end := strings.Index(word, "  "); end >= 0 {
			word = word[:end]
		}
		if strings.Trim(word, " ") != "" {
			p.label.Fields = append(p.label.Fields, PrinterField{
				Kind: FieldText, X: from * cell, Y: p.rows, HeightDots: high, Text: word,
			})
		}
		from += len(word) + 1
	}
	p.rows += high
	return nil
}
