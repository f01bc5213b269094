package page

import (
	"errors"
	"fmt"

	"github.com/boombuler/barcode/aztec"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/qr"
)

var errEmpty = errors.New("there is nothing to encode")

func (b Barcode) encodeQR() (Symbol, error) {
	if b.Data == "" {
		return Symbol{}, errEmpty
	}
	return symbolOf(4)(qr.Encode(b.Data, qr.M, qr.Auto))
}

// encodeDataMatrix has two modules of quiet zone, one more than the standard
// asks for: a text that touches it must not end it.
func (b Barcode) encodeDataMatrix() (Symbol, error) {
	data := b.Data
	if err := b.checkASCII(); err != nil {
		return Symbol{}, err
	}
	if b.Symbology == GS1DataMatrix {
		if err := b.checkFields(); err != nil {
			return Symbol{}, err
		}
		// FNC1 is a byte of the library's own, and no character.
		data = string([]byte{datamatrix.FNC1}) + data
	}
	return symbolOf(2)(datamatrix.Encode(data))
}

func (b Barcode) encodeAztec() (Symbol, error) {
	const correctionPercent = 25
	if err := b.checkASCII(); err != nil {
		return Symbol{}, err
	}
	return symbolOf(0)(aztec.Encode([]byte(b.Data), correctionPercent, aztec.DEFAULT_LAYERS))
}

// checkASCII refuses what readers would have to guess the character set of. Of
// control characters only the separator of GS1 fields is data.
func (b Barcode) checkASCII() error {
	if b.Data == "" {
		return errEmpty
	}
	for i := range len(b.Data) {
		if c := b.Data[i]; (c < ' ' || c > '~') && (c != gs || b.Symbology != GS1DataMatrix) {
			return fmt.Errorf("byte %#02x at position %d: this symbology takes printable ASCII only; use QR for other text", c, i+1)
		}
	}
	return nil
}
