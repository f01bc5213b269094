package order

import (
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// PlaceFacts is what placing an order has to know.
type PlaceFacts struct {
	// Existing is the order of that number, nil when there is none.
	Existing *Existing
	// Items has the level of each item of the draft; an unknown SKU is
	// missing.
	Items map[floor.SKU]stock.Level
	// Taken says what else carries the order's number as its code, or "".
	Taken string
	// ServiceKnown says whether the settings have the draft's service, and
	// ShipBy is its next cut-off after the order was placed.
	ServiceKnown bool
	ShipBy       time.Time
	// Digest is of the draft.
	Digest string
}

// Existing is an order that is placed already.
type Existing struct {
	Version  int
	PlacedAt time.Time
	Digest   string
	State    State
	Lines    []Progress
}

// Progress is how far a line of an order is.
type Progress struct {
	Number    int
	SKU       floor.SKU
	Ordered   int
	Cancelled int
	Reserved  int
	Picked    int
}

// Missing is what the line still waits for.
func (p Progress) Missing() int { return p.Ordered - p.Cancelled - p.Reserved - p.Picked }

// JudgePlace decides whether a draft becomes an order. The same draft again
// changes nothing; a different one is a newer version unless its own time is
// older, and as long as nobody began to pick. Stock is reserved line by line;
// what cannot be reserved is missing, and the fulfilment waits for it.
func JudgePlace(f PlaceFacts, d Draft) (floor.Change, floor.Decision) {
	var decision floor.Decision
	if refusal := refusePlace(f, d); refusal != nil {
		decision.Refuse(floor.Bad, *refusal)
		return floor.Refused, decision
	}
	placing, version := floor.Created, 1
	if e := f.Existing; e != nil {
		if e.Digest == f.Digest || d.PlacedAt.Before(e.PlacedAt) {
			decision.Accept(floor.Phrase{Code: "order_unchanged", Order: string(d.Order)})
			return floor.Unchanged, decision
		}
		placing, version = floor.Changed, e.Version+1
		for _, line := range e.Lines {
			if line.Reserved > 0 {
				decision.Happened(stock.Released{Order: d.Order, Line: line.Number, SKU: line.SKU, Quantity: line.Reserved})
				level := f.Items[line.SKU]
				level.Reserved -= line.Reserved
				f.Items[line.SKU] = level
			}
		}
	}
	place(f, d, version, &decision)
	decision.Accept(floor.Phrase{Code: "order_" + string(placing), Order: string(d.Order)})
	return placing, decision
}

func refusePlace(f PlaceFacts, d Draft) *floor.Phrase {
	phrase := func(code, got string) *floor.Phrase {
		return &floor.Phrase{Code: code, Order: string(d.Order), Got: got}
	}
	switch {
	case d.Order == "" || floor.ReservedPrefix(string(d.Order)):
		return phrase("order_number_reserved", string(d.Order))
	case f.Taken != "":
		return phrase("order_number_taken", f.Taken)
	case len(d.Lines) == 0:
		return phrase("order_without_lines", "")
	case !f.ServiceKnown:
		return phrase("service_unknown", d.Service)
	case f.Existing != nil && f.Existing.Digest != f.Digest && !changeable(f.Existing.State):
		return phrase("order_too_late_to_change", string(f.Existing.State))
	}
	for _, line := range d.Lines {
		if _, known := f.Items[line.SKU]; !known {
			return phrase("item_unknown", string(line.SKU))
		}
		if line.Quantity < 1 {
			return phrase("quantity_not_positive", fmt.Sprint(line.Quantity))
		}
	}
	return nil
}

func changeable(s State) bool { return s == Scheduled || s == Open }

func place(f PlaceFacts, d Draft, version int, decision *floor.Decision) {
	if d.ShipBy.IsZero() {
		d.ShipBy = f.ShipBy
	}
	record := floor.RecordID(fmt.Sprintf("order:%s:%d", d.Order, version))
	fulfilment := floor.FulfilmentID(string(d.Order) + "/1")
	decision.Records = append(decision.Records, floor.Record{ID: record, Value: d.Customer})
	decision.Happened(Placed{
		Order: d.Order, Version: version, Fulfilment: fulfilment,
		PlacedAt: d.PlacedAt.UTC(), Channel: d.Channel, Service: d.Service, ShipBy: d.ShipBy.UTC(),
		Currency: d.Currency, TaxIncluded: d.TaxIncluded, ShippingMinor: d.ShippingMinor, Lines: d.Lines,
		Country: d.Customer.Address.Country, Gift: d.Customer.GiftMessage != "", Note: d.Customer.Note != "",
		Customer: record, Digest: f.Digest,
	})
	state := Open
	for _, line := range d.Lines {
		level := f.Items[line.SKU]
		n := min(level.Available(), line.Quantity)
		if n < line.Quantity {
			state = Scheduled
		}
		if n > 0 {
			level.Reserved += n
			f.Items[line.SKU] = level
			decision.Happened(stock.Reserved{Order: d.Order, Line: line.Number, SKU: line.SKU, Quantity: n})
		}
	}
	decision.Happened(FulfilmentMoved{Fulfilment: fulfilment, Order: d.Order, State: state})
}
