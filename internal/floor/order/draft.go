package order

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
)

// Draft is an order as a channel, a file or an agent brings it, before it is
// placed.
type Draft struct {
	Order    floor.OrderID
	PlacedAt time.Time
	Channel  string
	Customer Customer
	// Service is the id of a delivery service of the settings.
	Service string
	// ShipBy is the promise; zero means the service's next cut-off.
	ShipBy        time.Time
	Currency      string
	Lines         []Line
	TaxIncluded   bool
	ShippingMinor int64
}

// Customer is the personal part of an order. It is kept as a record, apart
// from the entries.
type Customer struct {
	Address     ship.Address `json:"address"`
	GiftMessage string       `json:"gift_message,omitempty"`
	Note        string       `json:"note,omitempty"`
	// Language is a BCP 47 tag, "" for that of the country.
	Language string `json:"language,omitempty"`
}

// Line is an order line. Number counts from 1.
type Line struct {
	Number         int        `json:"number"`
	SKU            floor.SKU  `json:"sku"`
	Quantity       int        `json:"quantity"`
	UnitPriceMinor int64      `json:"unit_price_minor"`
	DiscountMinor  int64      `json:"discount_minor,omitempty"`
	Rate           floor.Rate `json:"rate"`
}
