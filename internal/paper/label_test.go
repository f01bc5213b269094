package paper_test

import (
	"bytes"
	"image"
	stdpng "image/png"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer"
	"tallyman/devices/printer/png"
	"tallyman/devices/printer/zpl"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// lines are what stands on a page, line by line as it is laid.
func lines(p page.Page) []string {
	var all []string
	for _, item := range p.Items {
		if text, ok := item.(page.Text); ok {
			for _, line := range text.Lay().Lines {
				all = append(all, line.Text())
			}
		}
	}
	return all
}

// says reports whether the texts stand on the page, across line breaks too.
func says(t *testing.T, p page.Page, texts ...string) {
	t.Helper()
	all := strings.Join(lines(p), " ")
	for _, text := range texts {
		if !strings.Contains(all, text) && !strings.Contains(strings.ReplaceAll(all, " ", ""), strings.ReplaceAll(text, " ", "")) {
			t.Errorf("%q is missing on\n%s", text, strings.Join(lines(p), "\n"))
		}
	}
}

// readBack reads the three barcodes of a label from a picture of it, with both
// readers.
func readBack(t *testing.T, what string, p page.Page, file []byte, dpi int) {
	t.Helper()
	read := pagetest.ZBar(t, file)
	slices.Sort(read)
	if want := []string{"CODE-128:00395000000000012342", "CODE-128:TM0000001234EE", "QR-Code:TLPA1B2C3D4E5F687"}; !slices.Equal(read, want) {
		t.Errorf("%s: zbarimg reads %q, want %q", what, read, want)
	}
	picture, err := stdpng.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var decoded []string
	for _, code := range pagetest.Codes(p) {
		decoded = append(decoded, pagetest.Decode(t, picture, code, dpi))
	}
	slices.Sort(decoded)
	if want := []string{"TLPA1B2C3D4E5F687", "TM0000001234EE", "]C100395000000000012342"}; !slices.Equal(decoded, want) {
		t.Errorf("%s: gozxing reads %q, want %q", what, decoded, want)
	}
}

// The label is read back from its picture, and from what an interpreter of ZPL
// that is not ours makes of its format.
func TestLabelIsReadBack(t *testing.T) {
	t.Parallel()
	for name, to := range addressees() {
		p := paper.Label(label(to))
		for _, dpi := range []int{203, 300} {
			if dpi == 300 && name != "Romanian" {
				continue // one finer print head is enough
			}
			file, err := png.Render(p, dpi)
			if err != nil {
				t.Fatal(err)
			}
			readBack(t, name, p, file, dpi)
			job, err := zpl.Render(p, dpi)
			if err != nil {
				t.Fatal(err)
			}
			readBack(t, name+", drawn from ZPL", p, pagetest.DrawZPL(t, job, p, dpi), dpi)
		}
	}
}

func TestLabelSaysEverything(t *testing.T) {
	for _, to := range addressees() {
		p := paper.Label(label(to))
		says(t, p, "Mugs & Gadgets OÜ", "Pärnu mnt 139c, 11317 Tallinn, ESTONIA",
			to.Name, to.Company, to.Line1, to.Line2, to.City, to.Postcode, to.Region, to.Phone,
			"Parcel Standard", "W-2026-000123", "(00)395000000000012342", "TM0000001234EE", "TLPA1B2C3D4E5F687")
		all := strings.Join(lines(p), "\n")
		for _, wrong := range []string{"□", "...", "COPY", " of "} {
			if strings.Contains(all, wrong) {
				t.Errorf("%q stands on\n%s", wrong, all)
			}
		}
	}
	second := label(addressees()["English"])
	second.Copy, second.Number, second.Of, second.WeightGrams = 2, 2, 3, 999
	says(t, paper.Label(second), "COPY 2", "2 of 3", "999 g", "UNITED KINGDOM")
}

// The addressee is the largest text but for the band that people sort by, the
// SSCC's bars are those of a GS1 logistic label.
func TestLabelIsLargeWhereItMatters(t *testing.T) {
	for _, item := range paper.Label(label(addressees()["English"])).Items {
		switch item := item.(type) {
		case page.Text:
			size := item.Lay().SizePt
			if least := map[string]float64{"Jane Smith": 16, "London NW1 6XE": 14, "Mugs & Gadgets OÜ": 7}[item.Text]; size < least {
				t.Errorf("%q has %g pt, want %g", item.Text, size, least)
			}
		case page.Barcode:
			if item.Symbology != page.GS1128 {
				continue
			}
			placed, err := item.Place(203)
			if err != nil || placed.Module != 4 || item.HeightMM < 32 || placed.X < 40 || placed.X+placed.Columns*4+40 > 815 {
				t.Errorf("bars of the SSCC: %d dots a module from %d, %g mm high, %v", placed.Module, placed.X, item.HeightMM, err)
			}
		}
	}
}

func TestLabelOfHostileText(t *testing.T) {
	l := label(ship.Address{Name: "^XZ~JA 🎁 กข", Line1: "_5EXZ\x1b^FS", Line2: "\xff\x00", City: "^XA~HS", Country: "??"})
	l.Order, l.Service, l.TrackingNumber = "^XZ", "~JA", "^XA~_>8"
	p := paper.Label(l)
	says(t, p, "^XZ~JA □ □□", "_5EXZ^FS", "^XA~HS", "~JA", "??")
	device, err := printer.Open("zpl+tcp://127.0.0.1:9100")
	if err != nil {
		t.Fatal(err)
	}
	job, err := paper.Encode([]page.Page{p}, device)
	if err != nil {
		t.Fatal(err)
	}
	labels, rejections := sim.ReadZPL(job)
	if len(labels) != 1 || len(rejections) != 0 {
		t.Fatalf("%d labels, rejected %+v", len(labels), rejections)
	}
	if got := labels[0].Texts(sim.FieldCode128); !slices.Equal(got, []string{"^XA~_>8"}) {
		t.Errorf("the tracking number reads %q", got)
	}
}

// What no barcode can hold stands there for people to type.
func TestLabelWithoutBarcodes(t *testing.T) {
	l := label(addressees()["English"])
	l.TrackingNumber, l.SSCC, l.Attempt = strings.Repeat("LONG-", 9)+"Ø", "", ""
	p := paper.Label(l)
	if codes := pagetest.Codes(p); len(codes) != 0 {
		t.Errorf("barcodes: %+v", codes)
	}
	says(t, p, l.TrackingNumber)
	if strings.Contains(strings.Join(lines(p), "\n"), "(00)") {
		t.Error("an SSCC that is not there")
	}
}

// However long the fields are: nothing runs into its neighbour and nothing
// leaves the paper.
func TestLabelKeepsOrder(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-z0-9ÅÄÖØÆåäöøæȘȚĂÂÎșțăâîҐЇЙЩґїйщ王小明建国门□(),. -]{0,90}`)
	rapid.Check(t, func(t *rapid.T) {
		address := func(who string) ship.Address {
			return ship.Address{
				Name: word.Draw(t, who), Company: word.Draw(t, who), Line1: word.Draw(t, who), Line2: word.Draw(t, who),
				City: word.Draw(t, who), Region: word.Draw(t, who), Postcode: word.Draw(t, who),
				Country: rapid.SampledFrom([]string{"GB", "CN", "VC", "", "x"}).Draw(t, who), Phone: word.Draw(t, who),
			}
		}
		apart(t, paper.Label(ship.Label{
			Sender: address("sender"), Addressee: address("addressee"), Service: word.Draw(t, "service"),
			Order: floor.OrderID(word.Draw(t, "order")), WeightGrams: rapid.Int().Draw(t, "weight"),
			SSCC: word.Draw(t, "sscc"), TrackingNumber: word.Draw(t, "tracking"), Attempt: word.Draw(t, "attempt"),
			Number: rapid.Int().Draw(t, "number"), Of: rapid.Int().Draw(t, "of"), Copy: rapid.Int().Draw(t, "copy"),
		}))
	})
}

// Whatever the fields hold, the label is written, and is one label.
func FuzzLabel(f *testing.F) {
	for _, seed := range []string{"Anna", "^XZ~JA", "Київ 王小明 🎁", "\xff_5E", "a\x00b\x1b", "\u0301\u0488", strings.Repeat("x", 300)} {
		f.Add(seed, 1)
	}
	f.Fuzz(func(t *testing.T, text string, number int) {
		who := ship.Address{
			Name: text, Company: text, Line1: text, Line2: text, City: text, Region: text, Postcode: text, Country: text, Phone: text,
		}
		job, err := zpl.Render(paper.Label(ship.Label{
			Sender: who, Addressee: who, Service: text, Order: floor.OrderID(text), WeightGrams: number, SSCC: text,
			TrackingNumber: text, Number: number, Of: number, Attempt: text, Copy: number,
		}), 203)
		if err != nil {
			t.Fatal(err)
		}
		if labels, rejections := sim.ReadZPL(job); len(labels) != 1 || len(rejections) != 0 {
			t.Fatalf("%d labels, rejected %+v", len(labels), rejections)
		}
	})
}

// apart fails where two items of a page print the same dot or leave the paper.
func apart(t rapid.TB, p page.Page) {
	t.Helper()
	const dpi = 203
	width, height, err := p.Size(dpi)
	if err != nil {
		t.Fatal(err)
	}
	owner := make([]int, width*height)
	for n, item := range p.Items {
		ink(t, item, dpi, func(x, y int) {
			if !image.Pt(x, y).In(image.Rect(0, 0, width, height)) {
				t.Fatalf("%+v leaves the paper at %d,%d", item, x, y)
			}
			if other := owner[y*width+x]; other != 0 && other != n+1 {
				t.Fatalf("at %d,%d meet\n%+v\n%+v", x, y, p.Items[other-1], item)
			}
			owner[y*width+x] = n + 1
		})
	}
}

// ink visits the dots of an item: of a barcode all between its ends.
func ink(t rapid.TB, item page.Item, dpi int, dot func(x, y int)) {
	t.Helper()
	var area, hole image.Rectangle
	switch item := item.(type) {
	case page.Text:
		drawn := item.Lay().Raster(dpi)
		for at, shade := range drawn.Pix {
			if shade == 0 {
				dot(drawn.Rect.Min.X+at%drawn.Stride, drawn.Rect.Min.Y+at/drawn.Stride)
			}
		}
	case page.Box:
		area = item.DotsBox(dpi)
		if stroke := item.StrokeDots(dpi); stroke > 0 {
			hole = area.Inset(stroke)
		}
	case page.Barcode:
		placed, err := item.Place(dpi)
		if err != nil {
			t.Fatal(err)
		}
		area = image.Rect(placed.X, placed.Y, placed.X+placed.Columns*placed.Module, placed.Y+placed.Height)
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if !image.Pt(x, y).In(hole) {
				dot(x, y)
			}
		}
	}
}
