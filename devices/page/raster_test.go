package page_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"sync"
	"testing"

	"tallyman/devices/page"
)

func names() page.Page {
	p := page.Page{WidthMM: 102, HeightMM: 60}
	for i, name := range []string{"Олександра Ґудзь", "Ștefan Țăranu", "Bjørn Ærlig Åse", "王小明 mixed Київ", "^XZ ~JA 🎁"} {
		p.Add(page.Text{XMM: 4, YMM: float64(4 + 10*i), WidthMM: 94, SizePt: 18, MinPt: 8, Bold: i%2 == 0, Text: name})
	}
	return p
}

// Many stations print at once: under -race this is the test of the caches.
func TestRasterIsTheSameFromManyGoroutines(t *testing.T) {
	want, err := page.Raster(names(), 203)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for dpi := range 6 {
				if _, err := page.Raster(names(), 150+dpi); err != nil {
					t.Error(err)
				}
			}
			got, err := page.Raster(names(), 203)
			if err != nil || !bytes.Equal(got.Pix, want.Pix) {
				t.Errorf("another picture, error %v", err)
			}
		})
	}
	group.Wait()
}

// The picture of a block alone is the part of the page where the block is.
func TestBlockRasterIsItsPartOfThePage(t *testing.T) {
	for _, item := range names().Items {
		one := page.Page{WidthMM: 102, HeightMM: 60, Items: []page.Item{item}}
		whole, err := page.Raster(one, 203)
		if err != nil {
			t.Fatal(err)
		}
		part := item.(page.Text).Lay().Raster(203)
		black := 0
		for y := range whole.Rect.Max.Y {
			for x := range whole.Rect.Max.X {
				inside := image.Pt(x, y).In(part.Rect) && part.GrayAt(x, y).Y == 0
				if (whole.GrayAt(x, y).Y == 0) != inside {
					t.Fatalf("%q differs at %d,%d", item.(page.Text).Text, x, y)
				}
				if inside {
					black++
				}
			}
		}
		if black < 200 {
			t.Errorf("%q has only %d black dots", item.(page.Text).Text, black)
		}
	}
}

func TestImageIsDrawnBlackAndWhite(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 2, 1))
	picture.SetGray(0, 0, color.Gray{Y: 20})
	picture.SetGray(1, 0, color.Gray{Y: 240})
	p := page.Page{WidthMM: 20, HeightMM: 10, Items: []page.Item{
		page.Image{XMM: 2, YMM: 2, WidthMM: 10, HeightMM: 5, Picture: picture},
		page.Image{XMM: 2, YMM: 2, WidthMM: 10, HeightMM: 5},
	}}
	drawn, err := page.Raster(p, 254)
	if err != nil {
		t.Fatal(err)
	}
	if left, right := drawn.GrayAt(30, 40).Y, drawn.GrayAt(110, 40).Y; left != 0 || right != 255 {
		t.Errorf("left %d and right %d, want 0 and 255", left, right)
	}
}

func TestImpossiblePagesAreRefused(t *testing.T) {
	for _, p := range []page.Page{
		{},
		{WidthMM: -5, HeightMM: 5},
		{WidthMM: math.NaN(), HeightMM: 5},
		{WidthMM: 1e6, HeightMM: 1e6},
		{WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}},
		{WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Barcode{}}},
	} {
		if _, err := page.Raster(p, 203); err == nil {
			t.Errorf("page %+v was drawn", p)
		}
	}
}

func BenchmarkRaster(b *testing.B) {
	for b.Loop() {
		if _, err := page.Raster(names(), 203); err != nil {
			b.Fatal(err)
		}
	}
}
