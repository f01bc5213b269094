package engine

import "strings"

// steadied is a statement as SQLite gets it: with a plus, which changes
// nothing, before every parameter. SQLite takes the value of a bare parameter
// that a column is compared with as a hint for its plan. The driver clears all
// values after each run, which makes SQLite plan such a statement anew for the
// next one, and that takes ten times as long as running it. An expression is
// no hint.
func steadied(text string) string {
	var b strings.Builder
	b.Grow(len(text) + strings.Count(text, "?"))
	quote := byte(0)
	for i := range len(text) {
		c := text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '?':
			b.WriteByte('+')
		}
		b.WriteByte(c)
	}
	return b.String()
}
