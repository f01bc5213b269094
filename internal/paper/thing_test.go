package paper_test

import (
	"strings"
	"testing"
	"time"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/png"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/paper"
)

// Labels of bins, units and cases are read back on large and on small stock, and
// by the barcode that the length of a number has.
func TestLabelsOfThingsAreReadBack(t *testing.T) {
	t.Parallel()
	item := stock.Item{SKU: "MUG-BLUE", Name: "Mug, blue, Кружка, 茶杯", GTIN: "04006381333931", CaseGTIN: "14006381333938", CaseQuantity: 6}
	short, bare := item, item
	short.GTIN, bare.GTIN = "00000096385074", ""
	for _, media := range [][2]float64{{102, 152}, {100, 60}, {60, 40}, {50, 30}} {
		size := paper.SizeFor(media[0], media[1])
		for want, p := range map[string]page.Page{
			"CODE-128:TLLA1203XX":  paper.CodeLabel(paper.Code{Code: "TLLA1203XX", Caption: "A-12-03", Sub: "Cold 12"}, size),
			"EAN-13:4006381333931": paper.ItemLabel(item, size),
			"EAN-8:96385074":       paper.ItemLabel(short, size),
			"CODE-128:MUG-BLUE":    paper.ItemLabel(bare, size),
			"I2/5:14006381333938":  paper.CaseLabel(item, size),
		} {
			apart(t, p)
			file, err := png.Render(p, 203)
			if err != nil {
				t.Fatal(err)
			}
			if read := pagetest.ZBar(t, file); len(read) != 1 || read[0] != want {
				t.Errorf("on %v: zbarimg reads %q, want %q", media, read, want)
			}
		}
	}
	says(t, paper.CaseLabel(item, paper.SizeFor(102, 152)), "6 ×", "1 40 06381 333938")
}

func TestManifestOfManyParcels(t *testing.T) {
	m := ship.Manifest{Sender: sender(), At: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), Dock: "dock-1"}
	for range 90 {
		m.Rows = append(m.Rows, ship.ManifestRow{
			Order: "W-2026-000123", SSCC: "395000000000012342", TrackingNumber: "TM0000001234EE", Service: "Parcel Standard",
			WeightGrams: 1340, Country: "UA",
		})
	}
	for _, language := range []string{"en", "uk", "ru", "ro", "nb", "zh-CN"} {
		m.Language = language
		for _, on := range []paper.Format{paper.OnA4(), paper.OnLabel(), paper.OnRoll(80)} {
			pages := paper.Manifest(m, on)
			for _, p := range pages {
				apart(t, p)
			}
			if last := strings.Join(lines(pages[len(pages)-1]), " "); !strings.Contains(last, "90") || !strings.Contains(strings.ReplaceAll(last, ",", "."), "120.60") {
				t.Errorf("%s: the sum is not on the last page: %s", language, last)
			}
		}
	}
}
