package web

import (
	"net/mail"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"

	"tallyman/internal/floor"
)

// fields collects what a schema cannot say about the fields of a row. The
// lengths and bounds are those of the files that tallyman import takes.
type fields struct {
	at     string
	faults []Fault
}

func (f *fields) wrong(name, message string) {
	f.faults = append(f.faults, Fault{Location: f.at + "." + name, Message: message})
}

// line is a text of one line without control characters.
func (f *fields) line(name, value string) string {
	value = strings.TrimSpace(value)
	if strings.ContainsFunc(value, unicode.IsControl) {
		f.wrong(name, "holds a control character: remove it")
	}
	return value
}

// required is a line that may not be empty.
func (f *fields) required(name, value string) string {
	value = f.line(name, value)
	if value == "" {
		f.wrong(name, "is empty: fill it in")
	}
	return value
}

// prose is a text that may have several lines.
func (f *fields) prose(name, value string) string {
	value = strings.ReplaceAll(strings.TrimSpace(value), "\r\n", "\n")
	if strings.ContainsFunc(value, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }) {
		f.wrong(name, "holds a control character: remove it")
	}
	return value
}

// rate is a percentage; empty is 0.
func (f *fields) rate(name, value string) floor.Rate {
	if value == "" {
		return 0
	}
	rate, err := floor.ParseRate(value)
	if err != nil {
		f.wrong(name, "must be a percentage from 0 to 100 with at most three decimals, such as 8.875")
	}
	return rate
}

// currency is a code of ISO 4217, also one no longer in use; empty stays so.
func (f *fields) currency(name, value string) string {
	value = strings.ToUpper(f.line(name, value))
	if value == "" {
		return ""
	}
	if _, err := currency.ParseISO(value); err != nil {
		f.wrong(name, "must be a currency code of ISO 4217, such as EUR")
	}
	return value
}

// country is an ISO 3166-1 alpha-2 code.
func (f *fields) country(name, value string) string {
	value = strings.ToUpper(f.line(name, value))
	region, err := language.ParseRegion(value)
	if err != nil || len(value) != 2 || !region.IsCountry() || region.Canonicalize().String() != value {
		f.wrong(name, "must be a country code of two letters, such as DE or GB (ISO 3166-1)")
	}
	return value
}

// email is an address without a name; empty stays so.
func (f *fields) email(name, value string) string {
	value = f.line(name, value)
	if value == "" {
		return ""
	}
	if parsed, err := mail.ParseAddress(value); err != nil || parsed.Address != value {
		f.wrong(name, "is no mail address, such as name@example.com: correct it or leave it out")
	}
	return value
}

// moment is a time of this century or the next, in UTC.
func (f *fields) moment(name string, value time.Time) time.Time {
	if value.Year() < 2000 || value.Year() > 2199 {
		f.wrong(name, "must be a time from 2000 to 2199")
	}
	return value.UTC()
}
