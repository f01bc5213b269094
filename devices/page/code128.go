package page

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// code128Widths are the symbol characters 0 to 105 and the stop pattern, each
// as the widths of its bars and spaces in turn, in modules (ISO/IEC 15417,
// table 1).
const code128Widths = "" +
	"212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 " +
	"112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 " +
	"311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 " +
	"112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 " +
	"313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 " +
	"314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 " +
	"122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 " +
	"124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 " +
	"114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"

// Values of symbol characters that are no data.
const (
	fnc1128   = 102
	startB128 = 104
	startC128 = 105
	stop128   = 106
	modulo128 = 103

	longest128 = 80
	// gs separates the fields of a GS1 element string.
	gs = 0x1D
)

// Pairs says whether a Code 128 or GS1-128 is in code set C, two digits a
// character, which it is when its fields have nothing but whole pairs of
// digits; otherwise all of it is in code set B. Sets are never mixed: some
// interpreters of ZPL get the change in the middle wrong, and what is printed
// must be as wide as what was measured.
func (b Barcode) Pairs() bool {
	for field := range strings.SplitSeq(b.Data, string(rune(gs))) {
		if len(field) == 0 || len(field)%2 != 0 || strings.Trim(field, "0123456789") != "" {
			return false
		}
	}
	return true
}

// encode128 makes the bars of a Code 128 or GS1-128.
func (b Barcode) encode128() (Symbol, error) {
	if err := b.check128(); err != nil {
		return Symbol{}, err
	}
	values := b.values128()
	sum := values[0]
	for i, value := range values {
		sum += i * value
	}
	widths := strings.Fields(code128Widths)
	symbol := Symbol{Rows: 1, Quiet: 10}
	for _, value := range append(values, sum%modulo128, stop128) {
		for i, width := range []byte(widths[value]) {
			for range width - '0' {
				symbol.dark = append(symbol.dark, i%2 == 0)
			}
		}
	}
	symbol.Columns = len(symbol.dark)
	return symbol, nil
}

// values128 are the start character and the data.
func (b Barcode) values128() []int {
	pairs := b.Pairs()
	values := []int{startB128}
	if pairs {
		values[0] = startC128
	}
	if b.Symbology == GS1128 {
		values = append(values, fnc1128)
	}
	for i := 0; i < len(b.Data); i++ {
		switch c := b.Data[i]; {
		case c == gs:
			values = append(values, fnc1128)
		case pairs:
			pair, _ := strconv.Atoi(b.Data[i : i+2])
			values = append(values, pair)
			i++
		default:
			values = append(values, int(c-' '))
		}
	}
	return values
}

func (b Barcode) check128() error {
	if len(b.Data) < 1 || len(b.Data) > longest128 {
		return errors.New("Code 128 takes between 1 and 80 characters") //nolint:staticcheck // the name of the symbology
	}
	for i := range len(b.Data) {
		c := b.Data[i]
		if c == gs && b.Symbology == GS1128 {
			continue
		}
		if c < ' ' || c > '~' {
			return fmt.Errorf("byte %#02x at position %d: Code 128 takes printable ASCII only", c, i+1)
		}
	}
	if b.Symbology == GS1128 {
		return b.checkFields()
	}
	return nil
}
