package load

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
)

// Facts is what a scan at a dock has to know.
type Facts struct {
	Thing floor.Thing
	// Parcel is the scanned one.
	Parcel Parcel
}

// Parcel is a parcel at the dock.
type Parcel struct {
	ID         floor.ParcelID
	Fulfilment floor.FulfilmentID
	Order      floor.OrderID
	State      pack.ParcelState
	Service    string
	// Cancelled says that its order was cancelled, Hold why it must wait.
	Cancelled bool
	Hold      string
	// Last says that no other parcel of the fulfilment is still in the house.
	Last     bool
	Contents []Content
	// Label is the code of the print that is good: the newest that is not
	// void. It is known when a print was scanned.
	Label string
}

// Content is what is in a parcel of one item.
type Content struct {
	SKU      floor.SKU
	Quantity int
}

// Judge decides a scan while parcels are handed over. The session in d is
// changed and the verdict set.
func Judge(f Facts, scan floor.Scan, d *floor.Decision) {
	s := &d.Session
	switch f.Thing.Kind {
	case floor.ADock:
		s.Dock = f.Thing.Ref
		d.Accept(floor.Phrase{Code: "dock_open", Location: s.Dock})
	case floor.AParcel:
		handOver(f.Parcel, d)
	case floor.AnAttempt:
		if s.Dock != "" && scan.Raw != f.Parcel.Label && !f.Parcel.Cancelled {
			// An older copy may be on another box.
			d.TakeOver(floor.Bad, floor.Phrase{Code: "label_copy_old", Order: string(f.Parcel.Order), Got: scan.Raw})
		} else {
			handOver(f.Parcel, d)
		}
	case floor.ACommand:
		command(floor.Command(f.Thing.Ref), d)
	case floor.ATote, floor.AnOrder, floor.AnItem, floor.ALocation, floor.APlace, floor.ABadge, floor.AQuantity:
		d.Refuse(floor.Bad, floor.Phrase{Code: "not_asked_here", Got: string(f.Thing.Kind), Subject: f.Thing.Ref})
	}
	s.Next = floor.Phrase{Code: "next_load", Location: s.Dock}
	if s.Dock == "" {
		s.Next = floor.Phrase{Code: "next_dock"}
	}
}

func command(c floor.Command, d *floor.Decision) {
	switch c {
	case floor.Done, floor.Next:
		d.Accept(floor.Phrase{Code: "dock_closed", Location: d.Session.Dock})
		d.Session.Dock = ""
	case floor.Help:
		d.Accept(floor.Phrase{Code: "help"})
	default:
		d.Refuse(floor.Bad, floor.Phrase{Code: "command_not_here", Got: string(c)})
	}
}

func handOver(p Parcel, d *floor.Decision) {
	said := floor.Phrase{Order: string(p.Order), Subject: string(p.ID), Location: d.Session.Dock}
	refuse := func(code, reason string) {
		said.Code, said.Reason = code, reason
		d.Refuse(floor.Bad, said)
	}
	switch {
	case d.Session.Dock == "":
		refuse("dock_first", "")
	case p.Cancelled:
		said.Code = "parcel_cancelled"
		d.TakeOver(floor.Bad, said)
	case p.Hold != "":
		refuse("order_on_hold", p.Hold)
	case p.State == pack.ParcelHandedOver:
		refuse("loaded_already", "")
	case p.State != pack.ParcelLabelled:
		refuse("not_labelled", "parcel_"+string(p.State))
	default:
		for _, c := range p.Contents {
			d.Happened(stock.Moved{SKU: c.SKU, From: floor.InParcel(p.ID), To: floor.Left, Quantity: c.Quantity})
		}
		d.Happened(ship.HandedOver{Parcel: p.ID, Order: p.Order, Dock: d.Session.Dock, Badge: d.Session.Badge})
		if p.Last {
			d.Happened(order.FulfilmentMoved{Fulfilment: p.Fulfilment, Order: p.Order, State: order.Closed})
		}
		said.Code = "handed_over"
		d.Accept(said)
	}
}
