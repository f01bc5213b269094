package paper

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"tallyman/internal/floor"
)

// numbers is how a language writes numbers (Unicode CLDR, as golang.org/x/text
// has it). Amounts are whole minor units, so digits are set here and never come
// out of a float.
type numbers struct {
	// group stands between thousands, point before decimals, unit before %.
	group, point, unit string
	// codeFirst says that the currency stands before its amount.
	codeFirst bool
}

func numbersOf(tag language.Tag) numbers {
	printer := message.NewPrinter(tag)
	n := numbers{group: ",", point: "."}
	marks := strings.FieldsFunc(printer.Sprint(number.Decimal(1234567.5)), unicode.IsDigit)
	if len(marks) == 3 {
		n.group, n.point = marks[0], marks[2]
	}
	n.unit = strings.TrimSuffix(strings.TrimLeft(printer.Sprint(number.Percent(0.05)), "5"), "%")
	// Where decimals have a comma, the currency stands behind; English and
	// Chinese have it in front.
	n.codeFirst = n.point == "."
	return n
}

// decimals is how many a currency has: two for EUR, none for JPY, three for KWD
// (ISO 4217). An unknown currency is taken to have two.
func decimals(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	places, _ := currency.Standard.Rounding(unit)
	return places
}

// fixed writes a whole number of the smallest units, of which so many decimals
// make one.
func (n numbers) fixed(minor int64, places int) string {
	digits := strconv.FormatInt(minor, 10)
	digits, negative := strings.CutPrefix(digits, "-")
	if missing := places + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-places], digits[len(digits)-places:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + n.group + whole[i:]
	}
	if places > 0 {
		whole += n.point + fraction
	}
	if negative {
		whole = "-" + whole
	}
	return whole
}

// amount is an amount without its currency: "-1,234.50".
func (v voice) amount(minor int64, code string) string { return v.numbers.fixed(minor, decimals(code)) }

// money is an amount with the ISO code of its currency, which every language
// and every bank reads alike: "EUR 1,234.50", "1 234,50 EUR".
func (v voice) money(minor int64, code string) string {
	if v.numbers.codeFirst {
		return joined("\u00a0", code, v.amount(minor, code))
	}
	return joined("\u00a0", v.amount(minor, code), code)
}

// percent is a tax rate: "8.875%".
func (v voice) percent(r floor.Rate) string {
	return strings.Replace(r.String(), ".", v.numbers.point, 1) + v.numbers.unit + "%"
}

// weight is in grams, and from a kilogram on in kilograms.
func (v voice) weight(grams int) string {
	if grams < 1000 {
		return v.fill("grams", strconv.Itoa(grams))
	}
	return v.fill("kilograms", v.numbers.fixed((int64(grams)+5)/10, 2))
}
