package sim_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/epl"
	"tallyman/devices/printer/escpos"
	"tallyman/devices/printer/tspl"
	"tallyman/devices/printer/zpl"
	"tallyman/devices/sim"
)

// language is one that pages are written in, and the printer that reads it.
type language struct {
	name   string
	render func(p page.Page, dpi int) ([]byte, error)
	read   func(job []byte, dpi int) ([]sim.PrinterLabel, []sim.PrinterRejection)
	// natively are the kinds of barcodes on the test page that are no pictures.
	natively []sim.FieldKind
}

// typewriter is ESC/POS with text in the printer's own font.
var typewriter = language{
	"escpos, native", func(p page.Page, dpi int) ([]byte, error) {
		return escpos.Render(p, dpi, escpos.Paper{RollMM: 80, NativeText: true})
	}, func(job []byte, dpi int) ([]sim.PrinterLabel, []sim.PrinterRejection) {
		return sim.ReadESCPOS(job, headOf(dpi))
	}, nil,
}

// labelLanguages print labels of any width.
var labelLanguages = []language{
	{"tspl", tspl.Render, sim.ReadTSPL, []sim.FieldKind{sim.FieldCode128, sim.FieldGS1128, sim.FieldITF}},
	{"epl", epl.Render, func(job []byte, _ int) ([]sim.PrinterLabel, []sim.PrinterRejection) {
		return sim.ReadEPL(job)
	}, []sim.FieldKind{sim.FieldCode128, sim.FieldITF}},
}

// languages are all, on pages that are narrow enough for a receipt.
var languages = append([]language{
	{"zpl", zpl.Render, func(job []byte, _ int) ([]sim.PrinterLabel, []sim.PrinterRejection) { return sim.ReadZPL(job) }, nil},
	{"escpos", func(p page.Page, dpi int) ([]byte, error) { return escpos.Render(p, dpi, escpos.Paper{RollMM: 80}) }, func(job []byte, dpi int) ([]sim.PrinterLabel, []sim.PrinterRejection) {
		return sim.ReadESCPOS(job, headOf(dpi))
	}, nil},
}, labelLanguages...)

func headOf(dpi int) int { return map[int]int{203: 576, 300: 848, 600: 1704}[dpi] }

// printed is the one label that a job makes.
func (l language) printed(t rapid.TB, p page.Page, dpi int) ([]byte, sim.PrinterLabel) {
	t.Helper()
	job, err := l.render(p, dpi)
	if err != nil {
		t.Fatalf("%s: %v", l.name, err)
	}
	labels, rejections := l.read(job, dpi)
	if len(labels) != 1 || len(rejections) != 0 {
		t.Fatalf("%s: %d labels, rejected %+v", l.name, len(labels), rejections)
	}
	return job, labels[0]
}

func picture(t rapid.TB, label sim.PrinterLabel, dpi int) image.Image {
	t.Helper()
	file, err := label.PNG(dpi)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return drawn
}

// speckles is a picture in which every byte occurs beside every other.
func speckles() image.Image {
	random := rand.New(rand.NewPCG(1, 2))
	made := image.NewGray(image.Rect(0, 0, 160, 160))
	for i := range made.Pix {
		made.SetGray(i%160, i/160, color.Gray{Y: uint8(random.IntN(256))})
	}
	return made
}

