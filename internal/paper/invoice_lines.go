package paper

import (
	"strconv"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// The widths of columns. On wide paper every part of an amount has its own.
const (
	amountMM   = 26.0
	quantityMM = 14.0
	priceMM    = 26.0
	discountMM = 24.0
	rateMM     = 17.0
)

// lineHeads names the columns.
func (b *bill) lineHeads() {
	like := page.Text{SizePt: b.format.pt(6.5), MinPt: smallestPt}
	if b.format.wide() {
		b.row(like, b.wide(b.say("item"), b.say("quantity"), b.say("price"), b.say("discount"), b.say("tax"),
			b.fill("amount", b.invoice.Currency))...)
	} else {
		b.row(like, b.pair(b.say("item"), b.fill("amount", b.invoice.Currency))...)
	}
	b.rule(hairMM, 0.75)
}

// wide are the cells of a line on wide paper.
func (b *bill) wide(texts ...string) []cell {
	widths := []float64{0, quantityMM, priceMM, discountMM, rateMM, amountMM}
	widths[0] = b.format.contentMM() - quantityMM - priceMM - discountMM - rateMM - amountMM
	cells := make([]cell, len(texts))
	for n, text := range texts {
		cells[n] = cell{widthMM: widths[n], align: page.Right, text: text}
	}
	cells[0].align = page.Left
	return cells
}

// pair is a text on the left and an amount on the right.
func (f *flow) pair(left, right string) []cell {
	width := amountMM
	if f.format.narrow() {
		width = 19
	}
	return []cell{{widthMM: f.format.contentMM() - width, text: left}, {widthMM: width, align: page.Right, text: right}}
}

// line is one line of the invoice: the name and its amount, and how it comes
// about: in columns, or below where there is no room for them.
func (b *bill) line(l ship.InvoiceLine) {
	name := page.Text{SizePt: b.format.pt(8.5), MinPt: 7.5, MaxLines: 3, Bold: true, Text: l.Name}
	detail := page.Text{SizePt: b.format.pt(7), MinPt: smallestPt, MaxLines: 3, Text: b.how(l)}
	cells := b.pair(l.Name, b.amount(l.AmountMinor, b.invoice.Currency))
	if b.format.wide() {
		cells = b.wide(l.Name, strconv.Itoa(l.Quantity), b.amount(l.UnitPriceMinor, b.invoice.Currency), b.discount(l),
			b.percent(l.Rate), b.amount(l.AmountMinor, b.invoice.Currency))
	}
	b.room(b.height(name, cells[0].widthMM-1.5) + b.height(detail, b.format.contentMM()) + 1)
	b.row(name, cells...)
	b.text(detail)
	b.yMM++
}

// how says what does not stand in columns.
func (b *bill) how(l ship.InvoiceLine) string {
	const between = "   "
	free := ""
	if l.AmountMinor == 0 && l.Quantity > 0 {
		free = b.say("free")
	}
	if b.format.wide() {
		return joined(between, string(l.SKU), free)
	}
	count := strconv.Itoa(l.Quantity) + " x " + b.amount(l.UnitPriceMinor, b.invoice.Currency)
	return joined(between, string(l.SKU), count, b.fill("less_discount", b.discount(l)), b.fill("tax_rate", b.percent(l.Rate)), free)
}

func (b *bill) discount(l ship.InvoiceLine) string {
	if l.DiscountMinor == 0 {
		return ""
	}
	return b.amount(-l.DiscountMinor, b.invoice.Currency)
}
