package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"tallyman/devices/page"
)

// layoutCheck collects what is wrong with a layout.
type layoutCheck struct {
	name   string
	lines  []int
	layout Layout
	faults []error
}

// wrong reports something about the box at index, or about the whole for -1.
func (c *layoutCheck) wrong(index int, format string, args ...any) {
	where := c.name
	if index >= 0 {
		if index < len(c.lines) {
			where = fmt.Sprintf("%s:%d", c.name, c.lines[index])
		}
		where += fmt.Sprintf(": box %d (%s)", index+1, c.layout.Boxes[index].Field)
	}
	c.faults = append(c.faults, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

func (c *layoutCheck) check() {
	l := c.layout
	if !(l.WidthMM >= 90 && l.WidthMM <= 110 && l.HeightMM >= 100 && l.HeightMM <= 220) {
		c.wrong(-1, "a label of %g × %g mm: width is 90 to 110 and height 100 to 220, as paper for logistic labels is", l.WidthMM, l.HeightMM)
		return
	}
	if len(l.Boxes) > maxBoxes {
		c.wrong(-1, "%d boxes are more than %d", len(l.Boxes), maxBoxes)
		return
	}
	for n, b := range l.Boxes {
		c.box(n, b)
	}
	for _, needed := range []string{fieldSSCC, fieldAttempt, fieldCopy} {
		if count := c.count(needed); count != 1 {
			c.wrong(-1, "there are %d boxes with the field %q, and exactly one is needed", count, needed)
		}
	}
	for n, b := range l.Boxes {
		for m := range n {
			if other := l.Boxes[m]; b.meets(other) {
				c.wrong(n, "it overlaps box %d (%s), which has x %g to %g and y %g to %g", m+1, other.Field,
					other.XMM, other.XMM+other.WidthMM, other.YMM, other.YMM+other.HeightMM)
			}
		}
	}
}

func (c *layoutCheck) count(field string) int {
	count := 0
	for _, b := range c.layout.Boxes {
		if b.Field == field {
			count++
		}
	}
	return count
}

// box checks one box by itself.
func (c *layoutCheck) box(n int, b Box) {
	switch {
	case !slices.Contains(Fields(), b.Field):
		c.wrong(n, "there is no such field; known are %s", strings.Join(Fields(), ", "))
	case !(b.XMM >= 0 && b.YMM >= 0 && b.WidthMM > 0 && b.HeightMM > 0 &&
		b.XMM+b.WidthMM <= c.layout.WidthMM && b.YMM+b.HeightMM <= c.layout.HeightMM):
		c.wrong(n, "x %g, y %g, width %g, height %g: it does not lie on the label of %g × %g mm",
			b.XMM, b.YMM, b.WidthMM, b.HeightMM, c.layout.WidthMM, c.layout.HeightMM)
	case !slices.Contains([]string{"", "left", "centre", "right"}, b.Align):
		c.wrong(n, "align %q is none of left, centre and right", b.Align)
	case !(b.SizePt >= 0 && b.SizePt <= 72):
		c.wrong(n, "size %g is not between 0 and 72 points", b.SizePt)
	case b.Field == fieldText && strings.TrimSpace(b.Text) == "":
		c.wrong(n, "it says nothing: give it a text")
	case b.Field == fieldAttempt && (b.WidthMM < 16 || b.HeightMM < 16):
		c.wrong(n, "the 2D code needs 16 × 16 mm to be read")
	case b.Field == fieldSSCC:
		c.sscc(n, b)
	}
}

// The rules of the barcode of the SSCC (GS1 General Specifications, symbol
// specification table 5; GS1 Logistic Label Guideline).
const (
	ssccModules = 156.0
	ssccQuiet   = 10.0
	ssccLeastMM = 32.0
)

// sscc checks the zone of the SSCC: nothing is lower, the bars are high enough
// and as wide as GS1 wants, with their quiet zones inside of the box.
func (c *layoutCheck) sscc(n int, b Box) {
	module := b.module(0.5)
	if module < 0.495 || module > 0.94 {
		c.wrong(n, "module %g: X is 0.495 to 0.94 mm", module)
		return
	}
	// On the coarsest print head, whose dots are the largest, with the room
	// that fits wants.
	needed := (ssccModules + 2*ssccQuiet) * float64(page.Dots(module, 203)) * 25.4 / 203 / 0.98
	if b.WidthMM < needed {
		c.wrong(n, "width %g: the bars and their quiet zones of 10 X need %.1f mm", b.WidthMM, math.Ceil(needed*10)/10)
	}
	if digits := b.digitsMM(); b.HeightMM < ssccLeastMM+digits-1e-9 {
		c.wrong(n, "height %g: bars of %g mm and the digits below need %.1f mm", b.HeightMM, ssccLeastMM, ssccLeastMM+digits)
	}
	for m, other := range c.layout.Boxes {
		if m != n && other.YMM+other.HeightMM > b.YMM {
			c.wrong(n, "box %d (%s) reaches below its top: the SSCC is lowest on a logistic label, and nothing stands beside it", m+1, other.Field)
		}
	}
}

// meets says whether two boxes share some of the label.
func (b Box) meets(o Box) bool {
	const hairBreadth = 1e-6
	return b.XMM+b.WidthMM > o.XMM+hairBreadth && o.XMM+o.WidthMM > b.XMM+hairBreadth &&
		b.YMM+b.HeightMM > o.YMM+hairBreadth && o.YMM+o.HeightMM > b.YMM+hairBreadth
}
