package escpos

import (
	"image"
	"math"
	"slices"
	"strings"

	"tallyman/devices/page"
)

// Font A has cells of 12 × 24 dots on every head, its baseline 19 dots down;
// GS ! makes it up to eight times as large.
const (
	cellDots     = 12
	rowDots      = 24
	baselineDots = 19
	largest      = 8
)

// typed is a line that the printer writes in its own font.
type typed struct {
	top, size int // in dots, and how many times font A
	bold      bool
	cells     []byte
	items     []int // of the page, that it has
}

func (t typed) bottom() int { return t.top + rowDots*t.size }

// columns is how many characters of a size the head has room for.
func columns(head, size int) int { return head / (cellDots * size) }

// typedLines finds the lines that the printer can write itself, from top to
// bottom, and what is left as a picture: text that is not ASCII or does not fit
// into the cells, and text that stands beside what is a picture.
func typedLines(p page.Page, dpi, head, shift int) ([]typed, *image.Gray, error) {
	pictured := make([]bool, len(p.Items))
	for {
		rest := page.Page{WidthMM: p.WidthMM, HeightMM: p.HeightMM}
		var lines []typed
		for i, item := range p.Items {
			text, isText := item.(page.Text)
			if isText && !pictured[i] {
				var ok bool
				if lines, ok = typeset(lines, i, text, dpi, head, shift); ok {
					continue
				}
			}
			pictured[i] = true
			rest.Add(item)
		}
		picture, err := page.Raster(rest, dpi)
		if err != nil {
			return nil, nil, err
		}
		slices.SortStableFunc(lines, func(a, b typed) int { return a.top - b.top })
		if !disturbed(lines, picture, pictured) {
			return lines, picture, nil
		}
	}
}

// disturbed marks as pictures the items of lines that share rows with a picture
// or with another line, and says whether there are any.
func disturbed(lines []typed, picture *image.Gray, pictured []bool) bool {
	found := false
	for n, line := range lines {
		beside := line.top < 0 || line.bottom() > picture.Rect.Dy() || n > 0 && lines[n-1].bottom() > line.top
		for y := line.top; !beside && y < line.bottom(); y++ {
			row := picture.Pix[y*picture.Stride:][:picture.Rect.Dx()]
			beside = slices.Contains(row, 0)
		}
		if beside {
			found = true
			for _, item := range line.items {
				pictured[item] = true
			}
		}
	}
	return found
}

// typeset puts the lines of a text into cells, beside what stands on the same
// lines already. It changes nothing where that cannot be done.
func typeset(lines []typed, item int, text page.Text, dpi, head, shift int) ([]typed, bool) {
	block := text.Lay()
	em := block.SizePt * page.PointMM * float64(dpi) / 25.4
	size := min(largest, max(1, int(math.Round(em/rowDots))))
	grown := slices.Clone(lines)
	for _, line := range block.Lines {
		content := line.Text()
		from, ok := place(text, content, dpi, size, shift)
		if !ok || from+len(content) > columns(head, size) {
			return lines, false
		}
		top := page.Dots(line.BaselineMM, dpi) - baselineDots*size
		at := slices.IndexFunc(grown, func(t typed) bool {
			return t.size == size && t.bold == text.Bold && abs(t.top-top) <= rowDots/4
		})
		if at < 0 {
			at = len(grown)
			grown = append(grown, typed{top: top, size: size, bold: text.Bold})
		}
		if !grown[at].put(item, from, content) {
			return lines, false
		}
	}
	return grown, true
}

// place is the cell in which a line of text begins, by the edge or middle that
// it is aligned to; it must stay in the box of its text.
func place(text page.Text, content string, dpi, size, shift int) (int, bool) {
	for i := range len(content) {
		if content[i] < ' ' || content[i] > '~' {
			return 0, false
		}
	}
	cell := float64(cellDots * size)
	left := float64(page.Dots(text.XMM, dpi)-shift) / cell
	room := float64(page.Dots(text.WidthMM, dpi)) / cell
	slack := room - float64(len(content))
	from := 0
	switch text.Align {
	case page.Left:
		from = int(math.Round(left))
	case page.Centre:
		from = int(math.Round(left + slack/2))
	case page.Right:
		from = int(math.Round(left + slack))
	}
	return from, slack > -0.5 && from >= 0
}

// put writes a text into free cells, with at least one free beside it. The cells
// are copied, so that what was there before stays as it was.
func (t *typed) put(item, from int, content string) bool {
	cells := slices.Clone(t.cells)
	for len(cells) < from+len(content) {
		cells = append(cells, ' ')
	}
	around := cells[max(0, from-1):min(len(cells), from+len(content)+1)]
	if strings.Trim(string(around), " ") != "" {
		return false
	}
	copy(cells[from:], content)
	t.cells = cells
	t.items = append(slices.Clone(t.items), item)
	return true
}

func abs(n int) int { return max(n, -n) }
