package gs1

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
