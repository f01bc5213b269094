package page

import (
	"fmt"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/qr"
)

// Symbology is a kind of barcode.
type Symbology int

// The kinds of barcodes.
const (
	// Code128 is ISO/IEC 15417, in code set B or C; see Barcode.Pairs.
	Code128 Symbology = iota
	// GS1128 is Code 128 with FNC1 in front: Data is a GS1 element string
	// where GS (0x1D) separates fields (GS1 General Specifications 5.4).
	GS1128
	// QR is ISO/IEC 18004 at error correction level M.
	QR
	// DataMatrix is ISO/IEC 16022, ECC 200.
	DataMatrix
)

// Barcode is a barcode in a box that is WidthMM wide and has its upper left
// corner at XMM, YMM. The symbol with its quiet zones is centred in the width.
type Barcode struct {
	Symbology         Symbology
	Data              string
	XMM, YMM, WidthMM float64
	// ModuleMM is the width of the narrowest bar (X). Where the symbol does not
	// fit, it may go down to MinModuleMM (0 means that it must not shrink).
	ModuleMM, MinModuleMM float64
	// HeightMM is the height of the bars; a square symbol ignores it.
	HeightMM float64
}

// Symbol is an encoded barcode: Columns × Rows modules without quiet zone. A
// linear symbol has one row.
type Symbol struct {
	Columns, Rows int
	// Quiet is the quiet zone on each side, in modules: 10 for Code 128, and 4
	// and 2 all round for QR and DataMatrix.
	Quiet int

	dark []bool
}

// Dark says whether a module is black.
func (s Symbol) Dark(column, row int) bool { return s.dark[row*s.Columns+column] }

// Linear says whether the symbol is a row of bars.
func (s Symbol) Linear() bool { return s.Rows == 1 }

// Encode makes the symbol. It fails for data that the symbology cannot hold:
// Code 128 takes 1 to 80 printable ASCII characters.
func (b Barcode) Encode() (Symbol, error) {
	var symbol Symbol
	var err error
	switch b.Symbology {
	case Code128, GS1128:
		symbol, err = b.encode128()
	case QR:
		symbol, err = symbolOf(4)(qr.Encode(b.Data, qr.M, qr.Auto))
	case DataMatrix:
		symbol, err = symbolOf(2)(datamatrix.Encode(b.Data))
	default:
		err = fmt.Errorf("there is no symbology %d", b.Symbology)
	}
	if err != nil {
		return Symbol{}, fmt.Errorf("barcode of %d characters: %w", len(b.Data), err)
	}
	return symbol, nil
}

// symbolOf takes over what the library made, and gives it its quiet zone.
func symbolOf(quiet int) func(barcode.Barcode, error) (Symbol, error) {
	return func(made barcode.Barcode, err error) (Symbol, error) {
		if err != nil {
			return Symbol{}, err
		}
		bounds := made.Bounds()
		symbol := Symbol{Columns: bounds.Dx(), Rows: bounds.Dy(), Quiet: quiet}
		symbol.dark = make([]bool, 0, symbol.Columns*symbol.Rows)
		for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
			for x := bounds.Min.X; x < bounds.Max.X; x++ {
				red, _, _, _ := made.At(x, y).RGBA()
				symbol.dark = append(symbol.dark, red == 0)
			}
		}
		return symbol, nil
	}
}
