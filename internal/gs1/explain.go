package gs1

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Title is the data title of an application identifier in the dictionary, such
// as "BATCH/LOT", or "".
func Title(ai string) string {
	if known := lookup(ai); known != nil {
		return known.title
	}
	return ""
}

// Explain says in English what a value is beside its characters: dates and times
// in words, measures and amounts with their decimal point, places in degrees,
// yes or no, texts without percent signs. It is "" for all others and for an
// element that Build would refuse. The century of a two-digit year is the one
// that brings it nearest to now (GS1 General Specifications, section 7.12).
func (e Element) Explain(now time.Time) string {
	known := lookup(e.AI)
	if known == nil {
		return ""
	}
	if reason, _ := known.verify(e.Value); reason != "" {
		return ""
	}
	if words, is := e.amount(); is {
		return words
	}
	var words string
	for part, text := range known.parts(e.Value) {
		if part.holds == sixtieth {
			words = strings.TrimSuffix(words, " h")
		}
		words += part.holds.explain(e.AI, text, words == "", now)
	}
	return words
}

// explain words one component; first says that none was worded before it.
func (m meaning) explain(ai, text string, first bool, now time.Time) string {
	switch m {
	case monthOrDay, day, longDay:
		date := dateInWords(ai, text, now)
		if first {
			return date
		}
		return " to " + date
	case hourMinute:
		return " at " + text[:2] + ":" + text[2:]
	case hour:
		return " at " + text + " h"
	case sixtieth:
		return ":" + text
	case yesNo:
		return [...]string{"no", "yes"}[number(text)]
	case latitude:
		return degrees(number(text) - 900_000_000)
	case longitude:
		return ", " + degrees((number(text)+1_800_000_000)%3_600_000_000-1_800_000_000)
	case encoded:
		if plain, err := url.PathUnescape(text); err == nil && plain != text {
			return strconv.Quote(plain)
		}
	case anything:
	}
	return ""
}

// dateInWords takes YYMMDD or YYYYMMDD; a day of 00 is the month. All dates but
// those of production and packing then mean its end.
func dateInWords(ai, text string, now time.Time) string {
	year, monthDay := number(text[:len(text)-4]), text[len(text)-4:]
	if len(text) == len("YYMMDD") {
		year = fullYear(year, now.Year())
	}
	month := time.Month(number(monthDay[:2])).String()
	switch {
	case monthDay[2:] != "00":
		return fmt.Sprintf("%d %s %d", number(monthDay[2:]), month, year)
	case ai == "11" || ai == "13":
		return fmt.Sprintf("%s %d", month, year)
	default:
		return fmt.Sprintf("end of %s %d", month, year)
	}
}

// fullYear is the year from 49 before to 50 after this one that ends in two
// digits.
func fullYear(digits, this int) int {
	year := this/100*100 + digits
	switch {
	case year-this > 50:
		return year - 100
	case year-this < -49:
		return year + 100
	}
	return year
}

// amount is a value whose identifier ends in the number of its decimals: (31nn)
// to (36nn) and (390n) to (395n).
func (e Element) amount() (string, bool) {
	if len(e.AI) != 4 || e.AI[0] != '3' {
		return "", false
	}
	digits, unit := e.Value, ""
	switch e.AI[:3] {
	case "391", "393":
		digits, unit = e.Value[3:], " in currency "+e.Value[:3]
	case "394":
		unit = " %"
	}
	return decimal(digits, number(e.AI[3:])) + unit, true
}

// decimal puts a point before the last decimals of digits.
func decimal(digits string, decimals int) string {
	if missing := decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, rest := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	whole = strings.TrimLeft(whole[:len(whole)-1], "0") + whole[len(whole)-1:]
	if rest == "" {
		return whole
	}
	return whole + "." + rest
}

// degrees words ten-millionths of a degree.
func degrees(tenMillionths int) string {
	sign := ""
	if tenMillionths < 0 {
		sign, tenMillionths = "-", -tenMillionths
	}
	return sign + decimal(strconv.Itoa(tenMillionths), 7)
}
