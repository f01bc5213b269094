package stock

import "tallyman/internal/floor"

// ItemDefined says that an item exists, or what is different about it now.
type ItemDefined struct {
	Item Item `json:"item"`
}

// EventKind implements floor.Event.
func (ItemDefined) EventKind() string { return "stock.item_defined" }

// LocationDefined says that a bin exists, or what is different about it now.
// Code is the own code printed on it.
type LocationDefined struct {
	Location Location `json:"location"`
	Code     string   `json:"code"`
}

// EventKind implements floor.Event.
func (LocationDefined) EventKind() string { return "stock.location_defined" }

// Counted says that so many units lay in a bin when it was counted, and how
// many the ledger had there before. A count ends a block on what it counted:
// Unblocked units may be picked again.
type Counted struct {
	Location  floor.LocationID `json:"location"`
	SKU       floor.SKU        `json:"sku"`
	Quantity  int              `json:"quantity"`
	Was       int              `json:"was"`
	Unblocked int              `json:"unblocked,omitempty"`
	Key       string           `json:"key"`
}

// EventKind implements floor.Event.
func (Counted) EventKind() string { return "stock.counted" }

// Moved is the only way in which units change place. Reserved of them were
// spoken for: taken from a bin they use up their reservation and allocation,
// put back into it they get both back.
type Moved struct {
	SKU      floor.SKU   `json:"sku"`
	From     floor.Place `json:"from"`
	To       floor.Place `json:"to"`
	Quantity int         `json:"quantity"`
	Reserved int         `json:"reserved,omitempty"`
}

// EventKind implements floor.Event.
func (Moved) EventKind() string { return "stock.moved" }

// Reserved says that units of an item are spoken for by an order line.
type Reserved struct {
	Order    floor.OrderID `json:"order"`
	Line     int           `json:"line"`
	SKU      floor.SKU     `json:"sku"`
	Quantity int           `json:"quantity"`
}

// EventKind implements floor.Event.
func (Reserved) EventKind() string { return "stock.reserved" }

// Released gives a reservation back.
type Released struct {
	Order    floor.OrderID `json:"order"`
	Line     int           `json:"line"`
	SKU      floor.SKU     `json:"sku"`
	Quantity int           `json:"quantity"`
}

// EventKind implements floor.Event.
func (Released) EventKind() string { return "stock.released" }

// Allocated says that reserved units will be picked from a bin; a negative
// quantity takes that back.
type Allocated struct {
	Location floor.LocationID `json:"location"`
	SKU      floor.SKU        `json:"sku"`
	Quantity int              `json:"quantity"`
}

// EventKind implements floor.Event.
func (Allocated) EventKind() string { return "stock.allocated" }

// Blocked says that units the ledger has in a bin could not be found there:
// nobody is sent for them until somebody counts.
type Blocked struct {
	Location floor.LocationID `json:"location"`
	SKU      floor.SKU        `json:"sku"`
	Quantity int              `json:"quantity"`
}

// EventKind implements floor.Event.
func (Blocked) EventKind() string { return "stock.blocked" }
