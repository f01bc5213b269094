package pack

import "tallyman/internal/floor"

// ParcelState is the state of a parcel.
type ParcelState string

// The states of a parcel.
const (
	ParcelOpen       ParcelState = "open"
	ParcelClosed     ParcelState = "closed"
	ParcelLabelled   ParcelState = "labelled"
	ParcelHandedOver ParcelState = "handed_over"
	ParcelVoid       ParcelState = "void"
)

// Opened says that a packer began a parcel; the same parcel opened again has
// another packer now.
type Opened struct {
	Parcel     floor.ParcelID     `json:"parcel"`
	Serial     int                `json:"serial"`
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Order      floor.OrderID      `json:"order"`
	Number     int                `json:"number"`
	Station    floor.StationID    `json:"station"`
	Badge      floor.BadgeID      `json:"badge"`
	Tote       floor.ToteID       `json:"tote,omitempty"`
}

// EventKind implements floor.Event.
func (Opened) EventKind() string { return "pack.opened" }

// LinePacked says that units of an order line are in the parcel; a negative
// quantity says that they were taken out. ByHand marks a unit whose barcode
// could not be read.
type LinePacked struct {
	Parcel    floor.ParcelID `json:"parcel"`
	Order     floor.OrderID  `json:"order"`
	OrderLine int            `json:"order_line"`
	Quantity  int            `json:"quantity"`
	Badge     floor.BadgeID  `json:"badge"`
	ByHand    bool           `json:"by_hand,omitempty"`
}

// EventKind implements floor.Event.
func (LinePacked) EventKind() string { return "pack.line_packed" }

// Closed says that a parcel is complete and has its numbers.
type Closed struct {
	Parcel         floor.ParcelID `json:"parcel"`
	Service        string         `json:"service"`
	SSCC           string         `json:"sscc"`
	SSCCSerial     int64          `json:"sscc_serial"`
	TrackingNumber string         `json:"tracking_number"`
	TrackingSerial int64          `json:"tracking_serial"`
	WeightGrams    int            `json:"weight_grams"`
}

// EventKind implements floor.Event.
func (Closed) EventKind() string { return "pack.closed" }

// Invoiced says that a fulfilment has its invoice; it is made once.
type Invoiced struct {
	Invoice    string             `json:"invoice"`
	Serial     int64              `json:"serial"`
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Order      floor.OrderID      `json:"order"`
	Currency   string             `json:"currency"`
	NetMinor   int64              `json:"net_minor"`
	TaxMinor   int64              `json:"tax_minor"`
	TotalMinor int64              `json:"total_minor"`
	Snapshot   floor.RecordID     `json:"snapshot"`
}

// EventKind implements floor.Event.
func (Invoiced) EventKind() string { return "pack.invoiced" }

// Reopened says that a closed parcel is open again: its label and its numbers
// are void.
type Reopened struct {
	Parcel floor.ParcelID `json:"parcel"`
}

// EventKind implements floor.Event.
func (Reopened) EventKind() string { return "pack.reopened" }

// Labelled says that the label was scanned on the box.
type Labelled struct {
	Parcel floor.ParcelID `json:"parcel"`
	Badge  floor.BadgeID  `json:"badge"`
	// Proof is what was scanned: "attempt", "sscc" or "tracking_number".
	Proof string `json:"proof"`
}

// EventKind implements floor.Event.
func (Labelled) EventKind() string { return "pack.labelled" }

// Parked says that a closed parcel waits for its label at a card or place.
type Parked struct {
	Parcel floor.ParcelID `json:"parcel"`
	Place  string         `json:"place"`
}

// EventKind implements floor.Event.
func (Parked) EventKind() string { return "pack.parked" }

// Voided says that a parcel will not be shipped.
type Voided struct {
	Parcel floor.ParcelID `json:"parcel"`
}

// EventKind implements floor.Event.
func (Voided) EventKind() string { return "pack.voided" }
