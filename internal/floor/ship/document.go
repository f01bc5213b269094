package ship

import (
	"time"

	"tallyman/internal/floor"
)

// Address is where a person or the sender is. It is personal data: it lives in
// records, never in events.
type Address struct {
	Name     string `json:"name"`
	Company  string `json:"company,omitempty"`
	Line1    string `json:"line1"`
	Line2    string `json:"line2,omitempty"`
	City     string `json:"city"`
	Region   string `json:"region,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	// Country is an ISO 3166-1 alpha-2 code.
	Country string `json:"country"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
}

// Label is the snapshot a shipping label is composed from.
type Label struct {
	Sender    Address       `json:"sender"`
	Addressee Address       `json:"addressee"`
	Service   string        `json:"service"`
	Order     floor.OrderID `json:"order"`
	// WeightGrams is of the goods in the parcel.
	WeightGrams int `json:"weight_grams"`
	// SSCC is 18 digits, TrackingNumber as the service's number range gave it.
	SSCC           string `json:"sscc"`
	TrackingNumber string `json:"tracking_number"`
	// Number is which parcel of the order this is; Of is 0 until it is known.
	Number int `json:"number"`
	Of     int `json:"of,omitempty"`
	// Language is a BCP 47 tag, the one that the customer asked for; "" is
	// that of the addressee's country.
	Language string `json:"language,omitempty"`
	// Attempt is the TLP code of this print attempt.
	Attempt string `json:"attempt"`
	// Copy is 0 for the first print, n for "COPY n".
	Copy int `json:"copy,omitempty"`
}

// Invoice is the snapshot an invoice is composed from. Every amount is in
// minor units of Currency and was added up by the rules; paper only writes it.
type Invoice struct {
	Number        string        `json:"number"`
	Order         floor.OrderID `json:"order"`
	At            time.Time     `json:"at"`
	Seller        Address       `json:"seller"`
	TaxID         string        `json:"tax_id,omitempty"`
	Buyer         Address       `json:"buyer"`
	Currency      string        `json:"currency"`
	Lines         []InvoiceLine `json:"lines"`
	ShippingMinor int64         `json:"shipping_minor"`
	// Taxes has a row per rate, over goods and shipping.
	Taxes []TaxRow `json:"taxes"`
	// TaxIncluded says whether line amounts contain the tax.
	TaxIncluded bool  `json:"tax_included"`
	NetMinor    int64 `json:"net_minor"`
	TaxMinor    int64 `json:"tax_minor"`
	TotalMinor  int64 `json:"total_minor"`
	// Language, Attempt and Copy are as on a Label.
	Language string `json:"language,omitempty"`
	Attempt  string `json:"attempt"`
	Copy     int    `json:"copy,omitempty"`
}

// InvoiceLine is a line of an invoice. AmountMinor = Quantity × UnitPriceMinor
// − DiscountMinor.
type InvoiceLine struct {
	SKU            floor.SKU  `json:"sku"`
	Name           string     `json:"name"`
	Quantity       int        `json:"quantity"`
	UnitPriceMinor int64      `json:"unit_price_minor"`
	DiscountMinor  int64      `json:"discount_minor,omitempty"`
	Rate           floor.Rate `json:"rate"`
	AmountMinor    int64      `json:"amount_minor"`
}

// TaxRow is the tax of one rate.
type TaxRow struct {
	Rate     floor.Rate `json:"rate"`
	NetMinor int64      `json:"net_minor"`
	TaxMinor int64      `json:"tax_minor"`
}

// Contents is what the papers of a packed parcel say beside its label and its
// invoice: the snapshots of both, as they were stored, and what the customer
// wrote for the person who gets the parcel.
type Contents struct {
	Label       Label
	Invoice     Invoice
	GiftMessage string
}

// Manifest is the list of parcels that were handed over, for carrier and shop to
// sign.
type Manifest struct {
	Sender Address
	// At is the day; Dock is the station they went out by, "" for all.
	At   time.Time
	Dock string
	Rows []ManifestRow
	// Language is as on a Label.
	Language string
}

// ManifestRow is a parcel on a manifest.
type ManifestRow struct {
	Order          floor.OrderID
	SSCC           string
	TrackingNumber string
	Service        string
	WeightGrams    int
	// Country is an ISO 3166-1 alpha-2 code.
	Country string
}
