package pack

import (
	"encoding/json"
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ship"
)

// attempts reads the prints of the parcel, oldest first, and the next number.
func attempts(r engine.Reader, f *pack.Facts) error {
	if err := r.Query(func(row engine.Row) error {
		f.Attempts = append(f.Attempts, print.Attempt{
			Job: floor.PrintJobID(row.Text(0)), Document: print.Document(row.Text(1)), State: print.State(row.Text(2)),
			Code: row.Text(3), Copy: int(row.Int(4)), Snapshot: floor.RecordID(row.Text(5)), Printer: row.Text(6),
			Out: row.Text(7) != "",
		})
		return nil
	}, `SELECT id, document, state, attempt, copy, snapshot, printer, digest FROM print_job
		WHERE parcel = ?1 ORDER BY number`, f.Parcel.ID); err != nil {
		return err
	}
	next, err := code.Next(r, "job")
	f.NextJob = int(next)
	return err
}

// closingFacts gathers what closing a parcel and printing its papers takes.
func closingFacts(r engine.Reader, desk Desk, f *pack.Facts) error {
	c := &pack.Closing{LabelPrinter: desk.Labels, DocumentPrinter: desk.Documents}
	if c.DocumentPrinter == "" {
		c.DocumentPrinter = c.LabelPrinter
	}
	fulfilment := desk.Session.Fulfilment
	if fulfilment == "" {
		fulfilment = f.Openings[0].Fulfilment
	}
	var err error
	if c.Site, err = ship.Site(r); err != nil {
		return err
	}
	service, err := ordered(r, fulfilment, c)
	if err != nil {
		return err
	}
	c.Service, _ = c.Site.Service(service)
	if err := prices(r, fulfilment, c); err != nil {
		return err
	}
	if c.NextSSCC, err = code.Next(r, ssccs); err != nil {
		return err
	}
	if c.NextTracking, err = code.Next(r, tracking+c.Service.ID); err != nil {
		return err
	}
	if c.NextInvoice, err = code.Next(r, invoices); err != nil {
		return err
	}
	f.Closing = c
	return nil
}

// ordered reads what the order says of its papers. An erased customer leaves
// the address empty.
func ordered(r engine.Reader, id floor.FulfilmentID, c *pack.Closing) (service string, err error) {
	err = r.Query(func(row engine.Row) error {
		service = row.Text(0)
		c.Pricing.Currency, c.Pricing.TaxIncluded, c.Pricing.ShippingMinor = row.Text(1), row.Int(2) == 1, row.Int(3)
		c.Invoiced = row.Int(4) == 1
		if row.Null(5) {
			return nil
		}
		if err := json.Unmarshal(row.Blob(5), &c.Customer); err != nil {
			return fmt.Errorf("the customer of %s: %w", id, err)
		}
		return nil
	}, `SELECT o.service, o.currency, o.tax_included, o.shipping_minor,
			EXISTS (SELECT 1 FROM invoice WHERE invoice.fulfilment = f.id), r.body
		FROM fulfilment f JOIN orders o ON o.id = f.order_id LEFT JOIN record r ON r.id = o.customer
		WHERE f.id = ?1`, id)
	return service, err
}

func prices(r engine.Reader, id floor.FulfilmentID, c *pack.Closing) error {
	return r.Query(func(row engine.Row) error {
		c.Pricing.Lines = append(c.Pricing.Lines, order.Line{
			Number: int(row.Int(0)), SKU: floor.SKU(row.Text(1)), Quantity: int(row.Int(2)),
			UnitPriceMinor: row.Int(3), DiscountMinor: row.Int(4), Rate: floor.Rate(row.Int(5)),
		})
		return nil
	}, `SELECT l.number, l.sku, l.ordered, l.unit_price_minor, l.discount_minor, l.rate
		FROM fulfilment f JOIN order_line l ON l.order_id = f.order_id WHERE f.id = ?1 ORDER BY l.number`, id)
}
