package zpl

import "strings"

const hexDigits = "0123456789ABCDEF"

// escaped is field data behind ^FH_: letters, digits and harmless punctuation
// as they are, every other byte as _ and two hexadecimal digits. So neither a
// command (^, ~) nor the escape itself (_) nor a control byte can be data.
func escaped(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for i := range len(text) {
		c := text[i]
		if plain(c) {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('_')
		out.WriteByte(hexDigits[c>>4])
		out.WriteByte(hexDigits[c&0xF])
	}
	return out.String()
}

func plain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ||
		strings.IndexByte(" .,-/:;()+#&'", c) >= 0
}