// everything is a label of the given width with all that a page can have.
func everything(widthMM float64) page.Page {
	p := page.Page{WidthMM: widthMM, HeightMM: 152}
	inside := widthMM - 8
	for i, name := range []string{"Олександра Ґудзь", "Ștefan Țăranu שלום", "王小明 建国门外大街 𠮷", "^XZ ~JA \"\x1b@ 🎁"} {
		p.Add(page.Text{XMM: 4, YMM: float64(4 + 8*i), WidthMM: inside, SizePt: 16, MinPt: 8, Bold: i%2 == 0, Text: name})
	}
	p.Add(
		page.Box{XMM: 4, YMM: 37, WidthMM: inside, HeightMM: 0.25},
		page.Box{XMM: 4, YMM: 39, WidthMM: 20, HeightMM: 8, StrokeMM: 0.75},
		page.Box{XMM: widthMM - 2, YMM: 39, WidthMM: 9, HeightMM: 3},
		page.Image{XMM: 30, YMM: 39, WidthMM: 20, HeightMM: 20, Picture: speckles()},
		page.Barcode{Data: "TM0000001234", XMM: 2, YMM: 61, WidthMM: widthMM - 4, ModuleMM: 0.25, HeightMM: 10},
		page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342", XMM: 0, YMM: 74, WidthMM: widthMM, ModuleMM: 0.375, HeightMM: 16},
		page.Barcode{Symbology: page.ITF14, Data: "14740123456782", XMM: 0, YMM: 93, WidthMM: widthMM, ModuleMM: 0.375, HeightMM: 10},
		page.Barcode{Data: `"\!^~<>|` + "`", XMM: 0, YMM: 106, WidthMM: widthMM, ModuleMM: 0.25, HeightMM: 6},
		page.Barcode{Symbology: page.EAN13, Data: "4006381333931", XMM: 0, YMM: 115, WidthMM: widthMM, ModuleMM: 0.375, HeightMM: 8},
		page.Barcode{Symbology: page.QR, Data: "TLPA1B2C3D4E5F687", XMM: 2, YMM: 126, WidthMM: 20, ModuleMM: 0.5},
		page.Barcode{Symbology: page.GS1DataMatrix, Data: "010950110153000310AB1\x1d37123", XMM: 24, YMM: 126, WidthMM: 16, ModuleMM: 0.5},
		page.Barcode{Symbology: page.Aztec, Data: "TLPA1B2C3D4E5F687", XMM: 42, YMM: 126, WidthMM: 16, ModuleMM: 0.5},
	)
	return p
}

// What comes out of the printer is the page, dot for dot.
func TestLanguagesPrintThePage(t *testing.T) {
	t.Parallel()
	for _, l := range labelLanguages {
		for _, dpi := range []int{203, 300, 600} {
			p := everything(102)
			want, err := page.Raster(p, dpi)
			if err != nil {
				t.Fatal(err)
			}
			_, label := l.printed(t, p, dpi)
			label.WidthDots = want.Rect.Dx() // the head may be wider, by a byte
			pagetest.Same(t, l.name, picture(t, label, dpi), want, 12)
			for _, kind := range l.natively {
				if len(label.Texts(kind)) != 1 {
					t.Errorf("%s: %q of %s", l.name, label.Texts(kind), kind)
				}
			}
		}
	}
}

// A receipt is the page as well, and real-time commands in it are spoilt by one
// dot each.
func TestReceiptsAreThePage(t *testing.T) {
	t.Parallel()
	for rollMM, widthMM := range map[float64][]float64{80: {72, 80}, 58: {48}} {
		for _, width := range widthMM {
			p := everything(width)
			if width < 60 {
				p.Items = slices.Concat(p.Items[:5], p.Items[12:14])
			} else if width > 72 {
				p.Items = slices.Delete(p.Items, 6, 7)
			}
			want, err := page.Raster(p, 203)
			if err != nil {
				t.Fatal(err)
			}
			job, err := escpos.Render(p, 203, escpos.Paper{RollMM: rollMM})
			if err != nil {
				t.Fatal(err)
			}
			head := map[float64]int{80: 576, 58: 384}[rollMM]
			labels, rejections := sim.ReadESCPOS(job, head)
			if len(labels) != 1 || len(rejections) != 0 {
				t.Fatalf("%d receipts, rejected %+v", len(labels), rejections)
			}
			drawn := picture(t, labels[0], 203)
			shift, more := max(0, (want.Rect.Dx()-head)/2), 0
			for y := range want.Rect.Dy() {
				for x := range head {
					shade, _, _, _ := drawn.At(x, y).RGBA()
					black := x+shift < want.Rect.Dx() && want.GrayAt(x+shift, y).Y == 0
					switch {
					case black && shade != 0:
						t.Fatalf("roll %g: dot %d,%d is white", rollMM, x, y)
					case !black && shade == 0:
						more++
					}
				}
			}
			if more > 20 {
				t.Errorf("roll %g: %d dots too many", rollMM, more)
			}
		}
	}
}

