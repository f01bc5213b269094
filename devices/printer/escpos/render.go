package escpos

import (
	"bytes"
	"fmt"
	"image"
	"math"

	"tallyman/devices/page"
)

const (
	// bandRows is how many rows one command carries: printers take at least 255
	// and begin to print before the next one comes.
	bandRows = 128
	// feedBeforeCut moves the last row past the cutter, in the unit of GS V:
	// a dot or less.
	feedBeforeCut = 3
	// overhangMM is how far letters reach out of their line, such as a j at its
	// beginning; beside the head so much is lost unseen.
	overhangMM = 0.25
)

// roll is the paper and what of its width the head can print, both centred.
type roll struct{ paperMM, headMM float64 }

// rollOf is 80 mm paper with a head of 72 mm (576 dots at 203 dpi), or 58 mm
// with one of 48 mm (384 dots).
func rollOf(widthMM float64) (roll, error) {
	switch math.Round(widthMM) {
	case 80:
		return roll{80, 72}, nil
	case 58:
		return roll{58, 48}, nil
	}
	return roll{}, fmt.Errorf("there are rolls of 80 and 58 mm, not of %g", widthMM)
}

// headDots is how wide the head is, in whole bytes: 576 and 384 dots at 203 dpi.
func (r roll) headDots(dpi int) int { return int(math.Round(r.headMM*float64(dpi)/25.4/8)) * 8 }

// Paper is the roll that a receipt is written for.
type Paper struct {
	// RollMM is how wide the roll is, 80 or 58.
	RollMM float64
	// NativeText has the printer write ASCII text in its own font, which is what
	// slow lines want: a receipt in English takes less than half of the bytes.
	// What is not ASCII or has a picture beside it is a picture.
	NativeText bool
}

// Render writes the page as one receipt with a cut at the end, for a head of dpi
// dots per inch. A page as wide as the head begins at its first dot; a wider
// one, up to the paper, is centred on it. The same page gives the same bytes.
// Render fails for another roll, for a page that is wider than the paper or has
// ink beside the head, for a page without area and for a barcode that cannot be
// encoded or does not fit.
func Render(p page.Page, dpi int, on Paper) ([]byte, error) {
	out, err := receipt(p, dpi, on)
	if err != nil {
		return nil, fmt.Errorf("escpos: %w", err)
	}
	return out, nil
}

func receipt(p page.Page, dpi int, on Paper) ([]byte, error) {
	roll, err := rollOf(on.RollMM)
	if err != nil {
		return nil, err
	}
	if p.WidthMM > roll.paperMM {
		return nil, fmt.Errorf("a page of %g mm does not fit on a roll of %g mm", p.WidthMM, roll.paperMM)
	}
	width, _, err := p.Size(dpi)
	if err != nil {
		return nil, err
	}
	var lines []typed
	var picture *image.Gray
	head := roll.headDots(dpi)
	if on.NativeText {
		lines, picture, err = typedLines(p, dpi, head, max(0, (width-head)/2))
	} else {
		picture, err = page.Raster(p, dpi)
	}
	if err != nil {
		return nil, err
	}
	strip, err := roll.under(picture, dpi)
	if err != nil {
		return nil, err
	}
	bits := page.Pack(strip)
	// DLE EOT, DLE ENQ and DLE DC4 ask for the status and open the drawer.
	bits.Quiet(false, "\x10\x04", "\x10\x05", "\x10\x14")
	return written(bits, lines), nil
}

// written is the job: pictures, and between them the lines in the printer's own
// font, at the height of the page where they belong.
func written(bits page.Bits, lines []typed) []byte {
	var out bytes.Buffer
	out.WriteString("\x1b@")
	if len(lines) > 0 {
		// Of the national characters those of ASCII; lines as high as letters.
		out.WriteString("\x1bR\x00\x1b3\x00")
	}
	row := 0
	for _, line := range lines {
		bands(&out, bits, row, line.top)
		row = line.bottom()
		out.Write([]byte{0x1D, '!', byte((line.size - 1) * 0x11), 0x1B, 'E', 0})
		if line.bold {
			out.Bytes()[out.Len()-1] = 1
		}
		out.Write(bytes.TrimRight(line.cells, " "))
		out.WriteByte('\n')
	}
	bands(&out, bits, row, bits.Rows())
	out.Write([]byte{0x1D, 'V', 66, feedBeforeCut})
	return out.Bytes()
}

// under is the part of a picture that the head passes over.
func (r roll) under(picture *image.Gray, dpi int) (*image.Gray, error) {
	width, head := picture.Rect.Dx(), r.headDots(dpi)
	spare := (width - head) / 2
	if width <= head {
		return picture, nil
	}
	overhang := min(spare, page.Dots(overhangMM, dpi))
	for y := range picture.Rect.Dy() {
		row := picture.Pix[y*picture.Stride:][:width]
		if bytes.IndexByte(row[:spare-overhang], 0) >= 0 || bytes.IndexByte(row[min(width, spare+head+overhang):], 0) >= 0 {
			return nil, fmt.Errorf("the head prints the middle %g mm of a roll of %g mm, and row %d of the page has ink beside it: keep %g mm free at both sides",
				r.headMM, r.paperMM, y+1, (r.paperMM-r.headMM)/2)
		}
	}
	strip, _ := picture.SubImage(image.Rect(spare, 0, spare+head, picture.Rect.Dy())).(*image.Gray)
	return strip, nil
}

// bands writes rows as pictures, each only as wide as its ink: white rows are
// one byte wide, since feeding paper has units of its own.
func bands(out *bytes.Buffer, bits page.Bits, first, end int) {
	for first < end {
		width, last := inkBytes(bits, first), first+1
		for last < end && last-first < bandRows && (inkBytes(bits, last) == 0) == (width == 0) {
			width = max(width, inkBytes(bits, last))
			last++
		}
		width = max(1, width)
		rows := last - first
		out.Write([]byte{0x1D, 'v', '0', 0, byte(width), byte(width >> 8), byte(rows), byte(rows >> 8)})
		for y := first; y < last; y++ {
			out.Write(bits.Data[y*bits.Stride:][:width])
		}
		first = last
	}
}

// inkBytes is how many bytes of a row there are up to its last ink.
func inkBytes(bits page.Bits, y int) int {
	return len(bytes.TrimRight(bits.Data[y*bits.Stride:][:bits.Stride], "\x00"))
}
