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
		data := code128Data(b.Data, b.Symbology == page.GS1128)
		f.command("^FO%d,%d^BY%d^BCN,%d,N,N,N^FH_^FD%s^FS\n", x, y, module, placed.Height, data)
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

// code128Data writes the code sets into the data with the invocation codes of
// ^BC (>: start B, >; start C, >5 to C, >6 to B, >8 FNC1), by the rule that
// devices/page encodes with: to C before four digits, from C when fewer than
// two follow. So the width that was measured is the width that is printed.
func code128Data(data string, gs1 bool) string {
	if gs1 {
		data = "\x1d" + data
	}
	var out strings.Builder
	set := byte(0)
	for i := 0; i < len(data); i++ {
		next := byte('B')
		if digitsAhead(data[i:], set) {
			next = 'C'
		}
		out.WriteString(invocation(set, next))
		set = next
		switch {
		case data[i] == 0x1D:
			out.WriteString(">8")
		case set == 'C':
			out.WriteString(data[i : i+2])
			i++
		case data[i] == '>':
			out.WriteString(">0")
		default:
			out.WriteString(escaped(data[i : i+1]))
		}
	}
	return out.String()
}

// digitsAhead says whether code set C is to be used for what follows: four
// digits, or two where C is the set already; FNC1 in front does not count.
func digitsAhead(rest string, set byte) bool {
	needed := 4
	if set == 'C' {
		needed = 2
	}
	for i := 0; i < needed; i++ {
		switch {
		case i >= len(rest):
			return false
		case rest[i] == 0x1D && i%2 == 0:
			needed++
		case rest[i] < '0' || rest[i] > '9':
			return false
		}
	}
	return true
}

func invocation(from, to byte) string {
	switch {
	case from == to:
		return ""
	case from == 0 && to == 'C':
		return ">;"
	case from == 0:
		return ">:"
	case to == 'C':
		return ">5"
	default:
		return ">6"
	}
}
