package page

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/twooffive"
)

// bearerModules is how thick the bearer bars of an ITF-14 are: twice X, the
// least for print that needs no plates (GS1 General Specifications 5.3.2.4).
const bearerModules = 2

func (b Barcode) encodeITF() (Symbol, error) {
	if err := b.checkNumber(14); err != nil {
		return Symbol{}, err
	}
	symbol, err := symbolOf(10)(twooffive.Encode(b.Data, true))
	symbol.bearer = bearerModules
	return symbol, err
}

func (b Barcode) encodeEAN() (Symbol, error) {
	digits, quiet, data := 13, 11, b.Data
	switch b.Symbology {
	case EAN8:
		digits, quiet = 8, 7
	case UPCA:
		// The bars of UPC-A are those of the EAN-13 with a zero in front.
		digits, quiet, data = 12, 9, "0"+b.Data
	default:
	}
	if err := b.checkNumber(digits); err != nil {
		return Symbol{}, err
	}
	return symbolOf(quiet)(ean.Encode(data))
}

// checkNumber refuses all but so many digits of which the last is the check
// digit: modulo 10, weights 3 and 1 from the right (GS1 General Specifications
// 7.9.1).
func (b Barcode) checkNumber(digits int) error {
	if len(b.Data) != digits || strings.Trim(b.Data, "0123456789") != "" {
		return fmt.Errorf("%.20q is not a number of %d digits", b.Data, digits)
	}
	sum := 0
	for i := range digits - 1 {
		weight := 1
		if (digits-1-i)%2 == 1 {
			weight = 3
		}
		sum += weight * int(b.Data[i]-'0')
	}
	if want := byte('0' + (10-sum%10)%10); b.Data[digits-1] != want {
		return fmt.Errorf("%s has the check digit %c, not %c", b.Data, want, b.Data[digits-1])
	}
	return nil
}

// checkFields refuses a GS1 element string with a field that cannot be one.
func (b Barcode) checkFields() error {
	for field := range strings.SplitSeq(b.Data, string(rune(gs))) {
		// An identifier has two digits at least, and data behind it.
		if len(field) < 3 {
			return fmt.Errorf("%q is not a GS1 field: put an application identifier in front", field)
		}
	}
	return nil
}
