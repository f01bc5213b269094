package order

import "tallyman/internal/floor"

// Shorted says that units of a line were found in no bin: the fulfilment
// cannot be completed until somebody decides.
type Shorted struct {
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Order      floor.OrderID      `json:"order"`
	Line       int                `json:"line"`
	SKU        floor.SKU          `json:"sku"`
	Quantity   int                `json:"quantity"`
}

// EventKind implements floor.Event.
func (Shorted) EventKind() string { return "order.shorted" }
