package paper_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer"
	"tallyman/devices/printer/pdf"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// printed reads an invoice as its buyer does: the amount at the far right of each
// row, by what stands at its left.
func printed(pages []page.Page) map[string][]string {
	amounts := map[string][]string{}
	for _, p := range pages {
		var left, right page.Text
		row := func() {
			if right.Text != "" && left.YMM == right.YMM {
				amounts[left.Text] = append(amounts[left.Text], right.Text)
			}
			right = page.Text{}
		}
		for _, item := range p.Items {
			text, ok := item.(page.Text)
			switch {
			case ok && text.Align == page.Right:
				right = text
			case ok:
				row()
				left = text
			}
		}
		row()
	}
	return amounts
}

// minor reads an amount with two decimals.
func minor(t rapid.TB, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "").Replace(text), 10, 64)
	if err != nil || !regexp.MustCompile(`^-?[0-9]{1,3}(,[0-9]{3})*\.[0-9]{2}$`).MatchString(text) {
		t.Fatalf("%q is not an amount", text)
	}
	return n
}

// What stands on the invoice adds up to the cent, with the tax added and
// included.
func TestInvoiceAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := invoice(0, rapid.Bool().Draw(t, "included"))
		i.Language = "en"
		i.ShippingMinor = rapid.Int64Range(0, 99_999).Draw(t, "shipping")
		for n := range rapid.IntRange(1, 40).Draw(t, "lines") {
			price, quantity := rapid.Int64Range(1, 999_999).Draw(t, "price"), rapid.IntRange(1, 99).Draw(t, "quantity")
			i.Lines = append(i.Lines, ship.InvoiceLine{
				SKU: "MUG-001", Name: fmt.Sprintf("Item %d", n), Quantity: quantity, UnitPriceMinor: price,
				DiscountMinor: rapid.Int64Range(0, price*int64(quantity)).Draw(t, "discount"),
				Rate:          floor.Rate(rapid.SampledFrom([]int{0, 9000, 24000, 8875}).Draw(t, "rate")),
			})
		}
		i.Sum()
		on := rapid.SampledFrom([]paper.Format{paper.OnLabel(), paper.OnA4(), paper.OnRoll(80), paper.OnRoll(58)}).Draw(t, "paper")
		amounts := printed(paper.Invoice(i, on))
		one := func(label string) int64 {
			if len(amounts[label]) != 1 {
				t.Fatalf("%q stands there %d times: %v", label, len(amounts[label]), amounts)
			}
			return minor(t, amounts[label][0])
		}
		var goods int64
		for n := range i.Lines {
			goods += one(fmt.Sprintf("Item %d", n))
		}
		if one("Goods") != goods {
			t.Fatalf("goods are %d, the lines add up to %d", one("Goods"), goods)
		}
		total := one("Total EUR")
		if i.TaxIncluded {
			if total != goods+one("Shipping") || total != one("Without tax")+one("Includes tax") {
				t.Fatalf("tax included: %v", amounts)
			}
			return
		}
		if one("Without tax") != goods+one("Shipping") || total != one("Without tax")+one("Tax") {
			t.Fatalf("tax added: %v", amounts)
		}
	})
}

func TestInvoiceSaysEverything(t *testing.T) {
	i := invoice(3, false)
	i.Language = "en"
	pages := paper.Invoice(i, paper.OnLabel())
	if len(pages) != 1 {
		t.Fatalf("%d pages, want 1", len(pages))
	}
	says(t, pages[0], "INVOICE", "No. INV-000042", "Date 2026-11-23", "Order W-2026-000123", "Tax ID EE101234567",
		"Mugs & Gadgets OÜ", "Олександра Ґудзь-Щербаківська", "ТОВ «Книгарня Є»", "Київ, 01001", "Ukraine",
		"Книга «Кобзар», тверда обкладинка", "茶杯", "2 x 12.99", "discount -3.33", "tax 9%", "22.65", "49.00", "Page 1 of 1", "TLPA1B2C3D4E5F687")
	if strings.Contains(strings.Join(lines(pages[0]), "\n"), "COPY") {
		t.Error("the first print is a copy")
	}
	i.Copy = 1
	says(t, paper.Invoice(i, paper.OnLabel())[0], "INVOICE - COPY 1")
}

