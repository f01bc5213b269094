package page

import (
	"bytes"
	"fmt"
	"image"
)

// Bits is a piece of a page in black and white, for printers that are sent
// pictures: rows of Stride bytes, eight dots a byte, the first in the highest
// bit, black as 1. X and Y are its upper left corner on the page in dots; X is
// a multiple of eight.
type Bits struct {
	X, Y, Stride int
	Data         []byte
}

// Rows is the height in dots.
func (b Bits) Rows() int { return len(b.Data) / b.Stride }

// Pack is a picture whose upper left corner is the page's as one piece. Dots
// beyond its right edge are white.
func Pack(picture *image.Gray) Bits {
	width, height := picture.Rect.Dx(), picture.Rect.Dy()
	packed := Bits{Stride: (width + 7) / 8}
	packed.Data = make([]byte, packed.Stride*height)
	for y := range height {
		from := picture.Pix[y*picture.Stride:][:width]
		row := packed.Data[y*packed.Stride:]
		for x, shade := range from {
			if shade < 128 {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return packed
}

// Quiet spoils what a printer would obey in the middle of a picture: commands of
// two bytes that it looks for at all times. Their first byte gets one dot more,
// at the edge of what is black. White bytes in between are passed over, since
// they may not be sent. inverted says that the bytes are sent with white as 1.
func (b Bits) Quiet(inverted bool, commands ...string) {
	flip := byte(0)
	if inverted {
		flip = 0xFF
	}
	for i, here := range b.Data {
		for _, command := range commands {
			if here == command[0]^flip && nextInk(b.Data[i+1:]) == command[1]^flip {
				edge := (here<<1 | here>>1) &^ here
				b.Data[i] |= edge & -edge
			}
		}
	}
}

// nextInk is the next byte that is not white, or 0.
func nextInk(data []byte) byte {
	for _, b := range data {
		if b != 0 {
			return b
		}
	}
	return 0
}

// Inked draws what a printer does not draw itself: the items that native
// refuses, as pieces that have all their ink and do not overlap. native is
// called once for each item, in order, and ends the drawing with its error. It
// fails as Raster does.
func (p Page) Inked(dpi int, native func(Item) (bool, error)) ([]Bits, error) {
	rest := Page{WidthMM: p.WidthMM, HeightMM: p.HeightMM}
	for i, item := range p.Items {
		written, err := native(item)
		if err != nil {
			return nil, fmt.Errorf("item %d of the page: %w", i+1, err)
		}
		if !written {
			rest.Items = append(rest.Items, item)
		}
	}
	picture, err := Raster(rest, dpi)
	if err != nil {
		return nil, err
	}
	whole := Pack(picture)
	return whole.patches(nil, image.Rect(0, 0, whole.Stride, whole.Rows()), true), nil
}

const (
	// rowGap and byteGap are how much white divides two pieces: less of it
	// costs fewer bytes than the command of another piece.
	rowGap  = 8
	byteGap = 4
)

// patches cuts an area, in bytes across and rows down, where white goes all the
// way through it: first across, then down, until neither divides it any more.
func (b Bits) patches(found []Bits, area image.Rectangle, fresh bool) []Bits {
	rows := runs(area.Min.Y, area.Max.Y, rowGap, func(y int) bool {
		return !blank(b.Data[y*b.Stride+area.Min.X : y*b.Stride+area.Max.X])
	})
	for _, r := range rows {
		band := image.Rect(area.Min.X, r[0], area.Max.X, r[1])
		ink := make([]byte, b.Stride)
		for y := band.Min.Y; y < band.Max.Y; y++ {
			for x := band.Min.X; x < band.Max.X; x++ {
				ink[x] |= b.Data[y*b.Stride+x]
			}
		}
		columns := runs(band.Min.X, band.Max.X, byteGap, func(x int) bool { return ink[x] != 0 })
		for _, c := range columns {
			part := image.Rect(c[0], band.Min.Y, c[1], band.Max.Y)
			if (fresh || len(rows) > 1) && len(columns) > 1 {
				found = b.patches(found, part, false)
			} else {
				found = append(found, b.piece(part))
			}
		}
	}
	return found
}

// piece copies an area.
func (b Bits) piece(area image.Rectangle) Bits {
	part := Bits{X: area.Min.X * 8, Y: area.Min.Y, Stride: area.Dx()}
	part.Data = make([]byte, 0, area.Dx()*area.Dy())
	for y := area.Min.Y; y < area.Max.Y; y++ {
		part.Data = append(part.Data, b.Data[y*b.Stride+area.Min.X:y*b.Stride+area.Max.X]...)
	}
	return part
}

// runs are the stretches from start to end that have ink, joined where less
// than gap lies between them.
func runs(start, end, gap int, inked func(int) bool) [][2]int {
	var found [][2]int
	for at := start; at < end; at++ {
		switch last := len(found) - 1; {
		case !inked(at):
		case last >= 0 && at-found[last][1] < gap:
			found[last][1] = at + 1
		default:
			found = append(found, [2]int{at, at + 1})
		}
	}
	return found
}

func blank(row []byte) bool { return len(bytes.TrimLeft(row, "\x00")) == 0 }
