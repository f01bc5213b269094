package page

import "strings"

const (
	// ascentEm and leadingEm place lines: from the top of a line to its
	// baseline, and from line to line. Accented capitals and Chinese
	// characters stay inside their line.
	ascentEm  = 0.93
	leadingEm = 1.17
	// shrinkPt is the step in which text is made smaller.
	shrinkPt = 0.5
	smallest = 4.0
)

// Run is a part of a line that one font draws.
type Run struct {
	Font Font
	Text string
	// OffsetMM is where the run begins, from the beginning of its line.
	OffsetMM float64

	letters []letter
}

// Line is a line of text with its baseline on the page.
type Line struct {
	XMM, BaselineMM, WidthMM float64
	Runs                     []Run
}

// Text is the line as one string.
func (l Line) Text() string {
	var text strings.Builder
	for _, run := range l.Runs {
		text.WriteString(run.Text)
	}
	return text.String()
}

// Block is a Text after sizes and line breaks were decided.
type Block struct {
	SizePt float64
	Lines  []Line
	// HeightMM is what the lines take, from the top of the box.
	HeightMM float64
	// Cut says that the text did not fit and ends in an ellipsis.
	Cut bool
}

// Lay decides size and line breaks. A text without anything to draw has no
// lines and no height.
func (t Text) Lay() Block {
	drawn := letters(t.Text, t.Bold)
	size, lines := t.fit(drawn)
	block := Block{SizePt: size}
	if limit := max(t.MaxLines, 1); len(lines) > limit {
		drawn, lines = t.ellipsis(drawn, lines[:limit], size)
		block.Cut = true
	}
	em := size * PointMM
	for i, l := range lines {
		line := t.line(drawn[l.start:l.end], em)
		line.BaselineMM = t.YMM + em*(float64(i)*leadingEm+ascentEm)
		block.Lines = append(block.Lines, line)
	}
	block.HeightMM = float64(len(lines)) * em * leadingEm
	return block
}

// fit finds the largest size at which the text takes no more than its lines,
// without cutting a word; at the smallest size words may be cut.
func (t Text) fit(drawn []letter) (float64, []span) {
	size := max(t.SizePt, smallest)
	least := size
	if t.MinPt > 0 {
		least = max(min(t.MinPt, size), smallest)
	}
	for {
		lines, broke := wrap(drawn, t.limit(size))
		if size <= least || !broke && len(lines) <= max(t.MaxLines, 1) {
			return size, lines
		}
		size = max(size-shrinkPt, least)
	}
}

// limit is the width of the box in ems, with a hair's breadth for rounding.
func (t Text) limit(sizePt float64) float64 { return t.WidthMM/(sizePt*PointMM) + 1e-9 }

// ellipsis fills the last of the lines with what fits of the rest and three
// dots.
func (t Text) ellipsis(drawn []letter, lines []span, size float64) ([]letter, []span) {
	dots := letters("...", t.Bold)
	last := lines[len(lines)-1]
	room := t.limit(size) - width(dots)
	end := last.start
	for end < len(drawn) && room >= drawn[end].advance {
		room -= drawn[end].advance
		end++
	}
	end = trimSpaces(drawn, last.start, end)
	cut := append(append([]letter{}, drawn[:end]...), dots...)
	lines[len(lines)-1] = span{last.start, len(cut)}
	return cut, lines
}

// line joins letters of one font into runs and aligns them.
func (t Text) line(drawn []letter, em float64) Line {
	line := Line{XMM: t.XMM, WidthMM: width(drawn) * em}
	switch t.Align {
	case Left:
	case Centre:
		line.XMM += (t.WidthMM - line.WidthMM) / 2
	case Right:
		line.XMM += t.WidthMM - line.WidthMM
	}
	offset := 0.0
	for start := 0; start < len(drawn); {
		end := start
		text := []rune(nil)
		for end < len(drawn) && drawn[end].font == drawn[start].font {
			text = append(text, drawn[end].rune)
			end++
		}
		run := Run{Font: drawn[start].font, Text: string(text), OffsetMM: offset, letters: drawn[start:end]}
		line.Runs = append(line.Runs, run)
		offset += width(run.letters) * em
		start = end
	}
	return line
}
