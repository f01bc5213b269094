package sim

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// zplFormat is the label between ^XA and ^XZ as far as it was read. The first
// fault is kept; the rest is read on, so that the format's end is found.
type zplFormat struct {
	label PrinterLabel
	fault error
	utf8  bool // ^CI28
	// deletes: a stored picture was deleted (^ID).
	deletes bool
	// moduleDots, barDots and textDots are what ^BY and ^CF set for all
	// fields that follow.
	moduleDots, barDots, textDots int

	field     PrinterField
	open      bool // between ^FO or ^FT and ^FS
	hex       byte // indicator of ^FH for this field, 0 = off
	parameter []string
	data      *string
}

// newZPLFormat has the values that a printer has when it is switched on.
func newZPLFormat() *zplFormat {
	return &zplFormat{label: PrinterLabel{Copies: 1}, moduleDots: 2, barDots: 10, textDots: 9}
}

func (f *zplFormat) fail(err error) {
	if f.fault == nil {
		f.fault = err
	}
}

// do carries out one command. What only tunes the printer (speed, darkness,
// media) is accepted without a look.
func (f *zplFormat) do(c zplCommand) error {
	params := strings.Split(string(c.params), ",")
	switch c.name {
	case "FO", "FT":
		return f.begin(c.name, params)
	case "A":
		return font(c, &f.field.HeightDots)
	case "CF":
		return font(c, &f.textDots)
	case "BC", "B2", "BE", "B8", "BU", "BQ", "BX", "GB":
		return f.draw(c.name, params)
	case "GF":
		return f.graphic(c.params)
	case "FH":
		return f.hexadecimal(c.params)
	case "FD":
		return f.fill(string(c.params))
	case "FS":
		return f.end()
	case "BY":
		return f.module(params)
	case "CI":
		f.utf8 = string(c.params) == "28"
		return nil
	case "PW":
		return number(params, 0, 1, 32000, &f.label.WidthDots)
	case "LL":
		return number(params, 0, 1, 32000, &f.label.LengthDots)
	case "PQ":
		return number(params, 0, 1, 99_999_999, &f.label.Copies)
	case "FB", "FR", "FW", "FX", "LH", "LS", "LT", "MD", "MM", "MN", "MT", "PM", "PO", "PR":
		return nil
	}
	return errors.New("is not a command of this printer")
}

// begin opens a field at its origin, in dots from the upper left corner.
func (f *zplFormat) begin(name string, params []string) error {
	if f.open {
		return errors.New("the field before was not ended by ^FS")
	}
	f.open, f.field = true, PrinterField{Below: name == "FT"}
	if err := number(params, 0, 0, 32000, &f.field.X); err != nil {
		return err
	}
	if len(params) < 2 {
		return nil
	}
	return number(params, 1, 0, 32000, &f.field.Y)
}

// draw notes what the field is; the data follow.
func (f *zplFormat) draw(name string, params []string) error {
	if !f.open {
		return errors.New("no ^FO or ^FT before it")
	}
	if f.field.Kind != "" {
		return errors.New("the field is already a " + string(f.field.Kind))
	}
	f.field.Kind = map[string]FieldKind{"BC": FieldCode128, "B2": FieldITF, "BE": FieldEAN13, "B8": FieldEAN8, "BU": FieldUPCA, "BQ": FieldQR, "BX": FieldDataMatrix, "GB": FieldBox, "GF": FieldGraphic}[name]
	f.parameter = params
	return f.measure(params)
}

// measure reads how large the field is, from the command that says what it is.
func (f *zplFormat) measure(params []string) error {
	field := &f.field
	switch field.Kind {
	case FieldCode128, FieldITF, FieldEAN13, FieldEAN8, FieldUPCA:
		field.ModuleDots, field.HeightDots = f.moduleDots, f.barDots
		return number(params, 1, 1, 32000, &field.HeightDots)
	case FieldQR:
		field.ModuleDots = 3
		return number(params, 2, 1, 100, &field.ModuleDots)
	case FieldDataMatrix:
		field.ModuleDots = f.moduleDots
		return number(params, 1, 1, 100, &field.ModuleDots)
	case FieldBox:
		field.StrokeDots = 1
		err := errors.Join(number(params, 2, 1, 32000, &field.StrokeDots),
			number(params, 0, 0, 32000, &field.WidthDots), number(params, 1, 0, 32000, &field.HeightDots))
		field.WidthDots, field.HeightDots = max(field.WidthDots, field.StrokeDots), max(field.HeightDots, field.StrokeDots)
		return err
	default:
		return nil
	}
}

