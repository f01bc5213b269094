package pagetest

import (
	"image"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/aztec"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"

	"tallyman/devices/page"
)

// Decode reads with gozxing the barcode that stands where code says on a
// picture of its page at dpi. A GS1-128 comes with "]C1" in front. It ends the
// test if there is nothing to read; PDF417 it cannot read at all.
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
	hints := map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true,
		gozxing.DecodeHintType_ASSUME_GS1: code.Symbology == page.GS1128,
	}
	result, err := reader(code.Symbology).Decode(bitmap, hints)
	if err != nil && !placed.Linear() {
		// Its search for a square in a photograph fails on some good ones.
		hints[gozxing.DecodeHintType_PURE_BARCODE] = true
		result, err = reader(code.Symbology).Decode(bitmap, hints)
	}
	if err != nil {
		tb.Fatalf("gozxing cannot read %q: %v", code.Data, err)
	}
	return result.GetText()
}

func reader(symbology page.Symbology) gozxing.Reader {
	switch symbology {
	case page.QR:
		return qrcode.NewQRCodeReader()
	case page.DataMatrix, page.GS1DataMatrix:
		return datamatrix.NewDataMatrixReader()
	case page.Aztec:
		return aztec.NewAztecReader()
	case page.ITF14:
		return oned.NewITFReader()
	case page.EAN13:
		return oned.NewEAN13Reader()
	case page.EAN8:
		return oned.NewEAN8Reader()
	case page.UPCA:
		return oned.NewUPCAReader()
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
