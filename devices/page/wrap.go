package page

import "unicode"

// span is a line as a part of a text: the letters from start up to end.
type span struct{ start, end int }

// wrap breaks letters into lines that are at most limit ems wide: at spaces,
// after hyphens and between Chinese characters. broke says that a word was
// longer than a line and had to be cut.
func wrap(text []letter, limit float64) (lines []span, broke bool) {
	for start := skipSpaces(text, 0); start < len(text); {
		end, next := fill(text, start, limit)
		if next < 0 {
			broke, next = true, end
		}
		lines = append(lines, span{start, trimSpaces(text, start, end)})
		start = skipSpaces(text, next)
	}
	return lines, broke
}

// fill finds the end of the line that begins at start. next is where the
// following line begins, or -1 where a word had to be cut at end.
func fill(text []letter, start int, limit float64) (end, next int) {
	width, last := 0.0, -1
	for i := start; i < len(text); i++ {
		width += text[i].advance
		if width > limit && i > start && text[i].rune != ' ' {
			if last > start {
				return last, last
			}
			return i, -1
		}
		if mayBreakAfter(text, i) {
			last = i + 1
		}
	}
	return len(text), len(text)
}

// mayBreakAfter says whether a line may end behind the letter at i.
func mayBreakAfter(text []letter, i int) bool {
	if i+1 >= len(text) {
		return true
	}
	here, following := text[i], text[i+1]
	switch {
	case here.rune == ' ' || here.rune == '-' || here.rune == '/':
		return true
	case here.font == Han || following.font == Han:
		// Closing marks stay with what they close, opening ones with what
		// they open.
		return !unicode.In(following.rune, unicode.Pe, unicode.Pf, unicode.Po) &&
			!unicode.In(here.rune, unicode.Ps, unicode.Pi)
	default:
		return false
	}
}

func skipSpaces(text []letter, i int) int {
	for i < len(text) && text[i].rune == ' ' {
		i++
	}
	return i
}

func trimSpaces(text []letter, start, end int) int {
	for end > start && text[end-1].rune == ' ' {
		end--
	}
	return end
}

// width is how wide letters are, in ems.
func width(text []letter) float64 {
	sum := 0.0
	for _, l := range text {
		sum += l.advance
	}
	return sum
}
