package zpl_test

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/zpl"
	"tallyman/devices/sim"
)

// render writes a page and has a strict reader of ZPL accept it.
func render(t rapid.TB, p page.Page, dpi int) ([]byte, sim.PrinterLabel) {
	t.Helper()
	job, err := zpl.Render(p, dpi)
	if err != nil {
		t.Fatal(err)
	}
	labels, rejections := sim.ReadZPL(job)
	if len(labels) != 1 || len(rejections) != 0 {
		t.Fatalf("%d labels, rejected %+v of\n%s", len(labels), rejections, job)
	}
	return job, labels[0]
}

// line is a page with one line of text.
func line(text string) page.Page {
	p := page.Page{WidthMM: 102, HeightMM: 30}
	p.Add(page.Text{XMM: 4, YMM: 4, WidthMM: 94, SizePt: 14, MinPt: 6, Text: text})
	return p
}

// noise is a picture without pattern: every run length occurs.
func noise() image.Image {
	random := rand.New(rand.NewPCG(1, 2))
	picture := image.NewGray(image.Rect(0, 0, 300, 80))
	for i := range picture.Pix {
		if (i/300)%8 < 4 || random.IntN(40) > 0 {
			picture.Pix[i] = byte(255 * ((i / 300) % 2))
		}
		if i%300 > 200 {
			picture.Pix[i] = byte(random.IntN(256))
		}
	}
	return picture
}

func everything() page.Page {
	p := page.Page{WidthMM: 102, HeightMM: 152}
	for i, name := range []string{"Олександра Ґудзь", "Ștefan Țăranu", "Bjørn Ærlig Åse", "王小明 建国门外大街", "^XZ ~JA 🎁"} {
		p.Add(page.Text{XMM: 4, YMM: float64(4 + 8*i), WidthMM: 94, SizePt: 16, MinPt: 8, Bold: i%2 == 0, Text: name})
	}
	p.Add(
		page.Box{XMM: 4, YMM: 46, WidthMM: 94, HeightMM: 0.25},
		page.Box{XMM: 4, YMM: 48, WidthMM: 20, HeightMM: 8, StrokeMM: 0.75},
		page.Image{XMM: 30, YMM: 48, WidthMM: 37.5, HeightMM: 10, Picture: noise()},
		page.Barcode{Data: "TM0000001234EE", XMM: 4, YMM: 62, WidthMM: 94, ModuleMM: 0.375, HeightMM: 12},
		page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342", XMM: 4, YMM: 78, WidthMM: 94, ModuleMM: 0.5, HeightMM: 30},
		page.Barcode{Symbology: page.GS1128, Data: "10AB1\x1d37123", XMM: 4, YMM: 112, WidthMM: 94, ModuleMM: 0.25, HeightMM: 12},
		page.Barcode{Symbology: page.QR, Data: "TLPA1B2C3D4E5F687", XMM: 4, YMM: 128, WidthMM: 20, ModuleMM: 0.625},
		page.Barcode{Symbology: page.DataMatrix, Data: "a_b|c TLP", XMM: 34, YMM: 128, WidthMM: 20, ModuleMM: 0.625},
		page.Barcode{Symbology: page.GS1DataMatrix, Data: "010950110153000310AB_1\x1d37123", XMM: 64, YMM: 128, WidthMM: 20, ModuleMM: 0.625},
	)
	return p
}

// An interpreter that is not ours draws, dot for dot, what we draw: all but
// the squares whose encoders may choose, and native text, which is not here.
func TestTheFormatIsThePicture(t *testing.T) {
	p := everything()
	for _, dpi := range []int{203, 300} {
		job, _ := render(t, p, dpi)
		drawn, err := png.Decode(bytes.NewReader(pagetest.DrawZPL(t, job, p, dpi)))
		if err != nil {
			t.Fatal(err)
		}
		want, err := page.Raster(p, dpi)
		if err != nil {
			t.Fatal(err)
		}
		squares := page.Dots(127, dpi)
		for y := range squares {
			for x := range want.Rect.Dx() {
				shade, _, _, _ := drawn.At(x, y).RGBA()
				if (shade < 0x8000) != (want.GrayAt(x, y).Y == 0) {
					t.Fatalf("%d dpi: dot %d,%d has shade %#x", dpi, x, y, shade)
				}
			}
		}
		for _, code := range pagetest.Codes(p) {
			prefix := map[page.Symbology]string{page.GS1128: "]C1", page.GS1DataMatrix: "\x1d"}[code.Symbology]
			if got := pagetest.Decode(t, drawn, code, dpi); got != prefix+code.Data {
				t.Errorf("%d dpi: read %q, want %q", dpi, got, code.Data)
			}
		}
	}
}

// numbers are barcodes of which the printer draws the first itself.
func numbers() page.Page {
	p := page.Page{WidthMM: 102, HeightMM: 152}
	for i, code := range []page.Barcode{
		{Symbology: page.ITF14, Data: "14740123456782"},
		{Symbology: page.EAN13, Data: "4006381333931"},
		{Symbology: page.EAN8, Data: "96385074"},
		{Symbology: page.UPCA, Data: "036000291452"},
		{Symbology: page.Aztec, Data: "TLPA1B2C3D4E5F687"},
		{Symbology: page.QR, Data: "Київ"},
		{Symbology: page.DataMatrix, Data: "_|#$@=!?%*&"},
		{Symbology: page.PDF417, Data: "^XZ~JA_ PDF417"},
	} {
		code.XMM, code.YMM, code.WidthMM, code.ModuleMM, code.HeightMM = 4, float64(4+18*i), 94, 0.375, 12
		p.Add(code)
	}
	return p
}

