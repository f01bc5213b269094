package tspl

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"tallyman/devices/page"
)

// Render writes the page as one label for a print head of dpi dots per inch. The
// same page gives the same bytes. It fails for a page without area and for a
// barcode that cannot be encoded or does not fit.
func Render(p page.Page, dpi int) ([]byte, error) {
	width, height, err := p.Size(dpi)
	if err != nil {
		return nil, fmt.Errorf("tspl: %w", err)
	}
	l := label{dpi: dpi, width: width, height: height}
	pieces, err := p.Inked(dpi, l.native)
	if err != nil {
		return nil, fmt.Errorf("tspl: %w", err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "SIZE %s mm,%s mm\r\nDIRECTION 0,0\r\nCLS\r\n", millimetres(p.WidthMM), millimetres(p.HeightMM))
	for _, piece := range pieces {
		fmt.Fprintf(&out, "BITMAP %d,%d,%d,%d,0,", piece.X, piece.Y, piece.Stride, piece.Rows())
		// ESC ! and ~! ask for the status, reset the printer and dump what follows.
		piece.Quiet(true, "\x1b!", "~!")
		// A dot is printed where the bit is 0.
		for _, b := range piece.Data {
			out.WriteByte(^b)
		}
		out.WriteString("\r\n")
	}
	// After the pictures, which overwrite what is below them.
	out.Write(l.commands.Bytes())
	out.WriteString("PRINT 1,1\r\n")
	return out.Bytes(), nil
}

// millimetres is a length as SIZE takes it, to a hundredth.
func millimetres(mm float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(mm, 'f', 2, 64), "0"), ".")
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

// box is a filled box that lies on the label; an outline is a picture, since
// printers differ on which side of the line BOX puts its thickness.
func (l *label) box(b page.Box) bool {
	area := b.DotsBox(l.dpi)
	if b.StrokeDots(l.dpi) > 0 || area.Min.X < 0 || area.Min.Y < 0 || area.Max.X > l.width || area.Max.Y > l.height {
		return false
	}
	l.bar(area.Min.X, area.Min.Y, area.Dx(), area.Dy())
	return true
}

func (l *label) bar(x, y, width, height int) {
	fmt.Fprintf(&l.commands, "BAR %d,%d,%d,%d\r\n", x, y, width, height)
}

// barcode is native where the printer is told every bar: 128M takes the code
// set from the data, and 25 both widths.
func (l *label) barcode(b page.Barcode, placed page.Placed[int]) bool {
	right := placed.X + placed.Columns*placed.Module
	if placed.X < 0 || placed.Y < 0 || right > l.width || placed.Y+placed.Height > l.height || placed.Height < 1 {
		return false
	}
	kind, wide, content := "25", 3*placed.Module, b.Data
	switch b.Symbology {
	case page.ITF14:
	case page.Code128, page.GS1128:
		kind, wide = "128M", placed.Module
		var ok bool
		if content, ok = content128(b); !ok {
			return false
		}
	default:
		return false
	}
	fmt.Fprintf(&l.commands, "BARCODE %d,%d,\"%s\",%d,0,0,%d,%d,\"%s\"\r\n",
		placed.X, placed.Y, kind, placed.Height, placed.Module, wide, content)
	placed.Bearers(l.bar)
	return true
}

// content128 begins with the start character and has FNC1 as !102. Data with
// other characters than these are left to a picture: what an exclamation mark, a
// quotation mark or a backslash means depends on the firmware.
func content128(b page.Barcode) (string, bool) {
	const harmless = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-./+: "
	const gs = "\x1d"
	start := "!104"
	if b.Pairs() {
		start = "!105"
	}
	data := b.Data
	if b.Symbology == page.GS1128 {
		start += "!102"
		data = strings.ReplaceAll(data, gs, "")
	}
	if strings.Trim(data, harmless) != "" {
		return "", false
	}
	return start + strings.ReplaceAll(b.Data, gs, "!102"), true
}
