package page

import (
	"fmt"

	"github.com/boombuler/barcode"
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
	// QR is ISO/IEC 18004 at error correction level M. Text is in UTF-8, which
	// readers find out for themselves. There is no GS1 form of it: put a GS1
	// Digital Link URI into it.
	QR
	// DataMatrix is ISO/IEC 16022, ECC 200, of ASCII characters.
	DataMatrix
	// GS1DataMatrix is a DataMatrix with FNC1 in front; Data is as for GS1128
	// (GS1 General Specifications 5.6).
	GS1DataMatrix
	// ITF14 is a GTIN-14 in Interleaved 2 of 5 (ISO/IEC 16390) between bearer
	// bars, wide to narrow 3:1 (GS1 General Specifications 5.3).
	ITF14
	// EAN13, EAN8 and UPCA are ISO/IEC 15420; Data is the whole number with its
	// check digit (GS1 General Specifications 5.2).
	EAN13
	EAN8
	UPCA
	// PDF417 is ISO/IEC 15438 with rows of three modules, of ASCII characters.
	PDF417
	// Aztec is ISO/IEC 24778 with a quarter of its words for error correction, of
	// ASCII characters.
	Aztec
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
	// HeightMM is the height of the bars, and of the bearer bars with them; a
	// square symbol ignores it.
	HeightMM float64
}

// Symbol is an encoded barcode: Columns × Rows modules without quiet zone. A
// linear symbol has one row.
type Symbol struct {
	Columns, Rows int
	// Quiet is the quiet zone in modules: left and right of a linear symbol, all
	// round a square one. Where a standard asks for more on one side than on the
	// other, both have the larger.
	//
	//	Code 128  10  ISO/IEC 15417, 4.4      QR          4  ISO/IEC 18004, 5.3.8
	//	ITF-14    10  ISO/IEC 16390, 4.4      DataMatrix  2  1 is ISO/IEC 16022, 5.7
	//	EAN-13    11  ISO/IEC 15420, 4.3      PDF417      2  ISO/IEC 15438, 5.8.3
	//	EAN-8      7  ISO/IEC 15420, 4.3      Aztec       0  ISO/IEC 24778, 4.2
	//	UPC-A      9  ISO/IEC 15420, 4.3
	Quiet int

	dark []bool
	// bearer is the height of the bars above and below an ITF-14, in modules.
	bearer int
}

// Dark says whether a module is black.
func (s Symbol) Dark(column, row int) bool { return s.dark[row*s.Columns+column] }

// Linear says whether the symbol is a row of bars.
func (s Symbol) Linear() bool { return s.Rows == 1 }

// Encode makes the symbol. It fails for data that the symbology cannot hold:
// Code 128 takes 1 to 80 printable ASCII characters, and a number must have the
// right length and check digit.
func (b Barcode) Encode() (Symbol, error) {
	encode := map[Symbology]func() (Symbol, error){
		Code128:       b.encode128,
		GS1128:        b.encode128,
		QR:            b.encodeQR,
		DataMatrix:    b.encodeDataMatrix,
		GS1DataMatrix: b.encodeDataMatrix,
		ITF14:         b.encodeITF,
		EAN13:         b.encodeEAN,
		EAN8:          b.encodeEAN,
		UPCA:          b.encodeEAN,
		PDF417:        b.encodePDF417,
		Aztec:         b.encodeAztec,
	}[b.Symbology]
	if encode == nil {
		return Symbol{}, fmt.Errorf("there is no symbology %d", b.Symbology)
	}
	symbol, err := encode()
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
