package zpl

import (
	"fmt"
	"strings"

	"tallyman/devices/page"
)

// belowOriginQR is how many dots below its field origin ^BQ prints.
const belowOriginQR = 10

// barcode writes a native barcode. The printer gets the module width in dots,
// so that what it draws is the placed symbol, dot for dot.
func (f *format) barcode(b page.Barcode) error {
	placed, err := b.Place(f.dpi)
	if err != nil {
		return err
	}
	x, y, module := max(0, placed.X), max(0, placed.Y), placed.Module
	switch b.Symbology {
	case page.Code128, page.GS1128:
		f.command("^FO%d,%d^BY%d^BCN,%d,N,N,N^FH_^FD%s^FS\n", x, y, module, placed.Height, code128Data(b))
	case page.QR:
		f.command("^FO%d,%d^BQN,2,%d^FH_^FDMA,%s^FS\n", x, max(0, y-belowOriginQR), module, escaped(b.Data))
	case page.DataMatrix:
		escape, err := unusedIn(b.Data)
		if err != nil {
			return err
		}
		f.command("^FO%d,%d^BXN,%d,200,,,,%c^FH_^FD%s^FS\n", x, y, module, escape, escaped(b.Data))
	}
	return nil
}

// unusedIn finds an escape character for ^BX that the data do not have, so
// that nothing in them is taken for an escape.
func unusedIn(data string) (byte, error) {
	for _, c := range []byte("_|#$@=!?%*&") {
		if strings.IndexByte(data, c) < 0 {
			return c, nil
		}
	}
	return 0, fmt.Errorf("DataMatrix of %d characters uses every escape character that ^BX may have", len(data))
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
