package view_test

import (
	"fmt"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
	"tallyman/internal/view"
)

func (r *rig) floor() view.FloorRow { return live[view.FloorRow](r, view.Floor, view.Now) }

// promise places an order of a mug that has to leave at a moment.
func (r *rig) promise(id string, by time.Time) {
	r.t.Helper()
	r.clock = r.clock.Add(time.Second)
	r.made(r.PlaceOrders(r.t.Context(), []order.Draft{{
		Order: floor.OrderID(id), PlacedAt: r.clock, ShipBy: by, Service: "standard", Currency: "NOK",
		Lines:    []order.Line{{Number: 1, SKU: mug, Quantity: 1, UnitPriceMinor: 1000}},
		Customer: order.Customer{Address: r.address()},
	}}))
}

// ship sends an order of a mug through the whole house.
func (r *rig) ship() {
	r.t.Helper()
	_, _, err := r.Release(r.t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "totes_dropped", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN, r.own(floor.CodeStation, "PACK1"))
	r.scan("pack-1", "parcel_closed", r.badge, r.tote(), mugEAN)
	r.printed()
	sscc := r.station("pack-1").Packing.SSCC
	r.scan("pack-1", "tote_freed", sscc, r.tote())
	r.scan("dock-1", "handed_over", r.badge, r.own(floor.CodeDock, "DOCK1"), sscc)
}

func TestTheFloorCountsWhatIsUnderWay(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-1", Kind: shift.Dock}}))
	empty := r.floor()
	if empty.ID != view.Now || empty.Zone != "Europe/Oslo" || len(empty.CutOffs) != 0 || empty.UnderWay != 0 || len(empty.Hours) != 12 {
		t.Errorf("before the first order: %+v", empty)
	}
	today := time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)
	yesterday, tomorrow := today.AddDate(0, 0, -1), today.AddDate(0, 0, 1)
	r.promise("SO-0", yesterday)
	r.ship()
	r.promise("SO-1", today)
	r.ship()
	for i, by := range []time.Time{today, today, yesterday, tomorrow} {
		r.promise(fmt.Sprint("SO-", i+2), by)
	}
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	row := r.floor()
	equal(t, "the cut-offs", row.CutOffs, []view.CutOff{
		{ShipBy: yesterday, Left: 1, Picking: 1, Done: 1},
		{ShipBy: today, Left: 2, Open: 2, Done: 1},
		{ShipBy: tomorrow, Left: 1, Scheduled: 1},
	})
	if row.UnderWay != 4 || row.ShippedToday != 2 || !row.At.Equal(r.clock) {
		t.Errorf("the floor: %+v", row)
	}
	_, err = r.CancelOrder(t.Context(), "SO-5", "by the customer")
	r.must(err)
	if row = r.floor(); row.UnderWay != 3 || len(row.CutOffs) != 2 {
		t.Errorf("after a cancellation: %+v", row)
	}
}

func TestTheFloorCountsByTheHoursOfTheSite(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-1", Kind: shift.Dock}}))
	// Half past two in the night in which the clocks go back from three to two.
	r.clock = time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC)
	r.promise("SO-1", r.clock)
	r.ship()
	r.clock = time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC)
	r.promise("SO-2", r.clock)
	r.ship()
	row := r.floor()
	last, before := row.Hours[11], row.Hours[10]
	equal(t, "the second hour between two and three", last, view.Hour{From: time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC), Shipped: 1, Packed: 1, Picked: 1})
	equal(t, "the first one", before, view.Hour{From: time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC), Shipped: 1, Packed: 1, Picked: 1})
	if row.ShippedToday != 2 {
		t.Errorf("shipped today: %+v", row)
	}
	for at, want := range map[time.Time]int{
		// The day has 25 hours.
		time.Date(2026, 10, 25, 22, 59, 0, 0, time.UTC): 2,
		time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC):  0,
	} {
		r.clock = at
		if row = r.floor(); row.ShippedToday != want {
			t.Errorf("at %v %d were shipped today, want %d", at, row.ShippedToday, want)
		}
	}
}

func TestManyPassedCutOffsAreToldAsOne(t *testing.T) {
	r := newRig(t)
	r.made(r.CountStock(t.Context(), []stock.Count{{Location: "A-01", SKU: mug, Quantity: 100, Key: "more"}}))
	now := r.clock.Add(time.Hour)
	for i := range 20 {
		r.promise(fmt.Sprint("SO-L", i), now.Add(-time.Duration(i+1)*time.Minute))
		r.promise(fmt.Sprint("SO-T", i), now.AddDate(0, 0, i+1))
	}
	r.clock = now
	row := r.floor()
	late := 0
	for _, c := range row.CutOffs {
		if !c.ShipBy.After(now) {
			late += c.Left
		}
	}
	if len(row.CutOffs) != 24 || late != 20 || row.UnderWay != 40 || row.CutOffs[0].Left != 9 {
		t.Errorf("%d are late in %d cut-offs: %+v", late, len(row.CutOffs), row)
	}
}
