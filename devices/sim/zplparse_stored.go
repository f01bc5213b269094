package sim

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// store is ~DGname,b,c,data: a picture by its name, bytes of it and of a row,
// which a format recalls by ^XG.
func (p *zplParser) store(params []byte) error {
	parts := bytes.SplitN(params, []byte(","), 4)
	if len(parts) != 4 {
		return fmt.Errorf("~DG has %d parameters, not 4", len(parts))
	}
	total, _ := strconv.Atoi(string(parts[1]))
	row, _ := strconv.Atoi(string(parts[2]))
	if row < 1 || total < row || total > zplLongest || total%row != 0 {
		return fmt.Errorf("~DG of %q bytes in rows of %q cannot be", parts[1], parts[2])
	}
	picture, err := readAlternative(string(parts[3]), row)
	if err != nil {
		return fmt.Errorf("~DG: %w", err)
	}
	if len(picture) != total {
		return fmt.Errorf("~DG announces %d bytes and has %d", total, len(picture))
	}
	if p.stored == nil {
		p.stored = map[string]PrinterField{}
	}
	p.stored[string(parts[0])] = PrinterField{Kind: FieldGraphic, WidthDots: row * 8, HeightDots: total / row, Bitmap: picture}
	return nil
}

// recall is ^XGname,1,1: a stored picture at the field's origin, not enlarged.
func (p *zplParser) recall(params []byte) error {
	name, size, _ := strings.Cut(string(params), ",")
	picture, known := p.stored[name]
	if !known || size != "" && size != "1,1" {
		return fmt.Errorf("there is no picture %q", params)
	}
	if err := p.format.draw("GF", nil); err != nil {
		return err
	}
	field := &p.format.field
	field.WidthDots, field.HeightDots, field.Bitmap = picture.WidthDots, picture.HeightDots, picture.Bitmap
	return nil
}

// manage carries out what is about stored pictures, and what a printer takes
// outside a format; known is false for all else.
func (p *zplParser) manage(command zplCommand) (known bool, err error) {
	switch name := command.String(); {
	case name == "~DG" && p.format == nil:
		return true, p.store(command.params)
	case name == "~SD", name == "~MD", name == "^MM" && p.format == nil:
		return true, nil
	case name == "^XG" && p.format != nil:
		return true, p.recall(command.params)
	case name == "^ID" && p.format != nil:
		p.format.deletes = true
		if _, stored := p.stored[string(command.params)]; !stored {
			return true, errors.New("there is no such picture to delete")
		}
		delete(p.stored, string(command.params))
		return true, nil
	}
	return false, nil
}
