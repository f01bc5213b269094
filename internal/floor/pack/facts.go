package pack

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
)

// Facts is what a scan at a packing station has to know.
type Facts struct {
	Thing floor.Thing
	Name  string
	// Tote is the state of a scanned tote, or of the one that NEXT calls empty.
	Tote Tote
	// Openings are the fulfilments that the scan could open: by tote, order,
	// label, parking place or item. With a parcel open there are none.
	Openings []Opening
	// Lines are of the open fulfilment, or of the only opening.
	Lines []Line
	// Parcel is the session's parcel, or the one of the only opening.
	Parcel Parcel
	// NextParcel is the serial of the next parcel.
	NextParcel int
	// Attempts are the print jobs of the parcel, oldest first.
	Attempts []print.Attempt
	// Jam is what the last good label of a printer answers, when a station
	// asked for it.
	Jam print.JamFacts
	// NextJob is the number of the next print job; it is known with Attempts.
	NextJob int
	// Closing is there when the scan may close the parcel.
	Closing *Closing
	// ElsewhereOrder is an order that does want an item which this one does
	// not, when there is one.
	ElsewhereOrder floor.OrderID
}

// Tote is what is known of a scanned tote. Units is how many lie in it or are
// in a hand on the way to it.
type Tote struct {
	ID         floor.ToteID
	Fulfilment floor.FulfilmentID
	Units      int
}

// Opening is a fulfilment that could be packed.
type Opening struct {
	Fulfilment floor.FulfilmentID
	Order      floor.OrderID
	State      order.State
	// Hold is the kind of a hold, or "".
	Hold string
	Tote floor.ToteID
	// Parcel is the one begun before, with where and by whom.
	Parcel  floor.ParcelID
	Station floor.StationID
	Badge   floor.BadgeID
	// Gift and Note say that the customer wrote something.
	Gift, Note bool
}

// Line is an order line on the packing table.
type Line struct {
	OrderLine   int
	SKU         floor.SKU
	Name        string
	Fragile     bool
	WeightGrams int
	// Wanted is to be packed, Packed is in the parcel.
	Wanted, Packed int
}

// Rest is what is still to be packed.
func (l Line) Rest() int { return l.Wanted - l.Packed }

// Parcel is a parcel that was begun.
type Parcel struct {
	ID             floor.ParcelID
	Fulfilment     floor.FulfilmentID
	Order          floor.OrderID
	State          ParcelState
	Tote           floor.ToteID
	Number         int
	SSCC           string
	TrackingNumber string
	// Station is where it was opened last.
	Station floor.StationID
}

// Closing is what closing a parcel has to know.
type Closing struct {
	Site    ship.Site
	Service ship.Service
	// Customer is the order's, Pricing its amounts.
	Customer order.Customer
	Pricing  Pricing
	// LabelPrinter and DocumentPrinter are the station's.
	LabelPrinter, DocumentPrinter string
	// NextSSCC, NextTracking and NextInvoice are the next serials.
	NextSSCC, NextTracking, NextInvoice int64
	// Invoiced says that the fulfilment has its invoice already.
	Invoiced bool
}

// Pricing is what an invoice is made of.
type Pricing struct {
	Currency      string
	TaxIncluded   bool
	ShippingMinor int64
	Lines         []order.Line
}
