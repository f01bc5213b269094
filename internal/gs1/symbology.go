package gs1

import "strings"

// Separator ends a value of variable length. Scanners send the FNC1 of a symbol
// as this control character (ISO/IEC 646 GS).
const Separator = '\x1d'

const separator = string(Separator)

// LongestCode128 is the most characters a single GS1-128 symbol may carry,
// application identifiers included (GS1 General Specifications, section
// 5.4.1).
const LongestCode128 = 48

// IsGS1 says whether an AIM symbology identifier (ISO/IEC 15424) promises an
// element string: GS1-128, DataBar and Composite, GS1 DataMatrix, GS1 QR and
// GS1 DotCode.
func IsGS1(symbology string) bool {
	switch symbology {
	case "]C1", "]e0", "]d2", "]Q3", "]J1":
		return true
	}
	return false
}

// Carrier says how the text of a symbol is meant.
type Carrier byte

// The carriers.
const (
	// Plain is a key without identifier, see BareKey, or nothing of GS1.
	Plain Carrier = iota
	// ElementString is promised by the AIM identifier: a text that Parse refuses
	// is a fault. Its scanner sends separators.
	ElementString
	// Link is a URI, in ]Q1, ]d1 or wherever it stands. It need not be GS1's.
	Link
	// Likely is an element string by its looks, from a reader that gives no AIM
	// identifier. A text that Parse refuses may be anything else, and separators
	// may have been lost, see Elements.Ambiguous.
	Likely
)

// CarrierOf tells from the AIM identifier, "" if there is none, and the text.
// Without an identifier an element string has a separator, or begins with an
// SSCC or a GTIN and is longer than a bare one: the 18 digits of an SSCC and
// the 14 of a GTIN are never taken for it.
func CarrierOf(symbology, text string) Carrier {
	switch {
	case IsGS1(symbology):
		return ElementString
	case IsLink(text):
		return Link
	case symbology == "" && looksLikeElements(text):
		return Likely
	}
	return Plain
}

func looksLikeElements(text string) bool {
	return strings.IndexByte(text, Separator) >= 0 ||
		len(text) >= 16 && text[:2] == "01" ||
		len(text) >= 20 && text[:2] == "00"
}

// CutAIM takes an AIM identifier off: a bracket, a letter for the symbology, a
// digit or letter for its options. No key of GS1 begins so.
func CutAIM(text string) (symbology, rest string) {
	if len(text) > 3 && text[0] == ']' && isLetter(text[1]) && (isLetter(text[2]) || text[2] >= '0' && text[2] <= '9') {
		return text[:3], text[3:]
	}
	return "", text
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// withAddOn is the AIM identifier of an EAN-13 whose two or five digits beside
// it (issues of magazines, prices of books) follow in the same read.
const withAddOn = "]E3"

// BareKey tells from its length which key a plain symbol can be: EAN-8, UPC-A,
// EAN-13 and ITF-14 (]E4, ]E0, ]E3, ]I1, or none) are a GTIN, to be read by
// ParseGTIN, and 18 digits are an SSCC, for ParseSSCC. The digits are not
// checked. Any other text has no identifier.
func BareKey(symbology, text string) (ai, key string) {
	if symbology == withAddOn && len(text) > 13 {
		text = text[:13]
	}
	if text == "" || nonDigit(text[:1]) >= 0 {
		return "", "" // a SKU or a bin, most often
	}
	switch len(text) {
	case 8, 12, 13, gtinLength:
		return "01", text
	case ssccLength:
		return "00", text
	}
	return "", ""
}
