package zpl

import (
	"bytes"
	"image"
)

// graphic writes a black and white picture at its place on the page as ^GFA.
func (f *format) graphic(picture *image.Gray) {
	area := picture.Rect.Intersect(image.Rect(0, 0, maxDots, maxDots))
	if area.Empty() {
		return
	}
	perRow := (area.Dx() + 7) / 8
	total := perRow * area.Dy()
	f.command("^FO%d,%d^GFA,%d,%d,%d,", area.Min.X, area.Min.Y, total, total, perRow)
	var before []byte
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := packed(picture, area, y, perRow)
		switch {
		case bytes.Equal(row, before):
			f.WriteByte(':')
		default:
			f.hexRow(row)
		}
		before = row
	}
	f.command("^FS\n")
}

// maxDots is the largest coordinate of ^FO.
const maxDots = 32000

// packed is a row of the picture, eight dots a byte, black as 1, the first dot
// in the highest bit.
func packed(picture *image.Gray, area image.Rectangle, y, perRow int) []byte {
	row := make([]byte, perRow)
	from := picture.Pix[picture.PixOffset(area.Min.X, y):]
	for x := range area.Dx() {
		if from[x] < 128 {
			row[x/8] |= 0x80 >> (x % 8)
		}
	}
	return row
}

// hexRow writes a row in hexadecimal with repeat counts in front of repeated
// digits; a comma ends a row whose rest is white. The exclamation mark for a
// black rest is not used: interpreters differ on what it repeats.
func (f *format) hexRow(row []byte) {
	digits := make([]byte, 0, 2*len(row))
	for _, b := range row {
		digits = append(digits, hexDigits[b>>4], hexDigits[b&0xF])
	}
	for len(digits) > 0 {
		run := 1
		for run < len(digits) && digits[run] == digits[0] {
			run++
		}
		if run == len(digits) && digits[0] == '0' {
			f.WriteByte(',')
			return
		}
		f.repeated(digits[0], run)
		digits = digits[run:]
	}
}

// repeated writes a digit run times: a count of twenties as g to z, then of ones
// as G to Y, then the digit.
func (f *format) repeated(digit byte, run int) {
	const most = 419
	for run > 0 {
		count := min(run, most)
		run -= count
		if count >= 20 {
			f.WriteByte('g' + byte(count/20-1))
		}
		if ones := count % 20; count > 1 && ones > 0 {
			f.WriteByte('G' + byte(ones-1))
		}
		f.WriteByte(digit)
	}
}
