package page_test

import (
	"image"
	"strings"
	"testing"

	"github.com/boombuler/barcode/code128"
	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
)

func TestBarcodesAreReadBack(t *testing.T) {
	for _, c := range []struct {
		name string
		code page.Barcode
		want string
	}{
		{"Code 128", page.Barcode{Data: "TLTABC12397", ModuleMM: 0.25, HeightMM: 10}, "TLTABC12397"},
		{"all of ASCII", page.Barcode{Data: "^XZ~JA_>8 a/\\#", ModuleMM: 0.25, HeightMM: 10}, "^XZ~JA_>8 a/\\#"},
		{"SSCC", page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342", ModuleMM: 0.5, HeightMM: 32}, "]C100395000000000012342"},
		{
			"GS1 fields",
			page.Barcode{Symbology: page.GS1128, Data: "10AB12\x1d37123", ModuleMM: 0.25, HeightMM: 10},
			"]C110AB12\x1d37123",
		},
		{"QR", page.Barcode{Symbology: page.QR, Data: "TLPA1B2C3D4E5F687", ModuleMM: 0.5}, "TLPA1B2C3D4E5F687"},
		{"DataMatrix", page.Barcode{Symbology: page.DataMatrix, Data: "TLPA1B2C3D4E5F687", ModuleMM: 0.5}, "TLPA1B2C3D4E5F687"},
	} {
		for _, dpi := range []int{203, 300, 600} {
			code := c.code
			code.YMM, code.WidthMM = 5, 100
			p := page.Page{WidthMM: 100, HeightMM: 50, Items: []page.Item{code}}
			picture, err := page.Raster(p, dpi)
			if err != nil {
				t.Fatalf("%s at %d dpi: %v", c.name, dpi, err)
			}
			if got := pagetest.Decode(t, picture, code, dpi); got != c.want {
				t.Errorf("%s at %d dpi reads %q, want %q", c.name, dpi, got, c.want)
			}
		}
	}
}

func TestBarcodeIsRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		code page.Barcode
		want string
	}{
		{"empty", page.Barcode{ModuleMM: 0.5}, "between 1 and 80"},
		{"control", page.Barcode{Data: "a\x07b", ModuleMM: 0.5}, "0x07 at position 2"},
		{"not ASCII", page.Barcode{Data: "Київ", ModuleMM: 0.5}, "printable ASCII"},
		{"GS1 without field", page.Barcode{Symbology: page.GS1128, Data: "00123\x1d1\x1d", ModuleMM: 0.5}, "not a GS1 field"},
		{"too wide", page.Barcode{Data: strings.Repeat("AB", 30), ModuleMM: 0.5}, "has 80.0 mm"},
		{"unknown", page.Barcode{Symbology: 99, Data: "1"}, "no symbology 99"},
	} {
		c.code.WidthMM = 80
		if _, err := c.code.Place(203); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
		if _, err := c.code.PlaceMM(); err == nil {
			t.Errorf("%s: no error from PlaceMM", c.name)
		}
	}
}

// What was measured is in dots: the module never falls below its least, the
// symbol with its quiet zones never leaves its box.
func TestBarcodeFillsWholeDots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := page.Barcode{
			Data: rapid.StringMatching(`[A-X0-9]{1,30}`).Draw(t, "data"),
			XMM:  3, YMM: 3, WidthMM: rapid.Float64Range(30, 100).Draw(t, "width"),
			ModuleMM: rapid.Float64Range(0.25, 0.6).Draw(t, "module"), MinModuleMM: 0.25, HeightMM: 10,
		}
		dpi := rapid.SampledFrom([]int{203, 300, 600}).Draw(t, "dpi")
		placed, err := code.Place(dpi)
		if err != nil {
			return // does not fit; said so
		}
		if placed.Module < page.Dots(0.25, dpi) {
			t.Fatalf("module of %d dots at %d dpi", placed.Module, dpi)
		}
		quiet := placed.Quiet * placed.Module
		left, right := page.Dots(3, dpi), page.Dots(3, dpi)+page.Dots(code.WidthMM, dpi)
		if placed.X-quiet < left || placed.X+placed.Columns*placed.Module+quiet > right {
			t.Fatalf("%d modules of %d dots at %d leave %d to %d", placed.Columns, placed.Module, placed.X, left, right)
		}
	})
}

func TestBoxIsNeverInvisible(t *testing.T) {
	p := page.Page{WidthMM: 20, HeightMM: 20, Items: []page.Item{
		page.Box{XMM: 2, YMM: 2, WidthMM: 10, HeightMM: 0.01},
		page.Box{XMM: 2, YMM: 5, WidthMM: 10, HeightMM: 10, StrokeMM: 0.01},
	}}
	picture, err := page.Raster(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []image.Point{{40, 16}, {40, 40}, {16, 80}} {
		if picture.GrayAt(at.X, at.Y).Y != 0 {
			t.Errorf("dot %v is white", at)
		}
	}
	if picture.GrayAt(50, 80).Y == 0 {
		t.Error("the inside of the outline is black")
	}
}

// A symbol of one code set is the same from the library that the others come
// from.
func TestCode128IsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.OneOf(rapid.StringMatching(`([0-9]{2}){2,20}`), rapid.StringMatching(`[ -/:-~]{1,40}`)).Draw(t, "data")
		want, err := code128.Encode(data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := page.Barcode{Data: data}.Encode()
		if err != nil || got.Columns != want.Bounds().Dx() || !got.Linear() || got.Quiet != 10 {
			t.Fatalf("%d modules in %d rows, %v; want %d", got.Columns, got.Rows, err, want.Bounds().Dx())
		}
		for x := range got.Columns {
			if red, _, _, _ := want.At(x, 0).RGBA(); got.Dark(x, 0) != (red == 0) {
				t.Fatalf("module %d is dark: %v", x, got.Dark(x, 0))
			}
		}
	})
}

func TestCode128KeepsToOneSet(t *testing.T) {
	for data, want := range map[string]bool{
		"123456": true, "12345": false, "A1234567": false, "12\x1d3456": true, "12\x1d345": false, "": false,
	} {
		if got := (page.Barcode{Symbology: page.GS1128, Data: data}).Pairs(); got != want {
			t.Errorf("%q in pairs: %v, want %v", data, got, want)
		}
	}
	symbol, err := page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342"}.Encode()
	if err != nil || symbol.Columns != 156 {
		t.Errorf("an SSCC of %d modules, %v; want 156", symbol.Columns, err)
	}
}
