package importing

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"

	"tallyman/internal/floor"
	"tallyman/internal/gs1"
)

// Bounds of the columns. Lengths are characters; the amounts are such that a
// whole order stays far below 64 bits.
const (
	longestCode  = 48
	longestName  = 200
	longestText  = 1000
	mostGrams    = 1_000_000
	mostMM       = 100_000
	mostUnits    = 100_000
	mostMinor    = 10_000_000_000
	mostSequence = 1_000_000_000
)

// text is a column of one line of text; required ones may not be empty.
func (r *row) text(column string, longest int, required bool) string {
	return r.checkText(column, strings.ReplaceAll(r.raw(column), "\n", " "), longest, required)
}

// prose is a text that may have several lines.
func (r *row) prose(column string) string {
	value := strings.ReplaceAll(r.raw(column), "\r", "")
	return r.checkText(column, value, longestText, false)
}

func (r *row) checkText(column, value string, longest int, required bool) string {
	value = strings.ReplaceAll(strings.ReplaceAll(value, "\t", " "), "\r", "")
	control := func(c rune) bool { return unicode.IsControl(c) && c != '\n' }
	switch {
	case value == "" && required:
		r.fail(column, Required, "%s is empty: fill it in", column)
	case utf8.RuneCountInString(value) > longest:
		r.fail(column, TooLong, "%s has more than %d characters: shorten it", column, longest)
	case strings.ContainsFunc(value, control):
		r.fail(column, BadCharacter, "%s holds a control character: remove it", column)
	}
	return value
}

// code is a required name that people scan, which may not begin as own codes
// do.
func (r *row) code(column string) string {
	value := r.text(column, longestCode, true)
	if floor.ReservedPrefix(value) {
		r.fail(column, Reserved, "%s may not begin with %s, as the warehouse's own codes do: choose another", column, value[:3])
	}
	return value
}

// ownCode is an own code of a kind; empty is none.
func (r *row) ownCode(column string, kind floor.CodeKind) floor.Code {
	value := r.raw(column)
	if value == "" {
		return floor.Code{}
	}
	code, reading := floor.ReadCode(value)
	switch {
	case reading == floor.Misread:
		r.fail(column, string(gs1.BadCheckDigit), "the check characters of the code are wrong: leave it empty to have one made")
	case reading == floor.Foreign || code.Kind != kind:
		r.fail(column, BadValue, "the code must begin with TL%c: leave it empty to have one made", kind)
	}
	return code
}

// number is a whole number from low to high; empty is 0, unless it is required.
func (r *row) number(column string, low, high int64, required bool) int64 {
	value := r.raw(column)
	if value == "" {
		if required {
			r.fail(column, Required, "%s is empty: fill it in", column)
		}
		return 0
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < low || n > high || value[0] == '+' {
		r.fail(column, BadNumber, "%s must be a whole number from %d to %d, without separators", column, low, high)
		return 0
	}
	return n
}

// boolean is true or false; empty is false.
func (r *row) boolean(column string) bool {
	switch strings.ToLower(r.raw(column)) {
	case "true", "yes", "1":
		return true
	case "", "false", "no", "0":
	default:
		r.fail(column, BadValue, "%s must be true or false", column)
	}
	return false
}

// oneOf is one of a few words.
func oneOf[T ~string](r *row, column string, words []T) T {
	value := T(strings.ToLower(r.text(column, longestCode, true)))
	if value != "" && !slices.Contains(words, value) {
		r.fail(column, BadValue, "%s must be one of %v", column, words)
	}
	return value
}

// gtin is a GTIN padded to 14 digits, or "".
func (r *row) gtin(column string) string {
	value := r.raw(column)
	if value == "" {
		return ""
	}
	gtin, err := gs1.ParseGTIN(value)
	if refusal, refused := errors.AsType[*gs1.Error](err); refused {
		r.fail(column, string(refusal.Reason), "%s: %s", column, refusal.Message)
	}
	return gtin
}

// rate is a tax rate; empty is 0, unless it is required.
func (r *row) rate(column string, required bool) floor.Rate {
	value := r.raw(column)
	if value == "" {
		if required {
			r.fail(column, Required, "%s is empty: write 0 where there is no tax", column)
		}
		return 0
	}
	rate, err := floor.ParseRate(value)
	if err != nil {
		r.fail(column, BadNumber, "%s must be a percentage from 0 to 100 with at most three decimals, such as 8.875", column)
	}
	return rate
}

// currency is a code of ISO 4217, also one no longer in use.
func (r *row) currency(column string, required bool) string {
	value := strings.ToUpper(r.text(column, longestCode, required))
	if value == "" {
		return ""
	}
	if _, err := currency.ParseISO(value); err != nil {
		r.fail(column, BadValue, "%s must be a currency code of ISO 4217, such as EUR", column)
	}
	return value
}

// country is an ISO 3166-1 alpha-2 code.
func (r *row) country(column string) string {
	value := strings.ToUpper(r.text(column, longestCode, true))
	if value == "" {
		return ""
	}
	region, err := language.ParseRegion(value)
	if err != nil || len(value) != 2 || !region.IsCountry() || region.Canonicalize().String() != value {
		r.fail(column, BadValue, "%s must be a country code of two letters, such as DE or GB (ISO 3166-1)", column)
	}
	return value
}
