package view_test

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/view"
)

// cart puts two orders on a cart and binds a tote to each.
func (r *rig) cart() {
	r.t.Helper()
	r.place("SO-1", 2, 1)
	r.place("SO-2", 1, 1)
	_, _, err := r.Release(r.t.Context(), 2)
	r.must(err)
	r.scan("pick-1", "tote_bound", r.badge, r.say(floor.Next), r.tote(), r.own(floor.CodeTote, "0002"))
}

func TestTheCartAtAStation(t *testing.T) {
	r := newRig(t)
	r.cart()
	s := r.station("pick-1")
	equal(t, "the list", *s.List, view.Walk{ID: "L-000001", Mode: "cart", Orders: 2, Lines: 4, Left: 4, Units: 5})
	equal(t, "the cart", s.Carries, []view.StationSlot{
		{Slot: 1, Order: "SO-1", Tote: "T-0001", Units: 3}, {Slot: 2, Order: "SO-2", Tote: "T-0002", Units: 2},
	})
	if s.Line.Location != "A-01" || s.Then != "A-02" || s.InHand != 0 {
		t.Errorf("before the first bin: %+v", s)
	}

	r.scan("pick-1", "quantity_said", "A-01", mugEAN, r.own(floor.CodeQuantity, "05"))
	if s = r.station("pick-1"); s.InHand != 1 || s.Quantity != 5 || s.Then != "A-02" {
		t.Errorf("with a mug in the hand and five said: %+v", s)
	}
	r.scan("pick-1", "put_in_tote", mugEAN, r.say(floor.Acknowledge), r.tote())
	s = live[view.Station](r, view.Stations, "pick-1")
	if s.InHand != 0 || s.List.Picked != 1 || s.List.Left != 4 || s.Carries[0].Picked != 1 {
		t.Errorf("after a refusal and a put: %+v, %+v", s, s.List)
	}
	r.scan("pick-1", "item_picked", mugEAN, r.tote(), mugEAN)
	r.scan("pick-1", "location_confirmed", r.own(floor.CodeTote, "0002"), "A-02")
	if s = r.station("pick-1"); s.Then != "" || s.Line.Location != "A-02" || s.Work != "L-000001" {
		t.Errorf("at the last bin: %+v", s)
	}
}

func TestTheQuestionOfAStation(t *testing.T) {
	r := newRig(t)
	r.cart()
	r.scan("pick-1", "lay_back_again", "A-01", mugEAN, "A-01")
	if s := r.station("pick-1"); s.Ask != "lay_back" {
		t.Errorf("nobody asks whether it is laid back: %+v", s)
	}
	r.scan("pick-1", "laid_back", "A-01")
	if s := r.station("pick-1"); s.Ask != "" || s.InHand != 0 {
		t.Errorf("after the answer: %+v", s)
	}
}

func TestATakeoverNamesTheEntryItBeganWith(t *testing.T) {
	r := newRig(t)
	r.cart()
	first := r.scan("pick-1", "wrong_item", "A-01", pen).Seq
	r.scan("pick-1", "acknowledge_first", mugEAN, pen)
	if s := r.station("pick-1"); s.TakeoverSeq != first || s.Seq == first {
		t.Errorf("the take-over of entry %d: %+v", first, s)
	}
	r.scan("pick-1", "acknowledged", r.say(floor.Acknowledge))
	if s := r.station("pick-1"); s.TakeoverSeq != 0 {
		t.Errorf("acknowledged: %+v", s)
	}
	again := r.scan("pick-1", "wrong_item", pen).Seq
	if s := r.station("pick-1"); s.TakeoverSeq != again {
		t.Errorf("the same mistake again, of entry %d: %+v", again, s)
	}
}

func TestTheParcelAtAPackingStation(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.scan("pack-1", "item_packed", r.badge, r.tote(), mugEAN)
	p := r.station("pack-1").Packing
	equal(t, "the parcel", *p, view.Packing{
		Order: "SO-1", Service: "standard", ShipBy: p.ShipBy, Country: "NO", ParcelNumber: 1, State: "open", WeightGrams: 300,
		Lines: []view.PackingLine{{SKU: mug, Name: "Mug", Quantity: 2, Packed: 1}, {SKU: pen, Name: "Pen", Quantity: 1}},
	})
	r.scan("pack-1", "parcel_closed", mugEAN, pen)
	p = live[view.Station](r, view.Stations, "pack-1").Packing
	if !p.Verified || p.State != "closed" || len(p.SSCC) != 18 || p.TrackingNumber == "" || p.WeightGrams != 610 {
		t.Errorf("the closed parcel: %+v", p)
	}
	if p.Job == nil || p.Job.ID != "J-000001" || p.Job.State != print.Queued {
		t.Errorf("its label: %+v", p.Job)
	}
	r.lose()
	if job := r.station("pack-1").Packing.Job; job.State != print.Unknown || job.Reason != "no answer" {
		t.Errorf("the lost label: %+v", job)
	}
	r.scan("pack-1", "parcel_reopened", r.say(floor.VoidLabel))
	if p = r.station("pack-1").Packing; p.Job != nil || p.SSCC != "" || p.State != "open" || !p.Verified {
		t.Errorf("the reopened parcel: %+v", p)
	}
}

func TestTheCodeOfAStation(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-2", Kind: shift.Dock}, {Station: "yz", Kind: shift.Pick}}))
	for id, want := range map[floor.StationID]string{
		"pack-1": r.own(floor.CodeStation, "PACK1"), "dock-2": r.own(floor.CodeDock, "DOCK2"), "yz": "",
	} {
		if got := r.station(id).Code; got != want {
			t.Errorf("the code of %s is %q, want %q", id, got, want)
		}
	}
	r.scan("dock-2", "dock_open", r.badge, r.own(floor.CodeDock, "DOCK2"))
	if s := r.station("dock-2"); s.Dock != "DOCK2" {
		t.Errorf("at the dock: %+v", s)
	}
}
