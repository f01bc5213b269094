package change

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
)

// HoldFacts is what holding an order, lifting a hold and shipping a part have
// to know.
type HoldFacts struct {
	Known      bool
	Fulfilment floor.FulfilmentID
	State      order.State
	// Held says that there is a hold of that kind.
	Held  bool
	Lines []order.Progress
}

// JudgeHold keeps an order from going on. Holding it twice changes nothing.
func JudgeHold(f HoldFacts, id floor.OrderID, kind, by string) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Order: string(id), Reason: kind}
	switch {
	case refused(f, id, &d):
	case f.Held:
		said.Code = "order_held_before"
		d.Accept(said)
	default:
		said.Code = "order_held"
		d.Happened(order.Held{Order: id, Kind: kind, By: by})
		d.Accept(said)
	}
	return d
}

// JudgeLift ends a hold.
func JudgeLift(f HoldFacts, id floor.OrderID, kind, by string) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Order: string(id), Reason: kind}
	switch {
	case !f.Known:
		d.Refuse(floor.Unknown, floor.Phrase{Code: "order_unknown", Order: string(id)})
	case !f.Held:
		said.Code = "order_not_held"
		d.Accept(said)
	default:
		said.Code = "hold_lifted"
		d.Happened(order.HoldLifted{Order: id, Kind: kind, By: by})
		d.Accept(said)
	}
	return d
}

// JudgeShipPart decides that an incomplete order is shipped as far as it was
// found; what is missing is cancelled.
func JudgeShipPart(f HoldFacts, id floor.OrderID) floor.Decision {
	var d floor.Decision
	picked, missing := 0, 0
	for _, line := range f.Lines {
		picked += line.Picked
		missing += line.Missing()
	}
	said := floor.Phrase{Order: string(id), Quantity: picked, Of: picked + missing, Got: string(f.State)}
	switch {
	case refused(f, id, &d):
	case f.State != order.Incomplete:
		said.Code = "order_not_incomplete"
		d.Refuse(floor.Bad, said)
	case picked == 0:
		said.Code = "nothing_picked"
		d.Refuse(floor.Bad, said)
	default:
		for _, line := range f.Lines {
			if n := line.Missing(); n > 0 {
				d.Happened(order.UnitsCancelled{Order: id, Line: line.Number, Quantity: n})
			}
		}
		d.Happened(order.FulfilmentMoved{Fulfilment: f.Fulfilment, Order: id, State: order.Picked})
		said.Code = "part_shipped"
		d.Accept(said)
	}
	return d
}

// refused says what no order can be asked for after it is over.
func refused(f HoldFacts, id floor.OrderID, d *floor.Decision) bool {
	var code string
	switch {
	case !f.Known:
		d.Refuse(floor.Unknown, floor.Phrase{Code: "order_unknown", Order: string(id)})
		return true
	case f.State == order.Void:
		code = "order_is_cancelled"
	case f.State == order.Closed:
		code = "order_shipped"
	default:
		return false
	}
	d.Refuse(floor.Bad, floor.Phrase{Code: code, Order: string(id)})
	return true
}
