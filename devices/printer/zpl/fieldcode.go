package zpl

import (
	"fmt"
	"strings"

	"tallyman/devices/page"
)

// belowOriginQR is how many dots below its field origin ^BQ prints.
const belowOriginQR = 10

// barcode writes a native barcode where the printer draws what was placed, and
// its picture elsewhere.
func (f *format) barcode(b page.Barcode) error {
	placed, err := b.Place(f.dpi)
	if err != nil {
		return err
	}
	field, native := fieldOf(b, placed)
	if !native {
		f.graphic(placed.Raster())
		return nil
	}
	x, y := max(0, placed.X), max(0, placed.Y)
	if b.Symbology == page.QR {
		y = max(0, y-belowOriginQR)
	}
	f.command("^FO%d,%d%s^FS\n", x, y, field)
	placed.Bearers(func(x, y, width, height int) {
		f.command("^FO%d,%d^GB%d,%d,%d^FS\n", max(0, x), max(0, y), width, height, min(width, height))
	})
	return nil
}

// fieldOf is the barcode as a native field. The printer gets the module width in
// dots, so that what it draws is the placed symbol, dot for dot. There is none
// where the printer may choose another size than was measured (PDF417, Aztec)
// or another character set (QR that is not ASCII), where interpreters differ on
// how long the guard bars are (EAN, UPC), and none for a DataMatrix without an
// escape character.
func fieldOf(b page.Barcode, placed page.Placed[int]) (field string, native bool) {
	module, height := placed.Module, placed.Height
	switch b.Symbology {
	case page.Code128, page.GS1128:
		return fmt.Sprintf("^BY%d^BCN,%d,N,N,N^FH_^FD%s", module, height, code128Data(b)), true
	case page.ITF14:
		return fmt.Sprintf("^BY%d,3^B2N,%d,N,N,N^FD%s", module, height, b.Data), true
	case page.QR:
		return fmt.Sprintf("^BQN,2,%d^FH_^FDMA,%s", module, escaped(b.Data)), ascii(b.Data)
	case page.DataMatrix, page.GS1DataMatrix:
		escape, ok := unusedIn(b.Data)
		return fmt.Sprintf("^BXN,%d,200,,,,%c^FH_^FD%s", module, escape, matrixData(b, escape)), ok
	default:
		return "", false
	}
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// matrixData has the escape and 1 for FNC1: in front of GS1 data, and between
// its fields.
func matrixData(b page.Barcode, escape byte) string {
	if b.Symbology != page.GS1DataMatrix {
		return escaped(b.Data)
	}
	fnc1 := escaped(string(rune(escape)) + "1")
	return fnc1 + strings.Join(strings.Split(escaped(b.Data), "_1D"), fnc1)
}

// unusedIn finds an escape character for ^BX that the data do not have, so
// that nothing in them is taken for an escape.
func unusedIn(data string) (escape byte, found bool) {
	for _, c := range []byte("_|#$@=!?%*&") {
		if strings.IndexByte(data, c) < 0 {
			return c, true
		}
	}
	return '_', false
}

// code128Data starts with the code set that was measured, and has FNC1 as >8.
// The characters that ^BC takes for something else have names of their own
// (ZPL II Programming Guide, "Code 128 invocation characters").
func code128Data(b page.Barcode) string {
	var out strings.Builder
	if b.Pairs() {
		out.WriteString(">;")
	} else {
		out.WriteString(">:")
	}
	if b.Symbology == page.GS1128 {
		out.WriteString(">8")
	}
	for i := range len(b.Data) {
		switch c := b.Data[i]; c {
		case 0x1D:
			out.WriteString(">8")
		case '>':
			out.WriteString(">0")
		case '^':
			out.WriteString("><")
		case '~':
			out.WriteString(">=")
		default:
			out.WriteString(escaped(b.Data[i : i+1]))
		}
	}
	return out.String()
}