// Long invoices go on over pages of the label's width, each with its number
// and nothing below its foot; the totals stand together on the last.
func TestInvoiceOfManyPages(t *testing.T) {
	for n := range 60 {
		long := invoice(n, n%2 == 0)
		long.Language = "en"
		pages := paper.Invoice(long, paper.OnLabel())
		for k, p := range pages {
			if p.WidthMM != paper.LabelWidthMM || p.HeightMM != paper.LabelHeightMM {
				t.Fatalf("page of %g × %g mm", p.WidthMM, p.HeightMM)
			}
			apart(t, p)
			says(t, p, "INV-000042", fmt.Sprintf("Page %d of %d", k+1, len(pages)))
			here := printed(pages[k : k+1])
			if together := here["Total EUR"] != nil; together != (here["Goods"] != nil) || together != (here["Shipping"] != nil) {
				t.Errorf("%d lines: the totals are divided: %v", n, here)
			}
		}
		if last := strings.Join(lines(pages[len(pages)-1]), " "); !strings.Contains(last, "halves are rounded up") {
			t.Errorf("%d lines: the last page does not say how taxes are rounded: %s", n, last)
		}
		if n > 40 && len(pages) < 3 {
			t.Errorf("%d lines on %d pages", n, len(pages))
		}
	}
}

// On sheets and rolls, too, nothing runs into anything else, in any language.
func TestInvoiceOnEveryPaper(t *testing.T) {
	for _, on := range []paper.Format{paper.OnA4(), paper.OnRoll(80), paper.OnRoll(58)} {
		for _, language := range []string{"en", "uk", "ru", "ro", "nb", "zh-CN"} {
			i := invoice(7, language != "ro")
			i.Language, i.Lines[0].DiscountMinor = language, i.Lines[0].AmountMinor
			i.Sum()
			pages := paper.Invoice(i, on)
			if len(pages) != 1 || on.HeightMM == 0 && pages[0].HeightMM > 300 {
				t.Errorf("%s: %d pages, the first %g mm long", language, len(pages), pages[0].HeightMM)
			}
			apart(t, pages[0])
			if all := strings.Join(lines(pages[0]), " "); strings.Contains(all, "[") || strings.Contains(all, "□") {
				t.Errorf("%s: %s", language, all)
			}
		}
	}
}

// The label printer prints the pages one after the other.
func TestInvoiceOnTheLabelPrinter(t *testing.T) {
	device, err := printer.Open("zpl+tcp://127.0.0.1:9100?dpi=300&media=100x150")
	if err != nil {
		t.Fatal(err)
	}
	pages := paper.Invoice(invoice(40, true), paper.OnLabel())
	job, err := paper.Encode(pages, device)
	if err != nil {
		t.Fatal(err)
	}
	labels, rejections := sim.ReadZPL(job)
	if len(labels) != len(pages) || len(rejections) != 0 {
		t.Fatalf("%d labels of %d pages, rejected %+v", len(labels), len(pages), rejections)
	}
	if got := labels[0].Texts(sim.FieldQR); !slices.Equal(got, []string{"TLPA1B2C3D4E5F687"}) || labels[0].WidthDots != 1205 {
		t.Errorf("the first page: %d dots wide, QR codes %q", labels[0].WidthDots, got)
	}
}

// The PDF is searched by a reader of PDF that is not ours, in every script.
func TestInvoiceAsPDF(t *testing.T) {
	pages := paper.Invoice(invoice(50, true), paper.OnA4())
	file, err := pdf.Render(pages, "Invoice INV-000042")
	if err != nil {
		t.Fatal(err)
	}
	text := string(pagetest.Run(t, "poppler-utils", file, "pdftotext", "-layout", "-", "-"))
	for _, want := range []string{"INV-000042", "Олександра Ґудзь-", "Щербаківська", "Книга «Кобзар»", "茶杯", "Разом EUR", fmt.Sprintf("Сторінка 2 з %d", len(pages))} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the PDF:\n%s", want, text)
		}
	}
	if got := strings.Count(text, "\f"); got != len(pages) {
		t.Errorf("%d pages in the PDF, want %d", got, len(pages))
	}
	again, err := pdf.Render(pages, "Invoice INV-000042")
	if err != nil || string(again) != string(file) {
		t.Errorf("the same pages made other bytes, %v", err)
	}
}
