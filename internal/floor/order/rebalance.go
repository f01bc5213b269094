package order

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// Demand is an order line that has, or waits for, a reservation.
type Demand struct {
	Order      floor.OrderID
	Line       int
	Fulfilment floor.FulfilmentID
	SKU        floor.SKU
	Reserved   int
	// Allocated of the reserved units are on a pick list.
	Allocated int
	Missing   int
	// OrderMissing is what all lines of the order miss together.
	OrderMissing int
}

// Rebalance makes reservations fit a new level of an item. What is available
// goes to the waiting lines, in the order given (oldest promise first); when
// more is reserved than there is, the holding lines give back, in the order
// given (newest promise first), but never what somebody walks for already.
func Rebalance(level stock.Level, waiting, holding []Demand) []floor.Event {
	var events []floor.Event
	got := map[floor.FulfilmentID]int{}
	for _, d := range waiting {
		n := min(level.Available(), d.Missing)
		if n <= 0 {
			continue
		}
		level.Reserved += n
		events = append(events, stock.Reserved{Order: d.Order, Line: d.Line, SKU: d.SKU, Quantity: n})
		if got[d.Fulfilment] += n; got[d.Fulfilment] == d.OrderMissing {
			events = append(events, FulfilmentMoved{Fulfilment: d.Fulfilment, Order: d.Order, State: Open})
		}
	}
	for _, d := range holding {
		n := min(level.Reserved+level.Blocked-level.OnHand, d.Reserved-d.Allocated)
		if n <= 0 {
			continue
		}
		level.Reserved -= n
		events = append(events, stock.Released{Order: d.Order, Line: d.Line, SKU: d.SKU, Quantity: n})
		if d.OrderMissing == 0 {
			events = append(events, FulfilmentMoved{Fulfilment: d.Fulfilment, Order: d.Order, State: Scheduled})
		}
	}
	return events
}