// module is ^BY: width of the narrowest bar in dots, ratio, height in dots.
func (f *zplFormat) module(params []string) error {
	if err := number(params, 0, 1, 10, &f.moduleDots); err != nil {
		return err
	}
	if len(params) < 3 {
		return nil
	}
	return number(params, 2, 1, 32000, &f.barDots)
}

func (f *zplFormat) hexadecimal(params []byte) error {
	if len(params) > 1 {
		return fmt.Errorf("the indicator %q is more than one character", params)
	}
	f.hex = '_'
	if len(params) == 1 {
		f.hex = params[0]
	}
	return nil
}

func (f *zplFormat) fill(data string) error {
	if !f.open {
		return errors.New("no ^FO or ^FT before it")
	}
	if f.data != nil {
		return errors.New("the field has data already: ^FS is missing")
	}
	if f.hex != 0 {
		var err error
		if data, err = unhex(data, f.hex); err != nil {
			return err
		}
	}
	f.data = &data
	return nil
}

// end closes the field and reads its data as what the field is.
func (f *zplFormat) end() error {
	if !f.open {
		return nil
	}
	field, data, params := f.field, f.data, f.parameter
	f.open, f.hex, f.data, f.parameter = false, 0, nil, nil
	if f.label.WidthDots > 0 && field.X >= f.label.WidthDots || f.label.LengthDots > 0 && field.Y >= f.label.LengthDots {
		return fmt.Errorf("the field at %d,%d lies outside the label", field.X, field.Y)
	}
	var err error
	switch {
	case field.Kind == FieldBox || field.Kind == FieldGraphic:
		if data != nil {
			err = errors.New("a " + string(field.Kind) + " takes no ^FD")
		}
	case data == nil:
		err = errors.New("the field has no ^FD")
	case field.Kind == "":
		field.Kind = FieldText
		if field.HeightDots == 0 {
			field.HeightDots = f.textDots
		}
		field.Text, err = f.text(*data)
	default:
		field.Kind, field.Text, err = readBarcode(field.Kind, params, *data)
	}
	f.label.Fields = append(f.label.Fields, field)
	return err
}

func (f *zplFormat) text(data string) (string, error) {
	if !utf8.ValidString(data) {
		return "", fmt.Errorf("text %q is not UTF-8", data)
	}
	for _, r := range data {
		if r < ' ' {
			return "", fmt.Errorf("text %q has the control character %#x", data, r)
		}
		if r >= utf8.RuneSelf && !f.utf8 {
			return "", fmt.Errorf("text %q is not ASCII and ^CI28 is missing", data)
		}
	}
	return data, nil
}

// finish is ^XZ.
func (f *zplFormat) finish() (*PrinterLabel, error) {
	if f.open {
		f.fail(errors.New("^XZ: the last field was not ended by ^FS"))
	}
	if f.fault != nil {
		return nil, f.fault
	}
	return &f.label, nil
}

// font reads ^A and ^CF: the height of the letters goes where it belongs.
func font(c zplCommand, heightDots *int) error {
	parts := strings.Split(string(c.params), ",")
	name := parts[0]
	if name == "" || len(name) > 2 || c.name == "A" && len(name) == 2 && !strings.Contains("NRIB", name[1:]) {
		return fmt.Errorf("%q is not a font and orientation", name)
	}
	var widthDots int // the picture has one design only
	return errors.Join(number(parts, 1, 1, 32000, heightDots), number(parts, 2, 1, 32000, &widthDots))
}

// unhex undoes ^FH: the indicator and two hexadecimal digits are one byte.
func unhex(data string, indicator byte) (string, error) {
	var out strings.Builder
	for i := 0; i < len(data); i++ {
		if data[i] != indicator {
			out.WriteByte(data[i])
			continue
		}
		value, err := strconv.ParseUint(data[i+1:min(i+3, len(data))], 16, 8)
		if err != nil || i+3 > len(data) {
			return "", fmt.Errorf("%q at byte %d is not two hexadecimal digits behind ^FH's indicator", data[i:min(i+3, len(data))], i)
		}
		out.WriteByte(byte(value))
		i += 2
	}
	return out.String(), nil
}

// number reads params[i]; an empty one keeps the default.
func number(params []string, i, least, most int, into *int) error {
	if i >= len(params) || params[i] == "" {
		return nil
	}
	n, err := strconv.Atoi(params[i])
	if err != nil || n < least || n > most {
		return fmt.Errorf("parameter %d is %q, not a number from %d to %d", i+1, params[i], least, most)
	}
	*into = n
	return nil
}
