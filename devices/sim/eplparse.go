package sim

import (
	"errors"
	"fmt"
	"strings"
)

// ReadEPL reads a job as an EPL2 printer does: what it would print, and what it
// would not and why. It knows what labels need (N, q, Q, GW, LO, B, P) and
// refuses everything else.
func ReadEPL(job []byte) ([]PrinterLabel, []PrinterRejection) {
	p := eplPrinter{jobReader: jobReader{job: job}}
	p.read(p.step)
	if len(p.label.Fields) > 0 && len(p.rejections) == 0 {
		p.rejections = append(p.rejections, PrinterRejection{Reason: "the job ended inside a label: P is missing", ZPL: job})
	}
	return p.labels, p.rejections
}

type eplPrinter struct {
	jobReader
	cleared bool
}

func (p *eplPrinter) step() error {
	if strings.HasPrefix(string(p.job[p.at:min(len(p.job), p.at+2)]), "GW") {
		p.at += len("GW")
		return p.picture()
	}
	line, err := p.line()
	if err != nil {
		return err
	}
	switch {
	case line == "":
		return nil
	case line == "N":
		p.cleared, p.label.Fields = true, nil
		return nil
	case line[0] == 'q':
		return number([]string{line[1:]}, 0, 8, 9000, &p.label.WidthDots)
	case line[0] == 'Q':
		size, err := numbers(line[1:], 2)
		if err != nil {
			return err
		}
		p.label.LengthDots = size[0]
		return nil
	case strings.HasPrefix(line, "LO"):
		area, err := numbers(line[2:], 4)
		if err != nil {
			return err
		}
		return p.bar(area)
	case line[0] == 'B':
		return p.barcode(line[1:])
	case line[0] == 'P':
		if !p.cleared {
			return errors.New("a P without N: what was left in the memory would be printed again")
		}
		copies, err := numbers(line[1:], 1)
		if err != nil {
			return err
		}
		p.cleared = false
		return p.print(copies[0])
	}
	return fmt.Errorf("%.20q is not a command of this printer", line)
}

// picture reads GWx,y,bytes,rows,data.
func (p *eplPrinter) picture() error {
	var params [4]int
	for i := range params {
		text, err := p.until(',')
		if err != nil {
			return err
		}
		number, err := numbers(text, 1)
		if err != nil {
			return err
		}
		params[i] = number[0]
	}
	if params[0]+8*params[2] > p.label.WidthDots {
		return fmt.Errorf("a picture of %d bytes at %d is wider than the label and wraps", params[2], params[0])
	}
	if err := p.bitmap(params[0], params[1], params[2], params[3], "^@", "^e"); err != nil {
		return err
	}
	if line, err := p.line(); err != nil || line != "" {
		return fmt.Errorf("%.20q follows the data of GW", line)
	}
	return nil
}

// barcode reads Bx,y,rotation,kind,narrow,wide,height,readable,"data".
func (p *eplPrinter) barcode(params string) error {
	texts, err := quoted(params, 1)
	if err != nil {
		return err
	}
	data, parts := texts[1], strings.Split(texts[0], ",")
	if len(parts) != 9 || parts[2] != "0" || parts[7] != "N" || parts[8] != "" {
		return fmt.Errorf("a barcode of %q is not known here", texts[0])
	}
	kind := parts[3]
	size, err := numbers(strings.Join([]string{parts[0], parts[1], parts[4], parts[5], parts[6]}, ","), 5)
	if err != nil {
		return err
	}
	field := PrinterField{X: size[0], Y: size[1], ModuleDots: size[2], HeightDots: size[4], Text: data}
	if size[2] < 1 || size[2] > 10 || size[3] < 2 || size[3] > 30 || size[4] < 1 {
		return fmt.Errorf("bars of %d and %d dots, %d high, cannot be printed", size[2], size[3], size[4])
	}
	switch {
	case kind == "1B" && subsetB(data):
		field.Kind = FieldCode128
	case kind == "1C" && len(data)%2 == 0 && strings.Trim(data, "0123456789") == "":
		field.Kind = FieldCode128
	case kind == "2" && size[3] == 3*size[2]:
		field.Kind = FieldITF
		field.Text, err = readNumber(FieldITF, data)
	default:
		err = fmt.Errorf("the data of barcode %q are %q, which it cannot be", kind, data)
	}
	if err != nil {
		return err
	}
	return p.draw(field)
}

func subsetB(data string) bool {
	for i := range len(data) {
		if data[i] < ' ' || data[i] > '~' {
			return false
		}
	}
	return data != ""
}
