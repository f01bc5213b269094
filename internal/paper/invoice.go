package paper

import (
	"fmt"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

const (
	invoiceTopMM = 4.0
	// invoiceFootMM is where the foot of every page begins.
	invoiceFootMM = LabelHeightMM - 7
	attemptMM     = 16.0
)

// Invoice composes the invoice as pages of the label's width, for the printer
// that is there. It writes the amounts of the snapshot and adds nothing up. Long
// invoices go on over as many pages as they need, each numbered.
func Invoice(i ship.Invoice) []page.Page {
	s := &sheets{invoice: i}
	s.next()
	s.header()
	s.parties()
	s.lineHeader()
	for _, line := range i.Lines {
		s.line(line)
	}
	s.totals()
	s.feet()
	return s.pages
}

// sheets is an invoice while it is written: the pages so far, and how far down
// the last of them is.
type sheets struct {
	invoice ship.Invoice
	pages   []page.Page
	yMM     float64
}

// next begins a page.
func (s *sheets) next() {
	s.pages = append(s.pages, page.Page{WidthMM: LabelWidthMM, HeightMM: LabelHeightMM})
	s.yMM = invoiceTopMM
}

func (s *sheets) put(items ...page.Item) { s.pages[len(s.pages)-1].Add(items...) }

// room begins a new page where heightMM do not fit on this one.
func (s *sheets) room(heightMM float64) {
	if s.yMM+heightMM <= invoiceFootMM {
		return
	}
	s.next()
	title := page.Text{
		XMM: marginMM, YMM: s.yMM, WidthMM: contentMM, SizePt: 9, MinPt: smallestPt, Bold: true,
		Text: "INVOICE " + s.invoice.Number + " (continued)",
	}
	s.put(title)
	s.yMM += title.Lay().HeightMM + 1.5
	s.lineHeader()
}

// header has the number and date, and the code of the print attempt.
func (s *sheets) header() {
	i := s.invoice
	width := contentMM - attemptMM - 4
	stack := column{xMM: marginMM, yMM: s.yMM, widthMM: width}
	title := "INVOICE"
	if i.Copy > 0 {
		title = fmt.Sprintf("INVOICE - COPY %d", i.Copy)
	}
	stack.add(page.Text{SizePt: 18, MinPt: 10, Bold: true, Text: title})
	stack.add(page.Text{SizePt: 10, MinPt: 6, Bold: true, Text: "No. " + i.Number})
	stack.add(page.Text{SizePt: 8, MinPt: 6, Text: "Date " + i.At.Format("2006-01-02")})
	stack.add(page.Text{SizePt: 8, MinPt: 6, Text: "Order " + string(i.Order)})
	s.put(stack.items...)
	s.put(attemptCode(i.Attempt, marginMM+contentMM-attemptMM, s.yMM, attemptMM)...)
	s.yMM = max(stack.yMM, s.yMM+attemptMM+1.5) + 1
	s.put(rule(marginMM, s.yMM, contentMM, thickMM))
	s.yMM += 1.5
}

// parties are seller and buyer, side by side.
func (s *sheets) parties() {
	const gutterMM, heightMM = 4.0, 26.0
	width := (contentMM - gutterMM) / 2
	taxID := ""
	if s.invoice.TaxID != "" {
		taxID = "Tax ID " + s.invoice.TaxID
	}
	seller := fitted(party("SELLER", s.invoice.Seller, taxID), marginMM, s.yMM, width, heightMM)
	buyer := fitted(party("BUYER", s.invoice.Buyer, ""), marginMM+width+gutterMM, s.yMM, width, heightMM)
	s.put(seller.items...)
	s.put(buyer.items...)
	s.yMM = max(seller.yMM, buyer.yMM) + 1.5
}

func party(role string, a ship.Address, taxID string) []page.Text {
	texts := []page.Text{{SizePt: 6.5, Text: role}}
	for _, name := range []string{a.Company, a.Name} {
		texts = append(texts, page.Text{SizePt: 8.5, MinPt: 6.5, MaxLines: 2, Bold: true, Text: name})
	}
	for _, line := range []string{a.Line1, a.Line2, place(a), country(a.Country), taxID} {
		texts = append(texts, page.Text{SizePt: 8, MinPt: 6.5, MaxLines: 2, Text: line})
	}
	return texts
}

// feet numbers the pages, which can only be done when all are there.
func (s *sheets) feet() {
	for n := range s.pages {
		s.pages[n].Add(
			rule(marginMM, invoiceFootMM+1, contentMM, hairMM),
			page.Text{
				XMM: marginMM, YMM: invoiceFootMM + 1.8, WidthMM: contentMM * 0.7, SizePt: 6.5, MinPt: smallestPt,
				Text: "Invoice " + s.invoice.Number,
			},
			page.Text{
				XMM: marginMM + contentMM*0.7, YMM: invoiceFootMM + 1.8, WidthMM: contentMM * 0.3, SizePt: 6.5,
				Align: page.Right, Text: fmt.Sprintf("Page %d of %d", n+1, len(s.pages)),
			},
		)
	}
}
