package sim

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ReadTSPL reads a job as a TSPL printer of dpi dots per inch does: what it would
// print, and what it would not and why. It knows what labels need (SIZE, GAP,
// DIRECTION, CLS, BITMAP, BAR, BARCODE, PRINT) and refuses everything else.
func ReadTSPL(job []byte, dpi int) ([]PrinterLabel, []PrinterRejection) {
	p := tsplPrinter{jobReader: jobReader{job: job}, dpi: dpi}
	p.read(p.step)
	if len(p.label.Fields) > 0 && len(p.rejections) == 0 {
		p.rejections = append(p.rejections, PrinterRejection{Reason: "the job ended inside a label: PRINT is missing", ZPL: job})
	}
	return p.labels, p.rejections
}

type tsplPrinter struct {
	jobReader
	dpi     int
	cleared bool
}

func (p *tsplPrinter) step() error {
	if strings.HasPrefix(string(p.job[p.at:min(len(p.job), p.at+7)]), "BITMAP ") {
		p.at += len("BITMAP ")
		return p.picture()
	}
	line, err := p.line()
	if err != nil {
		return err
	}
	name, params, _ := strings.Cut(line, " ")
	switch name {
	case "SIZE":
		return p.size(params)
	case "GAP":
		_, _, err := p.lengths(params)
		return err
	case "DIRECTION":
		if params != "0" && params != "0,0" {
			return fmt.Errorf("DIRECTION %q is not the way labels are read", params)
		}
		return nil
	case "CLS":
		p.cleared, p.label.Fields = true, nil
		return nil
	case "BAR":
		area, err := numbers(params, 4)
		if err != nil {
			return err
		}
		return p.bar(area)
	case "BARCODE":
		return p.barcode(params)
	case "PRINT":
		count, err := numbers(params, 2)
		if err != nil {
			return err
		}
		if !p.cleared {
			return errors.New("PRINT without CLS: what was left in the memory would be printed again")
		}
		p.cleared = false
		return p.print(count[0] * count[1])
	}
	return fmt.Errorf("%.20q is not a command of this printer", line)
}

// lengths reads two lengths in millimetres.
func (p *tsplPrinter) lengths(params string) (first, second float64, err error) {
	one, two, _ := strings.Cut(params, ",")
	var read [2]float64
	for i, part := range []string{one, two} {
		number, unit, _ := strings.Cut(part, " ")
		read[i], err = strconv.ParseFloat(number, 64)
		if err != nil || unit != "mm" || read[i] < 0 || read[i] > 3000 {
			return 0, 0, fmt.Errorf("%q is not a length in mm", part)
		}
	}
	return read[0], read[1], nil
}

func (p *tsplPrinter) size(params string) error {
	width, length, err := p.lengths(params)
	if err != nil {
		return err
	}
	dots := func(mm float64) int { return int(math.Round(mm * float64(p.dpi) / 25.4)) }
	p.label.WidthDots, p.label.LengthDots = dots(width), dots(length)
	return nil
}

// picture reads BITMAP x,y,bytes,rows,mode,data.
func (p *tsplPrinter) picture() error {
	var params [5]int
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
	if params[4] != 0 {
		return fmt.Errorf("mode %d of BITMAP is not known here", params[4])
	}
	if err := p.bitmap(params[0], params[1], params[2], params[3], "\x1b!", "~!"); err != nil {
		return err
	}
	if line, err := p.line(); err != nil || line != "" {
		return fmt.Errorf("%.20q follows the data of BITMAP", line)
	}
	return nil
}

// barcode reads BARCODE x,y,"kind",height,readable,rotation,narrow,wide,"data".
func (p *tsplPrinter) barcode(params string) error {
	parts, err := quoted(params, 2)
	if err != nil {
		return err
	}
	kind, data := parts[1], parts[3]
	at, err := numbers(strings.TrimSuffix(parts[0], ","), 2)
	if err != nil {
		return err
	}
	bars, err := numbers(strings.Trim(parts[2], ","), 5)
	if err != nil {
		return err
	}
	field := PrinterField{X: at[0], Y: at[1], HeightDots: bars[0], ModuleDots: bars[3]}
	if bars[1] != 0 || bars[2] != 0 || bars[0] < 1 || bars[3] < 1 {
		return fmt.Errorf("a barcode of %v is not known here", bars)
	}
	switch {
	case kind == "128M" && bars[4] == bars[3]:
		field.Kind, field.Text, err = readCode128M(data)
	case kind == "25" && bars[4] == 3*bars[3]:
		field.Kind = FieldITF
		field.Text, err = readNumber(FieldITF, data)
	default:
		err = fmt.Errorf("barcode %q with bars of %d and %d dots is not known here", kind, bars[3], bars[4])
	}
	if err != nil {
		return err
	}
	return p.draw(field)
}

// readCode128M reads data of 128M: ! and three digits are a symbol character by
// its number, of which the first is a start character.
func readCode128M(data string) (FieldKind, string, error) {
	kind := FieldCode128
	pairs := strings.HasPrefix(data, "!105")
	if !pairs && !strings.HasPrefix(data, "!104") {
		return "", "", fmt.Errorf("data %q do not begin with a start character", data)
	}
	var text strings.Builder
	for i := 4; i < len(data); {
		rest := data[i:]
		switch {
		case strings.HasPrefix(rest, "!102") && i == 4:
			kind, i = FieldGS1128, i+4
		case strings.HasPrefix(rest, "!102"):
			text.WriteByte(fnc1)
			i += 4
		case rest[0] == '!':
			return "", "", fmt.Errorf("%.4q is not known here", rest)
		case pairs && (len(rest) < 2 || !digit(rest[0]) || !digit(rest[1])):
			return "", "", fmt.Errorf("subset C takes pairs of digits, not %q", rest)
		case pairs:
			text.WriteString(rest[:2])
			i += 2
		case rest[0] < ' ' || rest[0] > '~':
			return "", "", fmt.Errorf("%q is not in subset B", rest[0])
		default:
			text.WriteByte(rest[0])
			i++
		}
	}
	return kind, text.String(), nil
}
