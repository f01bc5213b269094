package page

import (
	"image"
	"math"
)

// PointMM is the length of a typographic point (1/72 inch) in millimetres.
const PointMM = 25.4 / 72

// Page is one sheet or one label. Items are drawn in order, all black on
// white.
type Page struct {
	WidthMM, HeightMM float64
	Items             []Item
}

// Add puts items on the page.
func (p *Page) Add(items ...Item) { p.Items = append(p.Items, items...) }

// Item is a Text, Barcode, Box or Image.
type Item interface{ item() }

// Align says where in its box a line of text begins.
type Align int

// The alignments of text.
const (
	Left Align = iota
	Centre
	Right
)

// Text is a string in a box that is WidthMM wide and has its upper left corner
// at XMM, YMM. It is wrapped into at most MaxLines lines (0 means one). Where
// it does not fit at SizePt it shrinks to MinPt (0 means no shrinking), and
// what does not even fit then ends in an ellipsis. It never leaves its box.
type Text struct {
	XMM, YMM, WidthMM float64
	// SizePt and MinPt are font sizes in points.
	SizePt, MinPt float64
	MaxLines      int
	Bold          bool
	Align         Align
	Text          string
}

// Box is a rectangle: black, or only its outline if StrokeMM is not 0.
type Box struct {
	XMM, YMM, WidthMM, HeightMM float64
	// StrokeMM is how thick the outline is, drawn inside the rectangle.
	StrokeMM float64
}

// Image is a picture stretched over a rectangle; what is darker than middle
// grey prints black, and the rest leaves what is below it.
type Image struct {
	XMM, YMM, WidthMM, HeightMM float64
	Picture                     image.Image
}

func (Text) item()    {}
func (Barcode) item() {}
func (Box) item()     {}
func (Image) item()   {}

// Dots is a length in dots of a printer, rounded to the nearest.
func Dots(mm float64, dpi int) int { return int(math.Round(mm * float64(dpi) / 25.4)) }

// DotsBox is the rectangle in dots; it is at least one dot wide and high, so
// that no rule vanishes on a coarse printer.
func (b Box) DotsBox(dpi int) image.Rectangle {
	x, y := Dots(b.XMM, dpi), Dots(b.YMM, dpi)
	return image.Rect(x, y, max(x+1, Dots(b.XMM+b.WidthMM, dpi)), max(y+1, Dots(b.YMM+b.HeightMM, dpi)))
}

// StrokeDots is the thickness of the outline in dots, 0 for a filled box.
func (b Box) StrokeDots(dpi int) int {
	if b.StrokeMM <= 0 {
		return 0
	}
	return max(1, Dots(b.StrokeMM, dpi))
}