// The interpreter that is not ours draws all numbers as we do, dot for dot.
func TestNumbersAreThePicture(t *testing.T) {
	p := numbers()
	for _, dpi := range []int{203, 300} {
		job, label := render(t, p, dpi)
		if n := len(label.Texts(sim.FieldITF)); n != 1 {
			t.Errorf("%d fields of ITF in\n%s", n, job)
		}
		ours, err := label.PNG(dpi)
		if err != nil {
			t.Fatal(err)
		}
		want, err := page.Raster(p, dpi)
		if err != nil {
			t.Fatal(err)
		}
		for name, file := range map[string][]byte{"zpl-renderer-js": pagetest.DrawZPL(t, job, p, dpi), "the simulated printer": ours} {
			drawn, err := png.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			pagetest.Same(t, name, drawn, want, 0)
		}
	}
}

// Native text is as wide as it was measured, or narrower.
func TestNativeTextKeepsToItsLine(t *testing.T) {
	p := page.Page{WidthMM: 102, HeightMM: 40}
	for i, align := range []page.Align{page.Left, page.Centre, page.Right} {
		p.Add(page.Text{XMM: 20, YMM: float64(2 + 12*i), WidthMM: 60, SizePt: 20, Bold: true, Align: align, Text: "Illm WWW 081"})
	}
	job, label := render(t, p, 203)
	if n := len(label.Texts(sim.FieldText)); n != 3 {
		t.Fatalf("%d native texts, want 3:\n%s", n, job)
	}
	drawn, err := png.Decode(bytes.NewReader(pagetest.DrawZPL(t, job, p, 203)))
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range p.Items {
		measured := item.(page.Text).Lay().Lines[0]
		left, right := page.Dots(measured.XMM, 203), page.Dots(measured.XMM+measured.WidthMM, 203)
		first, last := 0, 0
		for x := range drawn.Bounds().Dx() {
			for y := page.Dots(float64(2+12*i), 203); y < page.Dots(float64(12+12*i), 203); y++ {
				if shade, _, _, _ := drawn.At(x, y).RGBA(); shade < 0x8000 {
					if first == 0 {
						first = x
					}
					last = x
				}
			}
		}
		if first < left-2 || last > right+2 || last-first < (right-left)*2/3 {
			t.Errorf("line %d is drawn from %d to %d, measured from %d to %d", i, first, last, left, right)
		}
	}
}

// Whatever people write, it is text: one label comes out, which says no more
// and no less, and no command is in it that is not in the format without it.
func TestTextIsNeverACommand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("^~_>,XZJAFDSxé \x1b\n")))).Draw(t, "text")
		job, label := render(t, line(text), 203)
		clean := page.Clean(text)
		printed := strings.Join(label.Texts(sim.FieldText), "")
		if whole, isCut := strings.CutSuffix(printed, "..."); isCut && printed != strings.TrimSpace(clean) {
			clean, printed = strings.TrimSpace(clean)[:len(whole)], whole
		}
		if printed != "" && printed != strings.TrimSpace(clean) {
			t.Fatalf("%q is printed as %q", text, printed)
		}
		for _, command := range []string{"^XA", "^XZ"} {
			if bytes.Count(job, []byte(command)) != 1 {
				t.Fatalf("%q makes a second %s:\n%s", text, command, job)
			}
		}
		if bytes.IndexByte(job, '~') >= 0 {
			t.Fatalf("%q makes a command with a tilde:\n%s", text, job)
		}
	})
}

// Barcodes say what they are given, whatever it is.
func TestBarcodesHoldAnyText(t *testing.T) {
	t.Parallel()
	kinds := map[page.Symbology]sim.FieldKind{page.Code128: sim.FieldCode128, page.QR: sim.FieldQR, page.DataMatrix: sim.FieldDataMatrix}
	rapid.Check(t, func(t *rapid.T) {
		symbology := rapid.SampledFrom([]page.Symbology{page.Code128, page.QR, page.DataMatrix}).Draw(t, "symbology")
		data := rapid.StringMatching(`[ -~]{1,30}|[0-9]{2,20}|[\^~_>,\\1]{1,20}`).Draw(t, "data")
		p := page.Page{WidthMM: 200, HeightMM: 60}
		p.Add(page.Barcode{Symbology: symbology, Data: data, YMM: 4, WidthMM: 200, ModuleMM: 0.25, HeightMM: 10})
		_, label := render(t, p, 203)
		if got := label.Texts(kinds[symbology]); !slices.Equal(got, []string{data}) {
			t.Fatalf("a barcode of %q holds %q", data, got)
		}
	})
}

func TestImpossiblePagesAreRefused(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]page.Page{
		"no area":       {},
		"nothing":       {WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}},
		"empty barcode": {WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Barcode{}}},
	} {
		if job, err := zpl.Render(p, 203); err == nil {
			t.Errorf("%s: %q", name, job)
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, seed := range []string{"Anna", "^XZ~JA", "Київ 王小明 🎁", "\xff_5E", "a\x00b\x1b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { render(t, line(text), 203) })
}
