package page

import (
	"strconv"

	"github.com/boombuler/barcode/pdf417"
)

const (
	// rowModules is how high a row of PDF417 is, in modules: the least that
	// ISO/IEC 15438, 5.8.2 recommends.
	rowModules = 3
	// drawnRows is how high the library draws one.
	drawnRows = 2
	// characterModules is the width of a symbol character.
	characterModules = 17
	hexDigitsOf17    = 5
)

func (b Barcode) encodePDF417() (Symbol, error) {
	if err := b.checkASCII(); err != nil {
		return Symbol{}, err
	}
	flat, err := symbolOf(2)(pdf417.Encode(b.Data, b.security()))
	if err != nil {
		return Symbol{}, err
	}
	rows := flat.Rows / drawnRows
	symbol := Symbol{Columns: flat.Columns, Rows: rows * rowModules, Quiet: flat.Quiet}
	for row := range rows {
		modules := flat.dark[row*drawnRows*flat.Columns:][:flat.Columns]
		if row%3 == 0 {
			indicateRows(modules, row, rows)
		}
		for range rowModules {
			symbol.dark = append(symbol.dark, modules...)
		}
	}
	return symbol, nil
}

// indicateRows writes the left row indicator of a row of cluster 0, which holds
// the number of rows (ISO/IEC 15438, 5.11.3.1). The library writes it as if
// there were two rows less, so that a strict reader refuses two symbols of
// three.
func indicateRows(modules []bool, row, rows int) {
	value := 30*(row/3) + (rows-1)/3
	bits, err := strconv.ParseUint(cluster0[value*hexDigitsOf17:][:hexDigitsOf17], 16, 32)
	if err != nil {
		panic("the table of PDF417 is damaged: " + err.Error())
	}
	for i := range characterModules {
		modules[characterModules+i] = bits>>(characterModules-1-i)&1 == 1
	}
}

// security is the error correction level that ISO/IEC 15438, annex E recommends
// for so much data, at a character and a half a codeword.
func (b Barcode) security() byte {
	switch words := len(b.Data) * 2 / 3; {
	case words <= 40:
		return 2
	case words <= 160:
		return 3
	case words <= 320:
		return 4
	default:
		return 5
	}
}
