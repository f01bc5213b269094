package page

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/qr"
)

// Symbology is a kind of barcode.
type Symbology int

// The kinds of barcodes.
const (
	// Code128 is ISO/IEC 15417, in code sets B and C.
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
	var made barcode.Barcode
	var err error
	quiet := 10
	switch b.Symbology {
	case Code128, GS1128:
		made, err = encode128(b.Symbology, b.Data)
	case QR:
		quiet = 4
		made, err = qr.Encode(b.Data, qr.M, qr.Auto)
	case DataMatrix:
		quiet = 2
		made, err = datamatrix.Encode(b.Data)
	default:
		err = fmt.Errorf("there is no symbology %d", b.Symbology)
	}
	if err != nil {
		return Symbol{}, fmt.Errorf("barcode of %d characters: %w", len(b.Data), err)
	}
	return symbolOf(made, quiet), nil
}

func encode128(symbology Symbology, data string) (barcode.Barcode, error) {
	for i := range len(data) {
		c := data[i]
		if c == 0x1D && symbology == GS1128 {
			continue
		}
		if c < ' ' || c > '~' {
			return nil, fmt.Errorf("byte %#02x at position %d: Code 128 takes printable ASCII only", c, i+1)
		}
	}
	if symbology == GS1128 {
		for field := range strings.SplitSeq(data, "\x1d") {
			// An identifier has two digits at least, and data behind it.
			if len(field) < 3 {
				return nil, fmt.Errorf("%q is not a GS1 field: put an application identifier in front", field)
			}
		}
		fnc1 := string(code128.FNC1)
		data = fnc1 + strings.ReplaceAll(data, "\x1d", fnc1)
	}
	return code128.Encode(data)
}

func symbolOf(made barcode.Barcode, quiet int) Symbol {
	bounds := made.Bounds()
	symbol := Symbol{Columns: bounds.Dx(), Rows: bounds.Dy(), Quiet: quiet}
	symbol.dark = make([]bool, 0, symbol.Columns*symbol.Rows)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			red, _, _, _ := made.At(x, y).RGBA()
			symbol.dark = append(symbol.dark, red == 0)
		}
	}
	return symbol
}
