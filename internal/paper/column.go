package paper

import "tallyman/devices/page"

// smallestPt is the size below which nothing on a label can be read.
const smallestPt = 5.5

// betweenMM keeps the accents of a line off the tails of the one above it.
const betweenMM = 0.25

// column stacks texts from top to bottom.
type column struct {
	xMM, yMM, widthMM float64
	items             []page.Item
}

// add lays a text at the bottom of the column; an empty text takes no room.
func (c *column) add(t page.Text) {
	t.XMM, t.YMM, t.WidthMM = c.xMM, c.yMM, c.widthMM
	if len(c.items) > 0 {
		t.YMM += betweenMM
	}
	block := t.Lay()
	if len(block.Lines) == 0 {
		return
	}
	c.items = append(c.items, t)
	c.yMM = t.YMM + block.HeightMM
}

// fitted stacks texts in a box that is heightMM high. As long as they do not
// fit, all become smaller together, so that the order of importance stays; at
// the smallest size each is cut to one line.
func fitted(texts []page.Text, xMM, yMM, widthMM, heightMM float64) column {
	for scale := 1.0; ; scale *= 0.94 {
		small := scale < 0.4
		stack := column{xMM: xMM, yMM: yMM, widthMM: widthMM}
		for _, t := range texts {
			t.SizePt = max(t.SizePt*scale, smallestPt)
			t.MinPt = min(t.SizePt, max(t.MinPt*scale, smallestPt))
			if small {
				t.MaxLines = 1
			}
			stack.add(t)
		}
		if small || stack.yMM-yMM <= heightMM {
			return stack
		}
	}
}

// caption is the small print that names a field.
func caption(xMM, yMM, widthMM float64, text string) page.Text {
	return page.Text{XMM: xMM, YMM: yMM, WidthMM: widthMM, SizePt: 6.5, MinPt: smallestPt, Text: text}
}

// rule is a horizontal line.
func rule(xMM, yMM, widthMM, thickMM float64) page.Box {
	return page.Box{XMM: xMM, YMM: yMM, WidthMM: widthMM, HeightMM: thickMM}
}
