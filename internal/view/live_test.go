package view_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/view"
)

func TestThePickersStation(t *testing.T) {
	r := newRig(t)
	fresh := r.station("pick-1")
	equal(t, "a station nobody used", fresh, view.Station{ID: "pick-1", Kind: "pick", Code: r.own(floor.CodeStation, "PICK1")})

	r.place("SO-1", 2, 1)
	list, _, err := r.Release(t.Context(), 1)
	r.must(err)
	taken := r.scan("pick-1", "list_taken", r.badge, r.say(floor.Next))
	s := r.station("pick-1")
	if s.Badge == "" || s.Work != string(list) || s.Seq != taken.Seq || s.Outcome != floor.Good || s.Text != "words of list_taken" {
		t.Errorf("after taking %s: %+v", list, s)
	}
	equal(t, "the first line", *s.Line, view.StationLine{
		Location: "A-01", SKU: mug, Name: "Mug", Order: "SO-1", Quantity: 2,
	})

	r.scan("pick-1", "item_picked", r.tote(), "A-01", mugEAN)
	s = live[view.Station](r, view.Stations, "pick-1")
	equal(t, "the line at the bin", *s.Line, view.StationLine{
		Location: "A-01", SKU: mug, Name: "Mug", Order: "SO-1", Tote: s.Line.Tote, Picked: 1, Quantity: 2, Here: true,
	})
	if s.Line.Tote == "" || s.NextText != "words of "+s.Next.Code {
		t.Errorf("at the bin: %+v", s)
	}
}

func TestATakeoverStaysWhateverIsSaidLater(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "wrong_item", r.badge, r.say(floor.Next), r.tote(), "A-01", pen)
	r.scan("pick-1", "acknowledge_first", mugEAN)
	s := r.station("pick-1")
	if !s.Takeover || s.TakeoverText != "words of wrong_item" || s.Text != "words of acknowledge_first" {
		t.Errorf("during the take-over: %+v", s)
	}
	r.scan("pick-1", "acknowledged", r.say(floor.Acknowledge))
	if s := r.station("pick-1"); s.Takeover || s.TakeoverSaid != nil {
		t.Errorf("after it: %+v", s)
	}
}

func TestThePackersStationShowsWhatTheCustomerWrote(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.scan("pack-1", "order_opened", r.badge, r.tote())
	s := r.station("pack-1")
	if s.Work != "SO-1" || s.Tote == "" || s.GiftMessage != "With love" || s.Note != "No plastic" {
		t.Errorf("with the order open: %+v", s)
	}
	if s.Scanner.State != "up" || s.Scanner.LastByte == nil || s.Printer.Trouble != "paper_out" {
		t.Errorf("devices: %+v, %+v", s.Scanner, s.Printer)
	}
	r.scan("pack-1", "parcel_closed", mugEAN, mugEAN, pen)
	if job := r.lose(); r.station("pack-1").UnknownJob != job {
		t.Errorf("the station does not ask about %s: %+v", job, r.station("pack-1"))
	}
}

func TestSnapshotsHoldWhatIsUnderWayAndNoPersonalData(t *testing.T) {
	r := newRig(t)
	for _, id := range []string{"SO-1", "SO-2", "SO-3", "SO-4"} {
		r.place(id, 2, 1)
	}
	_, err := r.CancelOrder(t.Context(), "SO-2", "by the customer")
	r.must(err)
	r.pick()
	r.pack()
	wanted := map[string][]string{
		view.Stations: {"pack-1", "pick-1"}, view.Orders: {"SO-1", "SO-3", "SO-4", "SO-2"},
		view.PickLists: {"L-000001"}, view.PrintJobs: {"J-000002", "J-000001"},
	}
	for _, collection := range view.Collections() {
		seq, rows, err := r.view.Rows(t.Context(), collection)
		r.must(err)
		if seq != r.ledger.Head().Seq {
			t.Errorf("%s at %d of %d", collection, seq, r.ledger.Head().Seq)
		}
		var ids []string
		for _, row := range rows {
			ids = append(ids, row.ID)
			for _, secret := range []string{"Nordmann", "Vei 2", "SECRET", "Anna"} {
				if strings.Contains(string(row.JSON), secret) {
					t.Errorf("the row of %s in %s holds %s: %s", row.ID, collection, secret, row.JSON)
				}
			}
			changed := live[map[string]any](r, collection, row.ID)
			if len(changed) == 0 {
				t.Errorf("%s of %s is in the snapshot and not by itself", row.ID, collection)
			}
		}
		if want := wanted[collection]; want != nil && !slices.Equal(ids, want) {
			t.Errorf("%s: %v, want %v", collection, ids, want)
		}
	}
}

func TestOrdersAndTheirShortage(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 4, 1)
	r.place("SO-2", 3, 1)
	_, err := r.HoldOrder(t.Context(), "SO-1", "fraud", "shop")
	r.must(err)
	first, second := live[view.Order](r, view.Orders, "SO-1"), live[view.Order](r, view.Orders, "SO-2")
	equal(t, "the first order", first, view.Order{
		ID: "SO-1", Channel: "shop", State: order.Open, Service: "standard", ShipBy: first.ShipBy,
		Lines: 2, Units: 5, Holds: []string{"fraud"},
	})
	if second.State != order.Scheduled || second.Short != 2 || !second.ShipBy.After(first.ShipBy) {
		t.Errorf("the second order: %+v", second)
	}
}

func TestPickListsCountWhatIsLeft(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	list, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "item_picked", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN, mugEAN)
	l := live[view.PickList](r, view.PickLists, string(list))
	equal(t, "the list", l, view.PickList{
		ID: list, Mode: "single", State: "taken", Badge: l.Badge, ShipBy: l.ShipBy,
		Orders: 1, Lines: 2, Left: 1, Units: 3, Picked: 2,
	})
}

func TestScansKeepTheirAnswer(t *testing.T) {
	r := newRig(t)
	answer := r.scan("pick-1", "badge_first", mugEAN)
	s := live[view.ScanRow](r, view.Scans, seqText(answer.Seq))
	if s.ID != answer.Seq || s.Raw != mugEAN || s.Outcome != floor.Bad || s.Text != "words of badge_first" || !s.At.Equal(answer.At) {
		t.Errorf("the scan: %+v", s)
	}
	r.place("SO-1", 1, 1)
	if s := live[*view.ScanRow](r, view.Scans, seqText(r.ledger.Head().Seq)); s != nil {
		t.Errorf("an order is a scan: %+v", s)
	}
}

func TestGoneAndUnknown(t *testing.T) {
	r := newRig(t)
	touched := []feed.Touch{{Collection: view.Orders, ID: "none"}, {Collection: view.Stations, ID: "none"}, {Collection: view.Scans, ID: "9999"}}
	_, changes, err := r.view.Some(t.Context(), touched)
	r.must(err)
	for i, change := range changes {
		if change.Row != nil || change.ID != touched[i].ID {
			t.Errorf("change %d: %+v", i, change)
		}
	}
	_, _, err = r.view.Some(t.Context(), []feed.Touch{{Collection: "dreams", ID: "1"}})
	if !errors.Is(err, feed.ErrUnknown) {
		t.Errorf("a collection that is not: %v", err)
	}
	if _, _, err = r.view.Rows(t.Context(), "dreams"); !errors.Is(err, feed.ErrUnknown) {
		t.Errorf("all of a collection that is not: %v", err)
	}
}
