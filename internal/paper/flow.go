package paper

import (
	"strings"

	"tallyman/devices/page"
)

const (
	flowTopMM = 4.0
	// flowFootMM is the room for the foot of a page.
	flowFootMM = 7.0
)

// flow is a document while it is written from top to bottom: the pages so far,
// and how far down the last of them is.
type flow struct {
	voice
	format Format
	// title stands at the top of every further page, under it the heads of
	// the columns, and in the foot of all.
	title string
	heads func()
	pages []page.Page
	yMM   float64
}

// begin makes the first page.
func (f *flow) begin() { f.next() }

// next begins a page.
func (f *flow) next() {
	f.pages = append(f.pages, page.Page{WidthMM: f.format.WidthMM, HeightMM: f.format.HeightMM})
	f.yMM = flowTopMM
	if f.format.wide() {
		f.yMM = f.format.MarginMM
	}
}

func (f *flow) put(items ...page.Item) { f.pages[len(f.pages)-1].Add(items...) }

// bottomMM is where the foot begins.
func (f *flow) bottomMM() float64 {
	bottom := f.format.HeightMM - flowFootMM
	if f.format.wide() {
		bottom -= f.format.MarginMM / 2
	}
	return bottom
}

// room begins a new page where heightMM do not fit on this one.
func (f *flow) room(heightMM float64) {
	if f.format.endless() || f.yMM+heightMM <= f.bottomMM() {
		return
	}
	f.next()
	f.text(page.Text{SizePt: f.format.pt(9), MinPt: smallestPt, Bold: true, Text: f.fill("continued", f.title)})
	f.yMM += 1.5
	if f.heads != nil {
		f.heads()
	}
}

// text lays a text over the whole width.
func (f *flow) text(t page.Text) {
	stack := column{xMM: f.format.MarginMM, yMM: f.yMM, widthMM: f.format.contentMM()}
	stack.add(t)
	f.put(stack.items...)
	f.yMM = stack.yMM
}

// rule is a line over the whole width, with some room below.
func (f *flow) rule(thickMM, belowMM float64) {
	f.put(rule(f.format.MarginMM, f.yMM, f.format.contentMM(), thickMM))
	f.yMM += thickMM + belowMM
}

// cell is one column of a row.
type cell struct {
	widthMM float64
	align   page.Align
	text    string
}

// row puts cells beside each other, in the size and weight of like; the first
// may take its lines, the others shrink into one.
func (f *flow) row(like page.Text, cells ...cell) {
	const gutterMM = 1.5
	x, bottom := f.format.MarginMM, f.yMM
	for n, c := range cells {
		t := like
		t.XMM, t.YMM, t.WidthMM, t.Align, t.Text = x, f.yMM, c.widthMM-gutterMM, c.align, c.text
		if c.align == page.Right {
			t.XMM += gutterMM
		}
		if n > 0 {
			t.MaxLines, t.MinPt = 1, smallestPt
		}
		x += c.widthMM
		if strings.TrimSpace(c.text) == "" {
			continue
		}
		f.put(t)
		bottom = max(bottom, t.YMM+t.Lay().HeightMM)
	}
	f.yMM = bottom
}

func (f *flow) height(t page.Text, widthMM float64) float64 {
	t.WidthMM = widthMM
	return t.Lay().HeightMM
}

// end cuts a roll, or numbers the pages, which can only be done when all are
// there.
func (f *flow) end() []page.Page {
	if f.format.endless() {
		f.pages[0].HeightMM = f.yMM + flowTopMM
		return f.pages
	}
	x, width, y := f.format.MarginMM, f.format.contentMM(), f.bottomMM()
	for n := range f.pages {
		f.pages[n].Add(
			rule(x, y+1, width, hairMM),
			page.Text{
				XMM: x, YMM: y + 1.8, WidthMM: width * 0.7, SizePt: f.format.pt(6.5), MinPt: smallestPt, Text: f.title,
			},
			page.Text{
				XMM: x + width*0.7, YMM: y + 1.8, WidthMM: width * 0.3, SizePt: f.format.pt(6.5), MinPt: smallestPt,
				Align: page.Right, Text: f.counted("page", n+1, len(f.pages)),
			},
		)
	}
	return f.pages
}
