package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"strings"
	"sync"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/pdf"
)

// sheet has one item of every kind.
func sheet() page.Page {
	picture := image.NewGray(image.Rect(0, 0, 2, 1))
	picture.SetGray(1, 0, color.Gray{Y: 255})
	p := page.Page{WidthMM: 102, HeightMM: 100}
	p.Add(
		page.Text{XMM: 4, YMM: 4, WidthMM: 94, SizePt: 12, Bold: true, Text: "Олександра Ґудзь, Ștefan Țăranu"},
		page.Text{XMM: 4, YMM: 12, WidthMM: 94, SizePt: 12, Text: "Bjørn Ærlig Åse, 王小明, 🎁 กข"},
		page.Box{XMM: 4, YMM: 20, WidthMM: 20, HeightMM: 8, StrokeMM: 0.5},
		page.Box{XMM: 30, YMM: 20, WidthMM: 20, HeightMM: 1},
		page.Image{XMM: 60, YMM: 20, WidthMM: 20, HeightMM: 8, Picture: picture},
		page.Image{XMM: 60, YMM: 20, WidthMM: 20, HeightMM: 8},
		page.Barcode{Data: "TLTAB12CD34", XMM: 4, YMM: 32, WidthMM: 94, ModuleMM: 0.38, HeightMM: 12},
		page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342", XMM: 4, YMM: 50, WidthMM: 94, ModuleMM: 0.5, HeightMM: 20},
		page.Barcode{Symbology: page.QR, Data: "TLPA1B2C3", XMM: 4, YMM: 75, WidthMM: 20, ModuleMM: 0.6},
	)
	return p
}

func render(tb testing.TB, pages ...page.Page) []byte {
	tb.Helper()
	file, err := pdf.Render(pages, "Tēst ^XZ")
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

// A reader of PDF that is not ours finds the words, and zbarimg the barcodes.
func TestDocumentIsRead(t *testing.T) {
	file := render(t, sheet())
	text := string(pagetest.Run(t, "poppler-utils", file, "pdftotext", "-layout", "-", "-"))
	for _, want := range []string{"Олександра Ґудзь, Ștefan Țăranu", "Bjørn Ærlig Åse, 王小明, □ □□"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	drawn := pagetest.Run(t, "poppler-utils", file, "pdftoppm", "-png", "-gray", "-r", "300", "-singlefile", "-")
	read := pagetest.ZBar(t, drawn)
	slices.Sort(read)
	if want := []string{"CODE-128:00395000000000012342", "CODE-128:TLTAB12CD34", "QR-Code:TLPA1B2C3"}; !slices.Equal(read, want) {
		t.Errorf("zbarimg reads %q, want %q", read, want)
	}
}

// Under -race this is the test of the fonts that all documents share.
func TestDocumentsAtOnceAreTheSame(t *testing.T) {
	want := render(t, sheet(), sheet())
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			got, err := pdf.Render([]page.Page{sheet(), sheet()}, "Tēst ^XZ")
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("another document, error %v", err)
			}
		})
	}
	group.Wait()
}

func TestImpossibleDocumentsAreRefused(t *testing.T) {
	for name, pages := range map[string][]page.Page{
		"no pages":      nil,
		"no area":       {{}},
		"nothing":       {{WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}}},
		"empty barcode": {{WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Barcode{}}}},
	} {
		if file, err := pdf.Render(pages, name); err == nil {
			t.Errorf("%s: %d bytes", name, len(file))
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"Anna", "🎁\u200d🎁", "\xff\xfe", "e\u0301\u0302\u0488", "(\\)%PDF", "שלום", strings.Repeat("王", 300)} {
		f.Add(seed, 10.0, 30.0)
	}
	f.Fuzz(func(t *testing.T, text string, size, width float64) {
		p := page.Page{WidthMM: 50, HeightMM: 30}
		p.Add(page.Text{XMM: 1, YMM: 1, WidthMM: width, SizePt: min(size, 72), MinPt: 5, MaxLines: 3, Text: text})
		if _, err := pdf.Render([]page.Page{p}, text); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	for b.Loop() {
		render(b, sheet())
	}
}
