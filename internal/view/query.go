package view

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tallyman/internal/gs1"
)

// last stands behind every other text: what begins with q lies between q and
// q+last.
const last = string(unicode.MaxRune)

// query is what somebody looks for, in the ways it may be written. SQLite
// knows upper and lower case of ASCII only.
type query struct {
	text, upper, lower, title string
	// gtin is its 14 digits when it is one, and else no code of anything.
	gtin string
}

func wanted(text string) query {
	text = strings.TrimSpace(text)
	q := query{text: text, upper: strings.ToUpper(text), lower: strings.ToLower(text), gtin: "-"}
	first, size := utf8.DecodeRuneInString(q.lower)
	if size > 0 {
		q.title = string(unicode.ToTitle(first)) + q.lower[size:]
	}
	if gtin, err := gs1.ParseGTIN(text); err == nil {
		q.gtin = gtin
	}
	return q
}

// within is a pattern of texts that hold one.
func (query) within(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
}
