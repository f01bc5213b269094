package paper

import (
	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// sum is one row of the totals.
type sum struct {
	label string
	minor int64
	total bool
}

// totals stand together on one page. Where the tax is added, the rows above
// the total add up to it; where it is included, what it is made of stands
// below.
func (b *bill) totals() {
	rowMM, totalMM := 3.6*b.format.scale, 6*b.format.scale
	rows := b.sums()
	b.heads = nil
	b.room(float64(len(rows))*rowMM + totalMM)
	b.rule(hairMM, 0.55)
	for _, row := range rows {
		like := page.Text{SizePt: b.format.pt(8), MinPt: smallestPt}
		if row.total {
			half := b.format.contentMM() / 2
			b.put(rule(b.format.MarginMM+half, b.yMM+0.3, half, hairMM))
			b.yMM += 0.8
			like.SizePt, like.Bold = b.format.pt(12), true
		}
		b.row(like, b.pair(row.label, b.amount(row.minor, b.invoice.Currency))...)
	}
}

func (b *bill) sums() []sum {
	i := b.invoice
	var goods int64
	for _, line := range i.Lines {
		goods += line.AmountMinor
	}
	rows := []sum{{label: b.say("goods"), minor: goods}, {label: b.say("shipping"), minor: i.ShippingMinor}}
	total := sum{label: b.fill("total", i.Currency), minor: i.TotalMinor, total: true}
	if i.TaxIncluded {
		return append(rows, total,
			sum{label: b.say("includes_tax"), minor: i.TaxMinor}, sum{label: b.say("net"), minor: i.NetMinor})
	}
	return append(rows, sum{label: b.say("net"), minor: i.NetMinor}, sum{label: b.say("tax_sum"), minor: i.TaxMinor}, total)
}

// taxes is the table of rates, and by what rule it was rounded.
func (b *bill) taxes() {
	i := b.invoice
	like := page.Text{SizePt: b.format.pt(7), MinPt: smallestPt}
	note := page.Text{SizePt: b.format.pt(6.5), MinPt: smallestPt, MaxLines: 6, Text: b.rounding(i)}
	tableMM := float64(len(i.Taxes)+1)*3.2*b.format.scale + b.height(note, b.format.contentMM()) + 4
	b.room(tableMM)
	b.yMM += 2
	b.row(page.Text{SizePt: b.format.pt(6), MinPt: smallestPt},
		b.quarters(b.say("rate_head"), b.say("net_head"), b.say("tax_head"), b.say("gross_head"))...)
	b.rule(hairMM, 0.4)
	for _, tax := range i.Taxes {
		b.row(like, b.quarters(b.percent(tax.Rate), b.amount(tax.NetMinor, i.Currency),
			b.amount(tax.TaxMinor, i.Currency), b.amount(tax.NetMinor+tax.TaxMinor, i.Currency))...)
	}
	b.yMM++
	b.text(note)
}

// quarters are four columns; amounts are on the right of theirs.
func (f *flow) quarters(texts ...string) []cell {
	cells := make([]cell, len(texts))
	for n, text := range texts {
		cells[n] = cell{widthMM: f.format.contentMM() / 4, align: page.Right, text: text}
	}
	cells[0].align = page.Left
	return cells
}

// rounding states the rule of [ship.Invoice.Sum] in the words of the customer.
func (b *bill) rounding(i ship.Invoice) string {
	prices := b.say("prices_without_tax")
	if i.TaxIncluded {
		prices = b.say("prices_with_tax")
	}
	return prices + " " + b.fill("rounding", b.money(1, i.Currency))
}
