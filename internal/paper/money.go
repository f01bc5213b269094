package paper

import (
	"strconv"
	"strings"

	"golang.org/x/text/currency"
)

// amount writes minor units with as many decimals as the currency has (two for
// EUR, none for JPY, three for KWD: ISO 4217), thousands set apart by spaces:
// "-1 234.50". An unknown currency is taken to have two.
func amount(minor int64, code string) string {
	decimals := 2
	if unit, err := currency.ParseISO(code); err == nil {
		decimals, _ = currency.Standard.Rounding(unit)
	}
	digits := strconv.FormatInt(minor, 10)
	digits, negative := strings.CutPrefix(digits, "-")
	if missing := decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + " " + whole[i:]
	}
	if decimals > 0 {
		whole += "." + fraction
	}
	if negative {
		whole = "-" + whole
	}
	return whole
}
