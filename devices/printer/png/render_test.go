package png_test

import (
	"bytes"
	"image/color"
	stdpng "image/png"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/printer/png"
)

// The picture is what page draws, dot for dot, at one bit a dot.
func TestPictureIsThePage(t *testing.T) {
	p := page.Page{WidthMM: 102, HeightMM: 40}
	p.Add(
		page.Text{XMM: 4, YMM: 4, WidthMM: 94, SizePt: 18, Text: "Олександра Ґудзь 王小明"},
		page.Barcode{Data: "TLTAB12", XMM: 4, YMM: 20, WidthMM: 94, ModuleMM: 0.38, HeightMM: 12},
	)
	file, err := png.Render(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := png.Render(p, 203); err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same page made other bytes, %v", err)
	}
	picture, err := stdpng.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if palette, ok := picture.ColorModel().(color.Palette); !ok || len(palette) != 2 || len(file) > 8000 {
		t.Errorf("%d bytes in the model %T", len(file), picture.ColorModel())
	}
	want, err := page.Raster(p, 203)
	if err != nil || picture.Bounds() != want.Rect {
		t.Fatalf("%v of %v, %v", picture.Bounds(), want.Rect, err)
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			if shade, _, _, _ := picture.At(x, y).RGBA(); (shade == 0) != (want.GrayAt(x, y).Y == 0) {
				t.Fatalf("dot %d,%d has shade %d", x, y, shade)
			}
		}
	}
	if _, err := png.Render(page.Page{}, 203); err == nil {
		t.Error("a page without area was drawn")
	}
}
