package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// missing is written for what no bundled font has; all of them have it.
	missing = '□'
	// maxBytes bounds the work for one text; no page holds more.
	maxBytes = 16 << 10
)

// letter is one character that can be drawn, and what draws it.
type letter struct {
	rune rune
	font Font
	glyph
}

// letters turns any string into what can be drawn. Accents are composed with
// their letters, line ends and tabs become spaces, other control and format
// characters are dropped, and what has no glyph becomes □.
func letters(text string, bold bool) []letter {
	text = composed(text)
	drawn := make([]letter, 0, len(text))
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			r = ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
			continue
		}
		if strays(r, drawn) {
			r = missing
		}
		drawn = append(drawn, find(r, bold))
	}
	return drawn
}

// strays says whether a character would be drawn outside its place: an accent
// without a letter below it, and marks that go round what stands before.
func strays(r rune, before []letter) bool {
	if !unicode.Is(unicode.M, r) {
		return false
	}
	return unicode.Is(unicode.Me, r) || len(before) == 0 || before[len(before)-1].rune == ' '
}

// Clean is a text as it is printed: what is dropped is gone, and what no bundled
// font has is □.
func Clean(text string) string {
	var out strings.Builder
	for _, l := range letters(text, false) {
		out.WriteRune(l.rune)
	}
	return out.String()
}

// composed is the text in NFC, cut to maxBytes.
func composed(text string) string {
	if len(text) > maxBytes {
		text = text[:maxBytes]
	}
	return norm.NFC.String(strings.ToValidUTF8(text, string(utf8.RuneError)))
}

// find picks the first font that has the character.
func find(r rune, bold bool) letter {
	latin := Regular
	if bold {
		latin = Bold
	}
	// The PDF writer cannot take characters outside the basic plane, and all
	// languages shall show the same.
	if r <= 0xFFFF {
		for _, f := range [...]Font{latin, Han} {
			if found, ok := typefaces()[f].lookup(r); ok {
				return letter{rune: r, font: f, glyph: found}
			}
		}
	}
	box, _ := typefaces()[latin].lookup(missing)
	return letter{rune: missing, font: latin, glyph: box}
}
