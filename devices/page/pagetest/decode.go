package pagetest

import (
	"image"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"

	"tallyman/devices/page"
)

// Decode reads with gozxing the barcode that stands where code says on a
// picture of its page at dpi. A GS1-128 comes with "]C1" in front. It ends the
// test if there is nothing to read.
func Decode(tb testing.TB, picture image.Image, code page.Barcode, dpi int) string {
	tb.Helper()
	placed, err := code.Place(dpi)
	if err != nil {
		tb.Fatalf("placing %q: %v", code.Data, err)
	}
	// A linear code is looked for over the whole width: what is beside it must
	// not disturb it.
	area := image.Rect(0, placed.Y, picture.Bounds().Dx(), placed.Y+placed.Height)
	if !placed.Linear() {
		side := placed.Quiet * placed.Module
		area = image.Rect(placed.X, placed.Y, placed.X+placed.Columns*placed.Module, placed.Y+placed.Height).Inset(-side)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(cut(picture, area))
	if err != nil {
		tb.Fatalf("reading the picture: %v", err)
	}
	result, err := reader(code.Symbology).Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true,
		gozxing.DecodeHintType_ASSUME_GS1: code.Symbology == page.GS1128,
	})
	if err != nil {
		tb.Fatalf("gozxing cannot read %q: %v", code.Data, err)
	}
	return result.GetText()
}

func reader(symbology page.Symbology) gozxing.Reader {
	switch symbology {
	case page.QR:
		return qrcode.NewQRCodeReader()
	case page.DataMatrix:
		return datamatrix.NewDataMatrixReader()
	default:
		return oned.NewCode128Reader()
	}
}

// cut copies a part of a picture and puts white around it.
func cut(picture image.Image, area image.Rectangle) image.Image {
	const margin = 20
	copied := image.NewGray(image.Rect(0, 0, area.Dx()+2*margin, area.Dy()+2*margin))
	for i := range copied.Pix {
		copied.Pix[i] = 255
	}
	seen := area.Intersect(picture.Bounds())
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		for x := seen.Min.X; x < seen.Max.X; x++ {
			copied.Set(x-area.Min.X+margin, y-area.Min.Y+margin, picture.At(x, y))
		}
	}
	return copied
}

// Codes are the barcodes of a page.
func Codes(p page.Page) []page.Barcode {
	var codes []page.Barcode
	for _, item := range p.Items {
		if code, ok := item.(page.Barcode); ok {
			codes = append(codes, code)
		}
	}
	return codes
}
