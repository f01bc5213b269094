package change_test

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/stock"
)

func TestHolds(t *testing.T) {
	known := func(state order.State, held bool) change.HoldFacts {
		return change.HoldFacts{Known: true, Fulfilment: "SO-1/1", State: state, Held: held}
	}
	for name, c := range map[string]struct {
		facts      change.HoldFacts
		hold, lift string
	}{
		"not held":  {known(order.Open, false), "order_held", "order_not_held"},
		"held":      {known(order.Open, true), "order_held_before", "hold_lifted"},
		"packed":    {known(order.Packed, false), "order_held", "order_not_held"},
		"cancelled": {known(order.Void, true), "order_is_cancelled", "hold_lifted"},
		"shipped":   {known(order.Closed, false), "order_shipped", "order_not_held"},
		"unknown":   {change.HoldFacts{}, "order_unknown", "order_unknown"},
	} {
		if d := change.JudgeHold(c.facts, "SO-1", "payment", "office"); d.Verdict.Said.Code != c.hold {
			t.Errorf("%s: hold is %s, want %s", name, d.Verdict.Said.Code, c.hold)
		}
		if d := change.JudgeLift(c.facts, "SO-1", "payment", "office"); d.Verdict.Said.Code != c.lift {
			t.Errorf("%s: lift is %s, want %s", name, d.Verdict.Said.Code, c.lift)
		}
	}
}

func TestShipPart(t *testing.T) {
	line := func(ordered, picked int) order.Progress {
		return order.Progress{Number: 1, SKU: "MUG", Ordered: ordered, Picked: picked}
	}
	for name, c := range map[string]struct {
		state  order.State
		line   order.Progress
		said   string
		events int
	}{
		"two of three":   {order.Incomplete, line(3, 2), "part_shipped", 2},
		"none of three":  {order.Incomplete, line(3, 0), "nothing_picked", 0},
		"it is complete": {order.Picked, line(3, 3), "order_not_incomplete", 0},
		"cancelled":      {order.Void, line(3, 2), "order_is_cancelled", 0},
	} {
		f := change.HoldFacts{Known: true, Fulfilment: "SO-1/1", State: c.state, Lines: []order.Progress{c.line}}
		if d := change.JudgeShipPart(f, "SO-1"); d.Verdict.Said.Code != c.said || len(d.Events) != c.events {
			t.Errorf("%s: %s with %v", name, d.Verdict.Said.Code, d.Events)
		}
	}
}

func TestCancelAtEveryStage(t *testing.T) {
	contents := []load.Content{{SKU: "MUG", Quantity: 2}}
	in := func(s pack.ParcelState) []change.Parcel {
		return []change.Parcel{{ID: "P-1", Tote: "T-1", State: s, Contents: contents}}
	}
	for name, c := range map[string]struct {
		facts change.CancelFacts
		said  string
		// back is how many units go from a parcel to its tote.
		back int
	}{
		"waiting":      {change.CancelFacts{Known: true, State: order.Scheduled}, "order_cancelled", 0},
		"being picked": {change.CancelFacts{Known: true, State: order.Picking}, "order_cancelled", 0},
		"being packed": {change.CancelFacts{Known: true, State: order.Packing, Parcels: in(pack.ParcelOpen)}, "order_cancelled", 2},
		"closed":       {change.CancelFacts{Known: true, State: order.Packing, Parcels: in(pack.ParcelClosed)}, "order_cancelled", 0},
		"labelled":     {change.CancelFacts{Known: true, State: order.Packed, Parcels: in(pack.ParcelLabelled)}, "order_cancelled", 0},
		"shipped":      {change.CancelFacts{Known: true, State: order.Closed}, "order_shipped", 0},
		"cancelled":    {change.CancelFacts{Known: true, State: order.Void}, "order_cancelled_before", 0},
		"unknown":      {change.CancelFacts{}, "order_unknown", 0},
	} {
		d := change.JudgeCancel(c.facts, "SO-1", "customer")
		back, voided := 0, 0
		for _, event := range d.Events {
			switch e := event.(type) {
			case stock.Moved:
				back += e.Quantity
			case pack.Voided:
				voided++
			}
		}
		if d.Verdict.Said.Code != c.said || back != c.back || voided != len(c.facts.Parcels) {
			t.Errorf("%s: %s, %d units back, %d parcels void", name, d.Verdict.Said.Code, back, voided)
		}
	}
}

// Who works on a cancelled order is told, and is asked for nothing of it.
func TestCancelInterrupts(t *testing.T) {
	undo := &floor.Undo{Kind: "pack"}
	d := change.JudgeCancel(change.CancelFacts{Known: true, State: order.Packing, Sessions: []floor.Session{
		{Station: "pack-1", Parcel: "P-1", Fulfilment: "SO-1/1", Tote: "T-1", Undo: undo, Next: floor.Phrase{Code: "next_unit"}},
		{Station: "pick-1", List: "L-1", Location: "A-01", Quantity: 3, Next: floor.Phrase{Code: "next_item"}},
	}}, "SO-1", "customer")
	told := map[floor.StationID]floor.Session{}
	for _, event := range d.Events {
		if e, ok := event.(floor.SessionChanged); ok {
			told[e.Session.Station] = e.Session
		}
	}
	packer, picker := told["pack-1"], told["pick-1"]
	if packer.Takeover == nil || packer.Takeover.Tote != "T-1" || packer.Parcel != "" || packer.Undo != nil ||
		packer.Next.Code != "next_tote_or_order" {
		t.Errorf("the packer's station holds %+v", packer)
	}
	if picker.Takeover == nil || picker.List != "L-1" || picker.Quantity != 0 || picker.Next.Code != "next_take_work" {
		t.Errorf("the picker's station holds %+v", picker)
	}
}

// Two items that become free open an order that waits for both.
func TestCancelOpensWhoWaited(t *testing.T) {
	waits := func(sku floor.SKU) []order.Demand {
		return []order.Demand{{Order: "SO-2", Line: 1, Fulfilment: "SO-2/1", SKU: sku, Missing: 1, OrderMissing: 2}}
	}
	d := change.JudgeCancel(change.CancelFacts{
		Known: true, State: order.Open,
		Lines: []order.Progress{
			{Number: 1, SKU: "MUG", Ordered: 1, Reserved: 1}, {Number: 2, SKU: "CUP", Ordered: 1, Reserved: 1},
		},
		Levels:  map[floor.SKU]stock.Level{"MUG": {OnHand: 1, Reserved: 1}, "CUP": {OnHand: 1, Reserved: 1}},
		Waiting: map[floor.SKU][]order.Demand{"MUG": waits("MUG"), "CUP": waits("CUP")},
	}, "SO-1", "customer")
	opened := 0
	for _, event := range d.Events {
		if e, ok := event.(order.FulfilmentMoved); ok && e.Order == "SO-2" && e.State == order.Open {
			opened++
		}
	}
	if opened != 1 {
		t.Errorf("it was opened %d times: %v", opened, d.Events)
	}
}
