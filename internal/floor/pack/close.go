package pack

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/gs1"
)

// close gives the parcel its numbers and queues its papers: the label, then
// the invoice of the fulfilment, which is made once. It returns why it cannot;
// then the parcel stays open with everything in it, and DONE tries again.
func (t *table) close() *floor.Phrase {
	c := t.Closing
	if c == nil || c.Service.ID == "" {
		return &floor.Phrase{Code: "service_unknown", Order: string(t.Parcel.Order)}
	}
	sscc, err := gs1.NewSSCC(c.Site.GS1Extension[0], c.Site.GS1Prefix, uint64(c.NextSSCC))
	tracking := c.Service.From + c.NextTracking - 1
	if err != nil || tracking > c.Service.To {
		return &floor.Phrase{Code: "number_range_used_up", Order: string(t.Parcel.Order), Subject: c.Service.Name}
	}
	t.Parcel.State, t.Parcel.SSCC = ParcelClosed, sscc
	t.Parcel.TrackingNumber = c.Service.TrackingNumber(tracking)
	t.d.Happened(Closed{
		Parcel: t.Parcel.ID, Service: c.Service.ID, SSCC: sscc, SSCCSerial: c.NextSSCC,
		TrackingNumber: t.Parcel.TrackingNumber, TrackingSerial: c.NextTracking, WeightGrams: t.weight(),
	})
	t.queueLabel(c)
	if !c.Invoiced {
		t.queueInvoice(c)
	}
	t.session().Undo = nil
	said := t.d.Verdict.Said
	said.Code, said.Subject = "parcel_closed", sscc
	said.Order = string(t.Parcel.Order)
	t.d.Accept(said)
	return nil
}

func (t *table) weight() int {
	grams := 0
	for _, l := range t.Lines {
		grams += l.Packed * l.WeightGrams
	}
	return grams
}

func (t *table) queueLabel(c *Closing) {
	record := floor.RecordID(fmt.Sprintf("label:%s:%d", t.Parcel.ID, t.NextJob))
	t.d.Records = append(t.d.Records, floor.Record{ID: record, Value: ship.Label{
		Sender: c.Site.Sender, Addressee: c.Customer.Address, Service: c.Service.Name, Order: t.Parcel.Order,
		WeightGrams: t.weight(), SSCC: t.Parcel.SSCC, TrackingNumber: t.Parcel.TrackingNumber,
		Number: t.Parcel.Number, Of: 1, Language: c.Customer.Language,
	}})
	t.queue(c, print.Attempt{Document: print.Label, Snapshot: record, Printer: c.LabelPrinter})
}

func (t *table) queueInvoice(c *Closing) {
	number := fmt.Sprintf("%s%06d", c.Site.InvoicePrefix, c.NextInvoice)
	invoice := ship.Invoice{
		Number: number, Order: t.Parcel.Order, At: t.scan.At.UTC(), Seller: c.Site.Sender, TaxID: c.Site.TaxID,
		Buyer: c.Customer.Address, Currency: c.Pricing.Currency, ShippingMinor: c.Pricing.ShippingMinor,
		TaxIncluded: c.Pricing.TaxIncluded, Lines: t.invoiceLines(c.Pricing), Language: c.Customer.Language,
	}
	invoice.Sum()
	record := floor.RecordID("invoice:" + number)
	t.d.Records = append(t.d.Records, floor.Record{ID: record, Value: invoice})
	t.d.Happened(Invoiced{
		Invoice: number, Serial: c.NextInvoice, Fulfilment: t.Parcel.Fulfilment, Order: t.Parcel.Order,
		Currency: invoice.Currency, NetMinor: invoice.NetMinor, TaxMinor: invoice.TaxMinor,
		TotalMinor: invoice.TotalMinor, Snapshot: record,
	})
	t.queue(c, print.Attempt{Document: print.Invoice, Snapshot: record, Printer: c.DocumentPrinter})
}

func (t *table) invoiceLines(p Pricing) []ship.InvoiceLine {
	var lines []ship.InvoiceLine
	for _, priced := range p.Lines {
		for _, l := range t.Lines {
			if l.OrderLine != priced.Number || l.Packed == 0 {
				continue
			}
			lines = append(lines, ship.InvoiceLine{
				SKU: l.SKU, Name: l.Name, Quantity: l.Packed, UnitPriceMinor: priced.UnitPriceMinor,
				DiscountMinor: ship.Share(priced.DiscountMinor, l.Packed, priced.Quantity), Rate: priced.Rate,
			})
		}
	}
	return lines
}

// queue asks for one print attempt; its code is printed on the paper.
func (t *table) queue(c *Closing, a print.Attempt) {
	a.Job, a.Code = print.Numbered(t.NextJob)
	a.State = print.Queued
	t.d.Happened(print.JobQueued{
		Job: a.Job, Number: t.NextJob, Printer: a.Printer, Document: a.Document, Station: t.session().Station,
		Order: t.Parcel.Order, Fulfilment: t.Parcel.Fulfilment, Parcel: t.Parcel.ID, Snapshot: a.Snapshot,
		Attempt: a.Code, Copy: a.Copy, ExpiresAt: t.scan.At.Add(c.Site.PrintExpiry).UTC(),
	})
	t.Attempts = append(t.Attempts, a)
	t.NextJob++
}
