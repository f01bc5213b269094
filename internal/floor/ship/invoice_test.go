package ship

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
)

func TestSum(t *testing.T) {
	line := func(quantity int, unit, discount int64, rate floor.Rate) InvoiceLine {
		return InvoiceLine{SKU: "MUG", Quantity: quantity, UnitPriceMinor: unit, DiscountMinor: discount, Rate: rate}
	}
	for name, c := range map[string]struct {
		invoice         Invoice
		net, tax, total int64
	}{
		"tax included":   {Invoice{TaxIncluded: true, Lines: []InvoiceLine{line(2, 58300, 0, 20000), line(1, 58300, 5830, 20000)}, ShippingMinor: 22000}, 159225, 31845, 191070},
		"tax added":      {Invoice{Lines: []InvoiceLine{line(2, 970, 0, 8875), line(1, 2169, 217, 8875), line(3, 1297, 0, 8875)}, ShippingMinor: 534}, 8317, 738, 9055},
		"two rates":      {Invoice{TaxIncluded: true, Lines: []InvoiceLine{line(1, 1190, 0, 5000), line(1, 1200, 0, 20000)}, ShippingMinor: 300}, 2383, 307, 2690},
		"free of tax":    {Invoice{Lines: []InvoiceLine{line(3, 999, 0, 0)}, ShippingMinor: 100}, 3097, 0, 3097},
		"half a cent":    {Invoice{Lines: []InvoiceLine{line(1, 10, 0, 25000)}}, 10, 3, 13},
		"a free gift":    {Invoice{TaxIncluded: true, Lines: []InvoiceLine{line(1, 500, 500, 20000)}}, 0, 0, 0},
		"nothing at all": {Invoice{}, 0, 0, 0},
	} {
		c.invoice.Sum()
		if i := c.invoice; i.NetMinor != c.net || i.TaxMinor != c.tax || i.TotalMinor != c.total {
			t.Errorf("%s: net %d, tax %d, total %d, want %d, %d, %d", name, i.NetMinor, i.TaxMinor, i.TotalMinor, c.net, c.tax, c.total)
		}
	}
}

// Every invoice adds up: lines and shipping to the rows of tax, the rows to the
// sums, net and tax to the total.
func TestSumsToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := Invoice{
			TaxIncluded:   rapid.Bool().Draw(t, "tax included"),
			ShippingMinor: rapid.Int64Range(0, 10_000).Draw(t, "shipping"),
		}
		amounts := i.ShippingMinor
		for range rapid.IntRange(1, 8).Draw(t, "lines") {
			line := InvoiceLine{
				Quantity:       rapid.IntRange(1, 200).Draw(t, "quantity"),
				UnitPriceMinor: rapid.Int64Range(0, 1_000_000).Draw(t, "price"),
				Rate:           floor.Rate(rapid.SampledFrom([]int64{0, 5_000, 8_875, 20_000, 25_000}).Draw(t, "rate")),
			}
			whole := int64(line.Quantity) * line.UnitPriceMinor
			line.DiscountMinor = rapid.Int64Range(0, whole).Draw(t, "discount")
			amounts += whole - line.DiscountMinor
			i.Lines = append(i.Lines, line)
		}
		i.Sum()
		net, tax, rates := int64(0), int64(0), []floor.Rate(nil)
		for _, row := range i.Taxes {
			net, tax, rates = net+row.NetMinor, tax+row.TaxMinor, append(rates, row.Rate)
			if row.TaxMinor < 0 || row.NetMinor < 0 {
				t.Fatalf("row %+v is negative", row)
			}
		}
		if net != i.NetMinor || tax != i.TaxMinor || net+tax != i.TotalMinor {
			t.Fatalf("rows give %d and %d, the invoice %+v", net, tax, i)
		}
		if i.TaxIncluded && i.TotalMinor != amounts || !i.TaxIncluded && i.NetMinor != amounts {
			t.Fatalf("amounts are %d, the invoice %+v", amounts, i)
		}
		if !slices.IsSorted(rates) || len(slices.Compact(slices.Clone(rates))) != len(rates) {
			t.Fatalf("rates are %v", rates)
		}
		again := i
		again.Taxes = slices.Clone(i.Taxes)
		if again.Sum(); again.TotalMinor != i.TotalMinor || !slices.Equal(again.Taxes, i.Taxes) {
			t.Fatalf("added up again it is %+v", again)
		}
	})
}

func TestShare(t *testing.T) {
	if got := Share(500, 0, 0); got != 0 {
		t.Errorf("a share of nothing is %d", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 100).Draw(t, "of")
		units := rapid.IntRange(0, of).Draw(t, "units")
		discount := rapid.Int64Range(0, 1<<40).Draw(t, "discount")
		if got := Share(discount, units, of); got < 0 || got > discount || units == of && got != discount {
			t.Fatalf("%d of %d units carry %d of %d", units, of, got, discount)
		}
	})
}