// hostile is text that would be a command in one language or the other.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"^XZ^XA^FO1,1^FDx^FS", "~JA", "\"\r\nPRINT 9,9\r\n", "\nP9\n", "\x1b@\x1dV\x00", "\x10\x04\x01\x10\x14\x01\x00\x01",
			"\x1b!S", "🎁", "𠮷野家", "\u202eשלום\u202c עולם", "\xff\xfe\xc3", "!105!102", strings.Repeat("Ґudź^\"\n", 1500),
			"CLS\r\nBITMAP 0,0,1,1,0,", "GW0,0,1,1,\x00",
		}),
		rapid.StringOf(rapid.SampledFrom([]rune("^~_\"\\!>,XZJAGWBP0 \x1b\x1d\x10\x14\r\né王"))),
	)
}

// No byte of what people write is a command: one label comes out of each
// printer, and where the text has no native part it is the same picture.
func TestNoLanguageTakesDataForCommands(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, data := hostile().Draw(t, "text"), hostile().Draw(t, "data")
		p := page.Page{WidthMM: 72, HeightMM: 60}
		p.Add(page.Text{XMM: 2, YMM: 2, WidthMM: 68, SizePt: 12, MinPt: 6, MaxLines: 2, Text: text})
		code := page.Barcode{
			Symbology: rapid.SampledFrom([]page.Symbology{page.Code128, page.GS1128, page.QR, page.DataMatrix, page.PDF417}).Draw(t, "symbology"),
			Data:      data, YMM: 20, WidthMM: 72, ModuleMM: 0.25, HeightMM: 10,
		}
		if placed, err := code.Place(203); err == nil && placed.Y+placed.Height < 479 {
			p.Add(code)
		}
		want, err := page.Raster(p, 203)
		if err != nil {
			t.Fatal(err)
		}
		ink := 0
		for _, shade := range want.Pix {
			ink += 1 - int(shade)/255
		}
		if _, label := typewriter.printed(t, p, 203); len(label.Texts(sim.FieldText)) > 0 {
			said := strings.Fields(strings.Join(label.Texts(sim.FieldText), " "))
			var want []string
			for _, line := range p.Items[0].(page.Text).Lay().Lines {
				want = append(want, strings.Fields(line.Text())...)
			}
			if !slices.Equal(said, want) {
				t.Fatalf("typed %q, want %q", said, want)
			}
		}
		for _, l := range languages {
			job, label := l.printed(t, p, 203)
			if l.name == "zpl" {
				continue // has native text, and its own test
			}
			if again, err := l.render(p, 203); err != nil || !bytes.Equal(job, again) {
				t.Fatalf("%s: the same page made other bytes, %v", l.name, err)
			}
			drawn := picture(t, label, 203)
			got := 0
			for y := range drawn.Bounds().Dy() {
				for x := range drawn.Bounds().Dx() {
					if shade, _, _, _ := drawn.At(x, y).RGBA(); shade == 0 {
						got++
					}
				}
			}
			if got < ink || got > ink+20 {
				t.Fatalf("%s: %d black dots, want %d", l.name, got, ink)
			}
		}
	})
}

// Three hundred labels leave no more behind than the first thirty.
func TestLanguagesKeepNothing(t *testing.T) {
	heap := func() uint64 {
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	p := everything(72)
	for _, l := range languages {
		write := func(times int) {
			for range times {
				if _, err := l.render(p, 203); err != nil {
					t.Fatal(err)
				}
			}
		}
		write(30)
		before := heap()
		write(270)
		if after := heap(); after > before+1<<20 {
			t.Errorf("%s: %d bytes on the heap, then %d", l.name, before, after)
		}
	}
}

// A simulated printer of any language shows what it printed.
func TestSimulatedPrintersShowThePage(t *testing.T) {
	t.Parallel()
	p := everything(72)
	for _, l := range languages {
		printer, err := sim.NewPrinter(sim.PrinterOptions{Language: l.name})
		if err != nil {
			t.Fatal(err)
		}
		defer printer.Close()
		job, err := l.render(p, 203)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.Dial("tcp", printer.Address())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write(job); err != nil {
			t.Fatal(err)
		}
		conn.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		labels, err := printer.Wait(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		if read := pagetest.ZXing(t, pngOf(t, labels[0])); len(read) < 6 {
			t.Errorf("%s: the label shows %+v", l.name, read)
		}
	}
}

func pngOf(t *testing.T, label sim.PrinterLabel) []byte {
	t.Helper()
	file, err := label.PNG(203)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
