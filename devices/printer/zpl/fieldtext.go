package zpl

import "tallyman/devices/page"

// narrowest is how far font 0 is squeezed; below it, letters would touch and
// the text is drawn as a graphic.
const narrowest = 0.6

// text writes native fields if every character is ASCII and the resident font
// can be squeezed into the measured lines; otherwise one graphic, so that a
// text never mixes two designs.
func (f *format) text(t page.Text) {
	block := t.Lay()
	height := page.Dots(block.SizePt*page.PointMM, f.dpi)
	for _, line := range block.Lines {
		if squeeze(line, height, f.dpi) < narrowest {
			f.graphic(block.Raster(f.dpi))
			return
		}
	}
	for _, line := range block.Lines {
		f.line(t.Align, line, height)
	}
}

// line writes one line: ^FT takes the baseline, ^A0N the height and the width
// of its letters. Its edge or middle is where the measured line has it.
func (f *format) line(align page.Align, line page.Line, height int) {
	text := line.Text()
	wide := int(float64(height) * squeeze(line, height, f.dpi))
	x := page.Dots(line.XMM, f.dpi)
	slack := page.Dots(line.WidthMM, f.dpi) - int(residentEms(text)*float64(wide))
	switch align {
	case page.Left:
	case page.Centre:
		x += slack / 2
	case page.Right:
		x += slack
	}
	f.command("^FT%d,%d^A0N,%d,%d^FH_^FD%s^FS\n",
		max(0, x), max(0, page.Dots(line.BaselineMM, f.dpi)), height, wide, escaped(text))
}

// squeeze is the ratio of width to height at which font 0 is no wider than the
// measured line: at most 1, and 0 for a line that it cannot write.
func squeeze(line page.Line, height, dpi int) float64 {
	text := line.Text()
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return 0
		}
	}
	native := residentEms(text) * float64(height)
	if native == 0 || height < 1 {
		return 0
	}
	return min(1, float64(page.Dots(line.WidthMM, dpi))/native)
}

// residentEms is how wide a text is in font 0, in ems, measured on
// zpl-renderer-js 3.4.0; the widths are those of a bold condensed sans serif.
func residentEms(text string) float64 {
	sum := 0
	for i := range len(text) {
		sum += residentWidth(text[i])
	}
	return float64(sum) / 1000
}

// residentWidth is the advance of a printable ASCII character in font 0, in
// thousandths of its height.
func residentWidth(c byte) int {
	return [...]int{
		250, 333, 333, 500, 500, 833, 667, 250, 333, 333, 500, 500, 333, 800, 333, 278, // space to /
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 500, 500, 500, 500, // 0 to ?
		833, 556, 556, 556, 611, 500, 500, 611, 611, 278, 444, 556, 500, 778, 611, 611, // @ to O
		556, 611, 611, 556, 500, 611, 556, 833, 556, 556, 500, 333, 250, 333, 500, 500, // P to _
		333, 500, 500, 444, 500, 500, 278, 500, 500, 278, 278, 444, 278, 778, 500, 500, // ` to o
		500, 500, 333, 444, 278, 500, 444, 667, 444, 444, 389, 274, 250, 274, 500, // p to ~
	}[c-' ']
}
