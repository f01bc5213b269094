package order

import (
	"time"

	"tallyman/internal/floor"
)

// Placed says that an order, or a newer version of it, stands. The customer is
// the record it names.
type Placed struct {
	Order         floor.OrderID      `json:"order"`
	Version       int                `json:"version"`
	Fulfilment    floor.FulfilmentID `json:"fulfilment"`
	PlacedAt      time.Time          `json:"placed_at"`
	Channel       string             `json:"channel,omitempty"`
	Service       string             `json:"service"`
	ShipBy        time.Time          `json:"ship_by"`
	Currency      string             `json:"currency"`
	TaxIncluded   bool               `json:"tax_included,omitempty"`
	ShippingMinor int64              `json:"shipping_minor,omitempty"`
	Lines         []Line             `json:"lines"`
	Country       string             `json:"country"`
	Gift          bool               `json:"gift,omitempty"`
	Note          bool               `json:"note,omitempty"`
	Customer      floor.RecordID     `json:"customer"`
	// Digest tells whether a draft that comes again is the same.
	Digest string `json:"digest"`
}

// EventKind implements floor.Event.
func (Placed) EventKind() string { return "order.placed" }

// Cancelled says that nothing more of an order will be shipped.
type Cancelled struct {
	Order  floor.OrderID `json:"order"`
	Reason string        `json:"reason"`
}

// EventKind implements floor.Event.
func (Cancelled) EventKind() string { return "order.cancelled" }

// UnitsCancelled says that part of a line will not be shipped.
type UnitsCancelled struct {
	Order    floor.OrderID `json:"order"`
	Line     int           `json:"line"`
	Quantity int           `json:"quantity"`
}

// EventKind implements floor.Event.
func (UnitsCancelled) EventKind() string { return "order.units_cancelled" }

// Held says that an order must not go on until the hold of this kind is lifted.
type Held struct {
	Order floor.OrderID `json:"order"`
	Kind  string        `json:"kind"`
	By    string        `json:"by"`
}

// EventKind implements floor.Event.
func (Held) EventKind() string { return "order.held" }

// HoldLifted ends a hold.
type HoldLifted struct {
	Order floor.OrderID `json:"order"`
	Kind  string        `json:"kind"`
	By    string        `json:"by"`
}

// EventKind implements floor.Event.
func (HoldLifted) EventKind() string { return "order.hold_lifted" }

// State is the state of a fulfilment.
type State string

// The states of a fulfilment.
const (
	// Scheduled waits for stock.
	Scheduled State = "scheduled"
	// Open can be released to a pick list.
	Open       State = "open"
	Picking    State = "picking"
	Picked     State = "picked"
	Packing    State = "packing"
	Packed     State = "packed"
	Closed     State = "closed"
	Incomplete State = "incomplete"
	// Void is the state of a cancelled fulfilment.
	Void State = "cancelled"
)

// FulfilmentMoved says that a fulfilment is in another state now.
type FulfilmentMoved struct {
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Order      floor.OrderID      `json:"order"`
	State      State              `json:"state"`
}

// EventKind implements floor.Event.
func (FulfilmentMoved) EventKind() string { return "order.fulfilment_moved" }
