package stock

import (
	"strings"

	"tallyman/internal/floor"
)

// Item is a thing that is kept and sold.
type Item struct {
	SKU  floor.SKU `json:"sku"`
	Name string    `json:"name"`
	// GTIN is 14 digits (shorter ones are padded) or "".
	GTIN        string `json:"gtin,omitempty"`
	WeightGrams int    `json:"weight_grams,omitempty"`
	LengthMM    int    `json:"length_mm,omitempty"`
	WidthMM     int    `json:"width_mm,omitempty"`
	HeightMM    int    `json:"height_mm,omitempty"`
	Fragile     bool   `json:"fragile,omitempty"`
	// PriceMinor is the price of one unit in minor units of Currency.
	PriceMinor int64      `json:"price_minor,omitempty"`
	Currency   string     `json:"currency,omitempty"`
	Rate       floor.Rate `json:"rate,omitempty"`
	// CaseGTIN counts CaseQuantity units in one scan.
	CaseGTIN     string `json:"case_gtin,omitempty"`
	CaseQuantity int    `json:"case_quantity,omitempty"`
	// HSCode is 6 to 10 digits, the customs code of the HS, Origin the ISO 3166-1
	// code of the country it was made in; customs ask for both.
	HSCode string `json:"hs_code,omitempty"`
	Origin string `json:"origin,omitempty"`
}

// IsHSCode says whether a text is 6 to 10 digits, as codes of the HS
// and what countries add to them are.
func IsHSCode(text string) bool {
	return len(text) >= 6 && len(text) <= 10 && strings.Trim(text, "0123456789") == ""
}

// Location is a bin. Pickers walk by Sequence, then by name.
type Location struct {
	ID       floor.LocationID `json:"id"`
	Zone     string           `json:"zone,omitempty"`
	Aisle    string           `json:"aisle,omitempty"`
	Bay      string           `json:"bay,omitempty"`
	Level    string           `json:"level,omitempty"`
	Position string           `json:"position,omitempty"`
	Sequence int              `json:"sequence"`
}

// Count is a stock count: so many units of an item lie in a bin. The same Key
// counts once, for ever.
type Count struct {
	Location floor.LocationID `json:"location"`
	SKU      floor.SKU        `json:"sku"`
	Quantity int              `json:"quantity"`
	Key      string           `json:"key"`
}
