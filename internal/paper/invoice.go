package paper

import (
	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

const attemptMM = 16.0

// Invoice composes the invoice on the paper that is there. It writes the
// amounts of the snapshot and adds nothing up but the goods. Long invoices go on
// over as many pages as they need, each numbered; on a roll there is one page.
func Invoice(i ship.Invoice, on Format) []page.Page {
	b := &bill{flow: flow{voice: voiceFor(i.Language, i.Buyer.Country), format: on}, invoice: i}
	b.title = b.fill("invoice_number", i.Number)
	b.heads = b.lineHeads
	b.begin()
	b.header()
	b.parties(
		party(b.voice, on, b.say("seller"), i.Seller, b.fill("tax_number", i.TaxID)),
		party(b.voice, on, b.say("buyer"), i.Buyer, ""),
	)
	b.lineHeads()
	for _, line := range i.Lines {
		b.line(line)
	}
	b.totals()
	b.taxes()
	return b.end()
}

// bill is an invoice while it is written.
type bill struct {
	flow
	invoice ship.Invoice
}

// header has the number and date, and the code of the print attempt.
func (b *bill) header() {
	i := b.invoice
	title := b.say("invoice")
	if i.Copy > 0 {
		title += " - " + b.counted("copy", i.Copy, 0)
	}
	b.masthead(i.Attempt, title, b.fill("number", i.Number), b.fill("date", b.date(i.At)), b.fill("order_number", string(i.Order)))
}

// masthead is the top of the first page: what the paper is, below it what
// tells it from others, on the right the code of the print attempt.
func (f *flow) masthead(attempt, title, number string, further ...string) {
	width := f.format.contentMM()
	if attempt != "" {
		width -= attemptMM + 4
	}
	stack := column{xMM: f.format.MarginMM, yMM: f.yMM, widthMM: width}
	stack.add(page.Text{SizePt: f.format.pt(18), MinPt: 10, Bold: true, Text: title})
	stack.add(page.Text{SizePt: f.format.pt(10), MinPt: 6, Bold: true, Text: number})
	if f.format.narrow() {
		// The text of the code needs the whole width.
		stack.yMM, stack.widthMM = max(stack.yMM, f.yMM+attemptMM+2), f.format.contentMM()
	}
	for _, text := range further {
		stack.add(page.Text{SizePt: f.format.pt(8), MinPt: 6, Text: text})
	}
	f.put(stack.items...)
	bottom := stack.yMM
	if attempt != "" {
		f.put(attemptCode(attempt, f.format.MarginMM+f.format.contentMM()-attemptMM, f.yMM, attemptMM, 44)...)
		bottom = max(bottom, f.yMM+attemptMM+1.5)
	}
	f.yMM = bottom + 1
	f.rule(thickMM, 0.75)
}

// parties stand side by side, or below each other on a narrow roll.
func (f *flow) parties(left, right []page.Text) {
	const gutterMM = 4.0
	x, content := f.format.MarginMM, f.format.contentMM()
	width, height := (content-gutterMM)/2, 26*f.format.scale
	if f.format.endless() {
		for _, texts := range [][]page.Text{left, right} {
			stack := fitted(texts, x, f.yMM, content, height)
			f.put(stack.items...)
			f.yMM = stack.yMM + 1.5
		}
		return
	}
	first := fitted(left, x, f.yMM, width, height)
	second := fitted(right, x+width+gutterMM, f.yMM, width, height)
	f.put(first.items...)
	f.put(second.items...)
	f.yMM = max(first.yMM, second.yMM) + 1.5
}

// party is somebody with a role and an address.
func party(v voice, on Format, role string, a ship.Address, taxID string) []page.Text {
	texts := []page.Text{{SizePt: on.pt(6.5), MinPt: smallestPt, Text: role}}
	for _, name := range []string{a.Company, a.Name} {
		texts = append(texts, page.Text{SizePt: on.pt(8.5), MinPt: 6.5, MaxLines: 2, Bold: true, Text: name})
	}
	for _, line := range []string{a.Line1, a.Line2, place(a), v.country(a.Country), taxID} {
		texts = append(texts, page.Text{SizePt: on.pt(8), MinPt: 6.5, MaxLines: 2, Text: line})
	}
	return texts
}
