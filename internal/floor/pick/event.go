package pick

import (
	"time"

	"tallyman/internal/floor"
)

// Mode is how a list is picked.
type Mode string

// The modes.
const (
	Single Mode = "single"
	Cart   Mode = "cart"
)

// ListState is the state of a pick list.
type ListState string

// The states of a pick list.
const (
	Waiting ListState = "released"
	InHands ListState = "taken"
	// Finished has nothing left to pick; its totes are still with the picker.
	Finished ListState = "picked"
	Dropped  ListState = "dropped"
)

// Slot is the place of one order on a list: one tote.
type Slot struct {
	Slot       int                `json:"slot"`
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Order      floor.OrderID      `json:"order"`
}

// ListLine is a line of a list: so many units of an item from one bin for one
// order line.
type ListLine struct {
	Line      int              `json:"line"`
	Slot      int              `json:"slot"`
	OrderLine int              `json:"order_line"`
	SKU       floor.SKU        `json:"sku"`
	Location  floor.LocationID `json:"location"`
	Sequence  int              `json:"sequence"`
	Quantity  int              `json:"quantity"`
}

// Released says that a pick list exists and waits for a picker.
type Released struct {
	List   floor.PickListID `json:"list"`
	Number int              `json:"number"`
	Mode   Mode             `json:"mode"`
	ShipBy time.Time        `json:"ship_by"`
	Slots  []Slot           `json:"slots"`
	Lines  []ListLine       `json:"lines"`
}

// EventKind implements floor.Event.
func (Released) EventKind() string { return "pick.list_released" }

// Taken binds a list to a badge.
type Taken struct {
	List  floor.PickListID `json:"list"`
	Badge floor.BadgeID    `json:"badge"`
}

// EventKind implements floor.Event.
func (Taken) EventKind() string { return "pick.list_taken" }

// ToteBound puts a tote on a list for one order.
type ToteBound struct {
	List       floor.PickListID   `json:"list"`
	Slot       int                `json:"slot"`
	Tote       floor.ToteID       `json:"tote"`
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
}

// EventKind implements floor.Event.
func (ToteBound) EventKind() string { return "pick.tote_bound" }

// LinePicked says that units were taken from the bin for a line; a negative
// quantity says that they were laid back.
type LinePicked struct {
	List      floor.PickListID `json:"list"`
	Line      int              `json:"line"`
	Order     floor.OrderID    `json:"order"`
	OrderLine int              `json:"order_line"`
	Quantity  int              `json:"quantity"`
	Badge     floor.BadgeID    `json:"badge"`
}

// EventKind implements floor.Event.
func (LinePicked) EventKind() string { return "pick.line_picked" }

// LinePut says that units of a line reached their tote; a negative quantity
// says that they were taken out again.
type LinePut struct {
	List     floor.PickListID `json:"list"`
	Line     int              `json:"line"`
	Quantity int              `json:"quantity"`
}

// EventKind implements floor.Event.
func (LinePut) EventKind() string { return "pick.line_put" }

// LineShorted says that units of a line were not to be had from its bin.
type LineShorted struct {
	List     floor.PickListID `json:"list"`
	Line     int              `json:"line"`
	Quantity int              `json:"quantity"`
	Reason   string           `json:"reason"`
}

// EventKind implements floor.Event.
func (LineShorted) EventKind() string { return "pick.line_shorted" }

// LineAdded puts another bin on the walk, for what was short elsewhere.
type LineAdded struct {
	List floor.PickListID `json:"list"`
	Line ListLine         `json:"line"`
}

// EventKind implements floor.Event.
func (LineAdded) EventKind() string { return "pick.line_added" }

// LineSkipped sends a line to the end of the walk.
type LineSkipped struct {
	List floor.PickListID `json:"list"`
	Line int              `json:"line"`
}

// EventKind implements floor.Event.
func (LineSkipped) EventKind() string { return "pick.line_skipped" }

// LineCancelled takes what is still open of a line off its list.
type LineCancelled struct {
	List floor.PickListID `json:"list"`
	Line int              `json:"line"`
}

// EventKind implements floor.Event.
func (LineCancelled) EventKind() string { return "pick.line_cancelled" }

// ListPicked says that nothing is left to pick on a list.
type ListPicked struct {
	List floor.PickListID `json:"list"`
}

// EventKind implements floor.Event.
func (ListPicked) EventKind() string { return "pick.list_picked" }

// TotesDropped says where the totes of a picked list were left.
type TotesDropped struct {
	List  floor.PickListID `json:"list"`
	Place string           `json:"place"`
}

// EventKind implements floor.Event.
func (TotesDropped) EventKind() string { return "pick.totes_dropped" }

// ToteFreed says that a tote is empty and may be used again.
type ToteFreed struct {
	Tote floor.ToteID `json:"tote"`
}

// EventKind implements floor.Event.
func (ToteFreed) EventKind() string { return "pick.tote_freed" }
