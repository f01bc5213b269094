package paper_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/devices/sim"
	"tallyman/internal/paper"
)

// target is a printer by what Encode asks of it.
type target struct {
	language      string
	width, height float64
}

func (t target) Language() string                   { return t.language }
func (target) DPI() int                             { return 203 }
func (t target) Media() (widthMM, heightMM float64) { return t.width, t.height }

func TestEncode(t *testing.T) {
	pages := []page.Page{paper.Label(label(sender()))}
	first, err := paper.Encode(pages, target{"zpl", 100, 150})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := paper.Encode(pages, target{"zpl", 102, 152}); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the same pages made other bytes, %v", err)
	}
	for want, refused := range map[string]target{
		`printer language "dpl": documents are written in epl, escpos, pdf, tspl, zpl`: {"dpl", 102, 152},
		"media 58 × 40":         {"zpl", 58, 40},
		"media 102 × 76":        {"tspl", 102, 76},
		"there are rolls of 80": {"escpos", 102, 152},
		"102 × 152 mm and the printer's media 80 × 2000": {"escpos", 80, 2000},
	} {
		if _, err := paper.Encode(pages, refused); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", refused, err, want)
		}
	}
	if _, err := paper.Encode([]page.Page{{WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}}}, target{"zpl", 102, 152}); err == nil {
		t.Error("a page that cannot be drawn was written")
	}
}

// Every language that device URLs know is written, each in its own.
func TestEncodeWritesEveryLanguage(t *testing.T) {
	p := page.Page{WidthMM: 72, HeightMM: 60}
	p.Add(
		page.Text{XMM: 4, YMM: 4, WidthMM: 60, SizePt: 14, Text: "Київ 王小明"},
		page.Barcode{Data: "TLTAB12", XMM: 4, YMM: 20, WidthMM: 64, ModuleMM: 0.375, HeightMM: 12},
	)
	for url, begins := range map[string]string{
		"zpl+tcp://192.0.2.1:9100":    "^XA",
		"tspl+tcp://192.0.2.1:9100":   "SIZE 72 mm,60 mm\r\n",
		"epl+tcp://192.0.2.1:9100":    "\nN\nq",
		"escpos+tcp://192.0.2.1:9100": "\x1b@\x1dv0",
		"pdf+folder:" + t.TempDir():   "%PDF-",
	} {
		on, err := printer.Open(url)
		if err != nil {
			t.Fatal(err)
		}
		one, err := paper.Encode([]page.Page{p}, on)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(one, []byte(begins)) {
			t.Errorf("%s: a job begins with %.20q, want %q", url, one, begins)
		}
		two, err := paper.Encode([]page.Page{p, p}, on)
		if err != nil || on.Language() != "pdf" && !bytes.Equal(two, slices.Concat(one, one)) {
			t.Errorf("%s: two pages are %d bytes, one is %d, %v", url, len(two), len(one), err)
		}
	}
}

// An invoice that is laid out for a roll has nothing beside the head.
func TestInvoiceOnARoll(t *testing.T) {
	for rollMM, head := range map[float64]int{80: 576, 58: 384} {
		pages := paper.Invoice(invoice(12, true), paper.FormatFor(rollMM, 2000))
		job, err := paper.Encode(pages, target{"escpos", rollMM, 2000})
		if err != nil {
			t.Fatal(err)
		}
		if receipts, rejections := sim.ReadESCPOS(job, head); len(receipts) != len(pages) || len(rejections) > 0 {
			t.Errorf("%d receipts of %d pages, rejected %v", len(receipts), len(pages), rejections)
		}
	}
}

// A roll printer that was asked to write in its own font does so where it can.
func TestNativeTextIsAskedForInTheURL(t *testing.T) {
	inv := invoice(6, true)
	inv.Buyer = addressees()["English"]
	inv.Seller = inv.Buyer
	for n := range inv.Lines {
		inv.Lines[n].Name = "Mug with a fox, 350 ml"
	}
	pages := paper.Invoice(inv, paper.FormatFor(80, 2000))
	size := map[string]int{}
	for _, text := range []string{"picture", "native"} {
		on, err := printer.Open("escpos+tcp://192.0.2.1:9100?text=" + text)
		if err != nil {
			t.Fatal(err)
		}
		job, err := paper.Encode(pages, on)
		if err != nil {
			t.Fatal(err)
		}
		receipts, rejections := sim.ReadESCPOS(job, 576)
		if len(receipts) != 1 || len(rejections) > 0 {
			t.Fatalf("%d receipts, rejected %v", len(receipts), rejections)
		}
		size[text] = len(job)
		typed := strings.Join(receipts[0].Texts(sim.FieldText), "\n")
		if strings.Contains(typed, "Jane Smith") != (text == "native") || strings.Contains(typed, "Книга") {
			t.Errorf("text=%s is typed as\n%s", text, typed)
		}
	}
	if size["native"]*2 > size["picture"] {
		t.Errorf("%d bytes of native text, %d of pictures", size["native"], size["picture"])
	}
}
