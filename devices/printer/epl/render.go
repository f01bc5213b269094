package epl

import (
	"bytes"
	"fmt"
	"strings"

	"tallyman/devices/page"
)

// gapMM is the usual gap between labels, which Q wants beside their length.
const gapMM = 3.0

// Render writes the page as one label for a print head of dpi dots per inch. The
// same page gives the same bytes. It fails for a page without area and for a
// barcode that cannot be encoded or does not fit.
func Render(p page.Page, dpi int) ([]byte, error) {
	width, height, err := p.Size(dpi)
	if err != nil {
		return nil, fmt.Errorf("epl: %w", err)
	}
	l := label{dpi: dpi, width: width, height: height}
	pieces, err := p.Inked(dpi, l.native)
	if err != nil {
		return nil, fmt.Errorf("epl: %w", err)
	}
	var out bytes.Buffer
	// The line end in front ends whatever was begun and not finished; a width in
	// whole bytes keeps pictures from being wrapped.
	fmt.Fprintf(&out, "\nN\nq%d\nQ%d,%d\n", (width+7)/8*8, height, page.Dots(gapMM, dpi))
	for _, piece := range pieces {
		fmt.Fprintf(&out, "GW%d,%d,%d,%d,", piece.X, piece.Y, piece.Stride, piece.Rows())
		// ^@ resets the printer and ^ee asks for its status.
		piece.Quiet(true, "^@", "^e")
		// A dot is printed where the bit is 0.
		for _, b := range piece.Data {
			out.WriteByte(^b)
		}
		out.WriteString("\n")
	}
	// After the pictures, which overwrite what is below them.
	out.Write(l.commands.Bytes())
	out.WriteString("P1\n")
	return out.Bytes(), nil
}

// label is what the printer draws itself, while it is written.
type label struct {
	dpi, width, height int
	commands           bytes.Buffer
}

// native writes the item as a command if the printer draws it exactly.
func (l *label) native(item page.Item) (bool, error) {
	switch item := item.(type) {
	case page.Box:
		return l.box(item), nil
	case page.Barcode:
		placed, err := item.Place(l.dpi)
		if err != nil {
			return false, err
		}
		return l.barcode(item, placed), nil
	default:
		return false, nil
	}
}

// box is a filled box that lies on the label; an outline is a picture, since X
// draws its lines around the corners that it is given.
func (l *label) box(b page.Box) bool {
	area := b.DotsBox(l.dpi)
	if b.StrokeDots(l.dpi) > 0 || area.Min.X < 0 || area.Min.Y < 0 || area.Max.X > l.width || area.Max.Y > l.height {
		return false
	}
	l.line(area.Min.X, area.Min.Y, area.Dx(), area.Dy())
	return true
}

func (l *label) line(x, y, width, height int) {
	fmt.Fprintf(&l.commands, "LO%d,%d,%d,%d\n", x, y, width, height)
}

// widest is the most that B takes as the width of a narrow bar, in dots.
const widest = 10

// barcode is native where the printer is told every bar: 1B and 1C are one code
// set, and 2 takes both widths.
func (l *label) barcode(b page.Barcode, placed page.Placed[int]) bool {
	right := placed.X + placed.Columns*placed.Module
	if placed.X < 0 || placed.Y < 0 || right > l.width || placed.Y+placed.Height > l.height ||
		placed.Height < 1 || placed.Module > widest {
		return false
	}
	kind := "2"
	switch {
	case b.Symbology == page.ITF14:
	case b.Symbology == page.Code128 && harmless(b.Data):
		kind = "1B"
		if b.Pairs() {
			kind = "1C"
		}
	default:
		return false
	}
	fmt.Fprintf(&l.commands, "B%d,%d,0,%s,%d,%d,%d,N,\"%s\"\n",
		placed.X, placed.Y, kind, placed.Module, 3*placed.Module, placed.Height, b.Data)
	placed.Bearers(l.line)
	return true
}

// harmless says whether data are of characters that mean only themselves
// between quotation marks.
func harmless(data string) bool {
	return strings.Trim(data, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-./+: ") == ""
}
