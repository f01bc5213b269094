package gs1

import "testing"

func TestCheckDigits(t *testing.T) {
	for digits, want := range map[string]byte{
		"952123456789":      '9',
		"629104150021":      '3', // GS1's own example of a GTIN-13
		"03600029145":       '2', // the best known UPC-A
		"37610425002123456": '9', // an SSCC
	} {
		if got := CheckDigit(digits); got != want {
			t.Errorf("CheckDigit(%s) = %c, want %c", digits, got, want)
		}
	}
	for digits, want := range map[string]byte{"47312482": '9', "00000000": '5', "00000101": '0'} {
		if got := PostalCheckDigit(digits); got != want {
			t.Errorf("PostalCheckDigit(%s) = %c, want %c", digits, got, want)
		}
	}
}
