package change

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/stock"
)

// CancelFacts is what cancelling has to know.
type CancelFacts struct {
	Known      bool
	Fulfilment floor.FulfilmentID
	State      order.State
	Lines      []order.Progress
	// Allocations are what pick lists still have to take from bins.
	Allocations []Allocation
	// Sessions are the stations that have the order in their hands.
	Sessions []floor.Session
	// Parcels were begun and not handed over.
	Parcels []Parcel
	// Jobs are prints of the order that wait, and its labels that count.
	Jobs []floor.PrintJobID
	// Levels and Waiting are of the items that become free: who waits for
	// them, oldest promise first.
	Levels  map[floor.SKU]stock.Level
	Waiting map[floor.SKU][]order.Demand
}

// Allocation is an open line of a pick list.
type Allocation struct {
	List     floor.PickListID
	Line     int
	Location floor.LocationID
	SKU      floor.SKU
	Quantity int
}

// Parcel is a parcel in the house and what is in it.
type Parcel struct {
	ID       floor.ParcelID
	Tote     floor.ToteID
	State    pack.ParcelState
	Contents []load.Content
}

// JudgeCancel decides a cancellation. Reservations and allocations are given
// back, and offered to the orders that wait. Units in an open parcel go back to
// their tote; units elsewhere stay where they are. Every station that works on
// the order is interrupted and told so.
func JudgeCancel(f CancelFacts, id floor.OrderID, reason string) floor.Decision {
	var d floor.Decision
	switch {
	case !f.Known:
		d.Refuse(floor.Unknown, floor.Phrase{Code: "order_unknown", Order: string(id)})
		return d
	case f.State == order.Void:
		d.Accept(floor.Phrase{Code: "order_cancelled_before", Order: string(id)})
		return d
	case f.State == order.Closed:
		d.Refuse(floor.Bad, floor.Phrase{Code: "order_shipped", Order: string(id)})
		return d
	}
	d.Happened(order.Cancelled{Order: id, Reason: reason})
	giveBack(f, id, &d)
	for _, parcel := range f.Parcels {
		unpack(parcel, &d)
	}
	for _, job := range f.Jobs {
		d.Happened(print.JobMoved{Job: job, State: print.Void, Reason: "order_cancelled"})
	}
	d.Happened(order.FulfilmentMoved{Fulfilment: f.Fulfilment, Order: id, State: order.Void})
	for _, session := range f.Sessions {
		interrupt(session, id, reason, &d)
	}
	d.Accept(floor.Phrase{Code: "order_cancelled", Order: string(id)})
	return d
}

func giveBack(f CancelFacts, id floor.OrderID, d *floor.Decision) {
	for _, a := range f.Allocations {
		d.Happened(
			pick.LineCancelled{List: a.List, Line: a.Line},
			stock.Allocated{Location: a.Location, SKU: a.SKU, Quantity: -a.Quantity},
		)
	}
	for _, line := range f.Lines {
		if line.Reserved == 0 {
			continue
		}
		d.Happened(stock.Released{Order: id, Line: line.Number, SKU: line.SKU, Quantity: line.Reserved})
		level := f.Levels[line.SKU]
		level.Reserved -= line.Reserved
		f.Levels[line.SKU] = level
	}
	for _, line := range f.Lines {
		level, ok := f.Levels[line.SKU]
		if !ok {
			continue
		}
		delete(f.Levels, line.SKU)
		events := order.Rebalance(level, f.Waiting[line.SKU], nil)
		d.Happened(events...)
		received(f.Waiting, events)
	}
}

// received counts off what waiting orders got of one item, so that the last
// item they wait for opens them.
func received(waiting map[floor.SKU][]order.Demand, events []floor.Event) {
	for _, event := range events {
		got, ok := event.(stock.Reserved)
		if !ok {
			continue
		}
		for _, demands := range waiting {
			for i := range demands {
				if demands[i].Order == got.Order {
					demands[i].OrderMissing -= got.Quantity
				}
			}
		}
	}
}

func unpack(p Parcel, d *floor.Decision) {
	if p.Tote != "" && p.State == pack.ParcelOpen {
		for _, c := range p.Contents {
			d.Happened(stock.Moved{
				SKU: c.SKU, From: floor.InParcel(p.ID), To: floor.InTote(p.Tote), Quantity: c.Quantity,
			})
		}
	}
	d.Happened(pack.Voided{Parcel: p.ID})
}

// interrupt takes the screen of a station over. A packer is done with the
// order; a picker keeps the list and puts what is in the hand into the tote.
func interrupt(s floor.Session, id floor.OrderID, reason string, d *floor.Decision) {
	s.Takeover = &floor.Phrase{Code: "order_cancelled_now", Order: string(id), Reason: reason, Tote: string(s.Tote)}
	s.Undo, s.Ask, s.Quantity = nil, nil, 0
	// NEXT says where the walk goes on: what was asked for may be cancelled.
	s.Next = floor.Phrase{Code: "next_take_work"}
	if s.Parcel != "" {
		s.Fulfilment, s.Parcel, s.Tote = "", "", ""
		s.Next = floor.Phrase{Code: "next_tote_or_order"}
	}
	d.Happened(floor.SessionChanged{Session: s})
}
