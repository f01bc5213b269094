package paper

import (
	"strconv"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// CustomsDeclaration composes what the forms CN 22 (small packets) and CN 23
// (parcels) of the Universal Postal Union ask for, with their captions in English
// and French, as the forms have them. It is to be stuck beside the label; posts
// that want their own print of the form take it from this one.
func CustomsDeclaration(c ship.Customs, form string, on Format) []page.Page {
	f := &flow{voice: voiceFor("en", ""), format: on, title: form + " " + c.Label.TrackingNumber}
	f.heads = func() { f.customsHeads(c.Currency) }
	f.begin()
	f.masthead("", "CUSTOMS DECLARATION "+form, "DÉCLARATION EN DOUANE", "May be opened officially / Peut être ouvert d'office",
		joined("   ", c.Label.TrackingNumber, string(c.Label.Order)))
	if form == "CN23" {
		f.parties(
			party(f.voice, on, "FROM / EXPÉDITEUR", c.Label.Sender, taxText(c.Invoice.TaxID)),
			party(f.voice, on, "TO / DESTINATAIRE", c.Label.Addressee, contactText(c.Label.Addressee)),
		)
	}
	gift, goods := "[\u00a0]", "[X]"
	if c.Gift {
		gift, goods = goods, gift
	}
	f.text(page.Text{SizePt: on.pt(8), MinPt: smallestPt, MaxLines: 2, Text: gift + "\u00a0Gift / Cadeau     " + goods +
		"\u00a0Sale of goods / Vente de marchandises     [\u00a0]\u00a0Documents     [\u00a0]\u00a0Returned goods / Retour     [\u00a0]\u00a0Other / Autre"})
	f.yMM++
	f.customsTable(c)
	if form == "CN23" {
		f.text(page.Text{SizePt: on.pt(8), MinPt: smallestPt, MaxLines: 2, Text: "Invoice / Facture " + c.Invoice.Number +
			"     Postage / Affranchissement " + f.money(c.Invoice.ShippingMinor, c.Currency)})
	}
	f.signed("I certify that the particulars given in this declaration are correct and that this item does not contain any " +
		"dangerous article prohibited by legislation or by postal or customs regulations.")
	return f.end()
}

// CommercialInvoice composes the invoice that customs ask for: the value of the
// goods without tax, with what they are, where they were made and what they
// weigh, and what carriage costs. It is in English, for the customs of any country.
func CommercialInvoice(c ship.Customs, on Format) []page.Page {
	f := &flow{voice: voiceFor("en", ""), format: on, title: "Commercial invoice " + c.Invoice.Number}
	f.heads = func() { f.customsHeads(c.Currency) }
	f.begin()
	f.masthead("", "COMMERCIAL INVOICE", "No. "+c.Invoice.Number, "Date "+f.date(c.Invoice.At), "Order "+string(c.Label.Order),
		joined("   ", c.Label.Service, c.Label.TrackingNumber))
	f.parties(
		party(f.voice, on, "EXPORTER", c.Invoice.Seller, taxText(c.Invoice.TaxID)),
		party(f.voice, on, "CONSIGNEE", c.Label.Addressee, contactText(c.Label.Addressee)),
	)
	total := f.customsTable(c)
	like := page.Text{SizePt: on.pt(8), MinPt: smallestPt}
	f.row(like, f.pair("Carriage", f.amount(c.Invoice.ShippingMinor, c.Currency))...)
	like.Bold, like.SizePt = true, on.pt(10)
	f.row(like, f.pair("Total "+c.Currency, f.amount(total+c.Invoice.ShippingMinor, c.Currency))...)
	reason := "Reason for export: sale of goods"
	if c.Gift {
		reason = "Reason for export: gift"
	}
	f.text(page.Text{SizePt: on.pt(8), MinPt: smallestPt, Text: reason})
	f.signed("I declare that the information on this invoice is true and correct.")
	return f.end()
}

func taxText(id string) string {
	if id == "" {
		return ""
	}
	return "Tax ID " + id
}

func contactText(a ship.Address) string { return joined(", ", a.Phone, a.Email) }

// customsHeads names the columns as customs do.
func (f *flow) customsHeads(currency string) {
	f.row(page.Text{SizePt: f.format.pt(6), MinPt: 4.5}, f.customsCells("Contents / Contenu", "Qty", "Net kg", "Value "+currency, "HS / SH", "Origin")...)
	f.rule(hairMM, 0.75)
}

// customsTable has the lines with their sums, and returns the value of all.
func (f *flow) customsTable(c ship.Customs) int64 {
	f.heads()
	like := page.Text{SizePt: f.format.pt(8), MinPt: smallestPt, MaxLines: 2}
	grams, value := 0, int64(0)
	for _, l := range c.Lines {
		f.room(8 * f.format.scale)
		f.row(like, f.customsCells(l.Description, strconv.Itoa(l.Quantity), f.kilograms(l.WeightGrams),
			f.amount(l.ValueMinor, c.Currency), l.HSCode, l.Origin)...)
		f.yMM += 0.6
		grams, value = grams+l.WeightGrams, value+l.ValueMinor
	}
	f.heads = nil
	f.room(50 * f.format.scale)
	f.rule(hairMM, 0.75)
	like.Bold = true
	f.row(like, f.customsCells("Total", "", f.kilograms(grams), f.amount(value, c.Currency), "", "")...)
	f.yMM++
	return value
}

// kilograms has three decimals: light goods weigh something, too.
func (f *flow) kilograms(grams int) string { return f.numbers.fixed(int64(grams), 3) }

func (f *flow) customsCells(texts ...string) []cell {
	shares := []float64{0.38, 0.08, 0.13, 0.16, 0.16, 0.09}
	cells := make([]cell, len(texts))
	for n, text := range texts {
		cells[n] = cell{widthMM: shares[n] * f.format.contentMM(), align: page.Right, text: text}
	}
	cells[0].align = page.Left
	return cells
}

// signed is a statement with room for date and signature.
func (f *flow) signed(statement string) {
	f.yMM += 2
	f.text(page.Text{SizePt: f.format.pt(7), MinPt: smallestPt, MaxLines: 5, Text: statement})
	f.yMM += 12 * f.format.scale
	f.rule(hairMM, 0.5)
	f.text(page.Text{SizePt: f.format.pt(7), MinPt: smallestPt, Text: "Date and sender's signature / Date et signature de l'expéditeur"})
}
