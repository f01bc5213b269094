package paper

import (
	"fmt"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// amountMM is the width of the column of amounts.
const amountMM = 26.0

// lineHeader names the columns.
func (s *sheets) lineHeader() {
	s.row(page.Text{SizePt: 6.5, Text: "ITEM"}, "AMOUNT "+s.invoice.Currency)
	s.put(rule(marginMM, s.yMM, contentMM, hairMM))
	s.yMM++
}

// line is one line of the invoice: the name, its amount beside it, and how it
// comes about below.
func (s *sheets) line(l ship.InvoiceLine) {
	code := s.invoice.Currency
	how := fmt.Sprintf("%s   %d x %s", l.SKU, l.Quantity, amount(l.UnitPriceMinor, code))
	if l.DiscountMinor != 0 {
		how += "   discount " + amount(-l.DiscountMinor, code)
	}
	how += "   tax " + l.Rate.String() + "%"
	name := page.Text{SizePt: 8.5, MinPt: 7.5, MaxLines: 3, Bold: true, Text: l.Name}
	detail := page.Text{SizePt: 7, MinPt: smallestPt, MaxLines: 2, Text: how}
	s.room(s.height(name, contentMM-amountMM) + s.height(detail, contentMM) + 1)
	s.row(name, amount(l.AmountMinor, code))
	stack := column{xMM: marginMM, yMM: s.yMM, widthMM: contentMM}
	stack.add(detail)
	s.put(stack.items...)
	s.yMM = stack.yMM + 1
}

// row puts a text on the left and an amount on the right, on the same line and
// in the same size.
func (s *sheets) row(left page.Text, right string) {
	value := page.Text{
		XMM: marginMM + contentMM - amountMM, YMM: s.yMM, WidthMM: amountMM,
		SizePt: left.SizePt, MinPt: smallestPt, Bold: left.Bold, Align: page.Right, Text: right,
	}
	left.XMM, left.YMM, left.WidthMM = marginMM, s.yMM, contentMM-amountMM
	s.put(left, value)
	s.yMM += max(left.Lay().HeightMM, value.Lay().HeightMM)
}

func (s *sheets) height(t page.Text, widthMM float64) float64 {
	t.WidthMM = widthMM
	return t.Lay().HeightMM
}

// sum is one row of the totals.
type sum struct {
	label string
	minor int64
	total bool
}

// totals stand together on one page. Where the tax is added, the rows above
// the total add up to it; where it is included, what it is made of stands
// below.
func (s *sheets) totals() {
	const rowMM, totalMM = 3.5, 5.5
	rows := s.sums()
	s.room(float64(len(rows))*rowMM + totalMM)
	s.put(rule(marginMM, s.yMM, contentMM, hairMM))
	s.yMM += 0.8
	for _, row := range rows {
		text := page.Text{SizePt: 8, MinPt: smallestPt, Text: row.label}
		if row.total {
			s.put(rule(marginMM+contentMM/2, s.yMM+0.3, contentMM/2, hairMM))
			s.yMM += 0.8
			text.SizePt, text.Bold = 12, true
		}
		s.row(text, amount(row.minor, s.invoice.Currency))
	}
}

func (s *sheets) sums() []sum {
	i := s.invoice
	var goods int64
	for _, line := range i.Lines {
		goods += line.AmountMinor
	}
	rows := []sum{{label: "Goods", minor: goods}, {label: "Shipping", minor: i.ShippingMinor}}
	total := sum{label: "Total " + i.Currency, minor: i.TotalMinor, total: true}
	if i.TaxIncluded {
		rows = append(rows, total)
		for _, tax := range i.Taxes {
			rows = append(rows, sum{label: s.taxLabel("Includes tax", tax), minor: tax.TaxMinor})
		}
		return append(rows, sum{label: "Net without tax", minor: i.NetMinor})
	}
	rows = append(rows, sum{label: "Net", minor: i.NetMinor})
	for _, tax := range i.Taxes {
		rows = append(rows, sum{label: s.taxLabel("Tax", tax), minor: tax.TaxMinor})
	}
	return append(rows, total)
}

func (s *sheets) taxLabel(word string, tax ship.TaxRow) string {
	return fmt.Sprintf("%s %s%% on %s", word, tax.Rate, amount(tax.NetMinor, s.invoice.Currency))
}
