package importing

import (
	"fmt"
	"net/mail"
	"strings"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/ship"
)

// mostOrderLines bounds an order, so that its sums stay below 64 bits.
const mostOrderLines = 1000

// pendingOrder is an order whose rows are still being read.
type pendingOrder struct {
	draft order.Draft
	// first is the order's first row.
	first *row
	// badLine is the line of the first bad row, 0 for none; goodLine the
	// first good one.
	badLine, goodLine int
}

// orderReader groups rows by their order, wherever in the file they are.
type orderReader struct {
	zone    *time.Location
	byID    map[string]*pendingOrder
	ordered []*pendingOrder
}

// add takes a row in. It returns what is wrong with the row and what is only
// worth a warning.
func (o *orderReader) add(r *row) []RowError {
	id := r.raw("order")
	pending := o.byID[id]
	if pending == nil {
		pending = &pendingOrder{first: r}
		o.ordered = append(o.ordered, pending)
		if id != "" {
			o.byID[id] = pending
		}
	}
	var warnings []RowError
	if r.readable() {
		switch {
		case pending.first == r:
			pending.draft = readOrder(r, o.zone)
		case pending.first.fault == "":
			warnings = differences(pending.first, r)
		}
		pending.addLine(r)
	}
	switch {
	case r.bad() && pending.badLine == 0:
		pending.badLine = r.line
	case !r.bad() && pending.goodLine == 0:
		pending.goodLine = r.line
	}
	return append(r.errors, warnings...)
}

// refusal tells the good rows of a refused order, once, why they were refused
// too.
func (p *pendingOrder) refusal() []RowError {
	if p.badLine == 0 || p.goodLine == 0 {
		return nil
	}
	return []RowError{{
		Line: p.goodLine, Column: "order", Value: p.first.shown("order"), Reason: OrderRefused,
		Message: fmt.Sprintf("the whole order is refused because of line %d: correct that row and import the file again", p.badLine),
	}}
}

func (p *pendingOrder) addLine(r *row) {
	line := order.Line{
		Number:         len(p.draft.Lines) + 1,
		SKU:            floor.SKU(r.code("sku")),
		Quantity:       int(r.number("quantity", 1, mostUnits, true)),
		UnitPriceMinor: r.number("unit_price_minor", 0, mostMinor, true),
		DiscountMinor:  r.number("discount_minor", 0, mostUnits*mostMinor, false),
		Rate:           r.rate("tax_percent", true),
	}
	if !r.bad() && line.DiscountMinor > int64(line.Quantity)*line.UnitPriceMinor {
		r.fail("discount_minor", BadNumber, "discount_minor is more than the line costs")
	}
	if line.Number > mostOrderLines {
		r.fail("order", TooLong, "the order has more than %d lines: divide it", mostOrderLines)
		return
	}
	p.draft.Lines = append(p.draft.Lines, line)
}

func readOrder(r *row, zone *time.Location) order.Draft {
	channel := r.text("channel", longestCode, false)
	if channel == "" {
		channel = "file"
	}
	return order.Draft{
		Order:    floor.OrderID(r.code("order")),
		PlacedAt: r.moment("placed_at", zone, true, false),
		Channel:  channel,
		Customer: order.Customer{
			Address:     readAddress(r),
			GiftMessage: r.prose("gift_message"),
			Note:        r.prose("note"),
			Language:    r.text("language", longestCode, false),
		},
		Service:       r.text("service", longestCode, true),
		ShipBy:        r.moment("ship_by", zone, false, true),
		Currency:      r.currency("currency", true),
		TaxIncluded:   r.boolean("tax_included"),
		ShippingMinor: r.number("shipping_minor", 0, mostMinor, false),
	}
}

func readAddress(r *row) ship.Address {
	address := ship.Address{
		Name:     r.text("name", longestName, r.raw("company") == ""),
		Company:  r.text("company", longestName, false),
		Line1:    r.text("line1", longestName, true),
		Line2:    r.text("line2", longestName, false),
		City:     r.text("city", longestName, true),
		Region:   r.text("region", longestName, false),
		Postcode: r.text("postcode", longestCode, false),
		Country:  r.country("country"),
		Phone:    r.text("phone", longestCode, false),
		Email:    r.text("email", longestName, false),
	}
	if address.Email != "" {
		parsed, err := mail.ParseAddress(address.Email)
		if err != nil || parsed.Address != address.Email {
			r.fail("email", BadValue, "email is no mail address, such as name@example.com: correct it or leave it empty")
		}
	}
	return address
}

// differences warns of columns of the order that differ from its first row. A
// later row may leave them empty, as exports of shops do.
func differences(first, later *row) []RowError {
	var warnings []RowError
	for _, column := range Orders.Columns() {
		if ofLine(column) || later.raw(column) == "" || strings.EqualFold(first.raw(column), later.raw(column)) {
			continue
		}
		warnings = append(warnings, RowError{
			Line: later.line, Column: column, Value: later.shown(column), Reason: Differs, Warning: true,
			Message: fmt.Sprintf("%s differs from line %d, where the order begins; that line counts", column, first.line),
		})
	}
	return warnings
}
