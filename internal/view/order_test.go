package view_test

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/view"
)

func (r *rig) order(id floor.OrderID) view.OrderDetail {
	r.t.Helper()
	o, err := r.view.Order(r.t.Context(), id, 0)
	r.must(err)
	return o
}

func TestWhereTheUnitsOfAnOrderAre(t *testing.T) {
	r := newRig(t)
	r.cart()
	places := func() []view.LinePlace { return r.order("SO-1").Lines[0].Places }
	equal(t, "before the walk", places(), []view.LinePlace{{Place: "bin:A-01", Quantity: 2}})
	r.scan("pick-1", "item_picked", "A-01", mugEAN)
	hand := floor.InHand(r.station("pick-1").Badge)
	equal(t, "one in the hand", places(), []view.LinePlace{{Place: "bin:A-01", Quantity: 1}, {Place: hand, Quantity: 1}})
	r.scan("pick-1", "item_picked", r.tote(), mugEAN)
	equal(t, "one in the tote", places(), []view.LinePlace{{Place: hand, Quantity: 1}, {Place: "tote:T-0001", Quantity: 1}})
	r.place("SO-3", 1, 1)
	equal(t, "of an order nobody walks for", r.order("SO-3").Lines[0].Places, []view.LinePlace{})
}

func TestTheStagesOfAnOrder(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-1", Kind: shift.Dock}}))
	r.place("SO-1", 2, 1)
	placed := r.ledger.Head().Seq
	r.pick()
	r.scan("pack-1", "item_packed", r.badge, r.tote(), mugEAN)
	equal(t, "half packed", r.order("SO-1").Lines[0].Places, []view.LinePlace{{Place: "tote:T-0001", Quantity: 1}, {Place: "parcel:P-000001", Quantity: 1}})
	r.scan("pack-1", "parcel_closed", mugEAN, pen)
	r.printed()
	closed := r.scan("pack-1", "order_packed_done", r.order("SO-1").Parcels[0].SSCC)
	gone := r.scan("dock-1", "handed_over", r.badge, r.own(floor.CodeDock, "DOCK1"), r.order("SO-1").Parcels[0].SSCC)

	o := r.order("SO-1")
	var states []order.State
	for _, stage := range o.Stages {
		states = append(states, stage.State)
	}
	equal(t, "the stages", states, []order.State{order.Open, order.Picking, order.Picked, order.Packing, order.Packed, order.Closed})
	badge := r.station("dock-1").Badge
	equal(t, "where it began", o.Stages[0], view.OrderStage{State: order.Open, At: o.Stages[0].At, Seq: placed})
	equal(t, "when it was packed", o.Stages[4], view.OrderStage{State: order.Packed, At: closed.At, Seq: closed.Seq, Station: "pack-1", Badge: badge})
	equal(t, "when it left", o.Stages[5], view.OrderStage{State: order.Closed, At: gone.At, Seq: gone.Seq, Station: "dock-1", Badge: badge})
	equal(t, "where its mugs are", o.Lines[0].Places, []view.LinePlace{{Place: floor.Left, Quantity: 2}})
	r.sound()
}
