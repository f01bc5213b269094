package change_test

import (
	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
)

// check is what must hold after every decision.
func (w *world) check(t *rapid.T, total map[floor.SKU]int) {
	t.Helper()
	w.checkStock(t, total)
	for _, o := range w.orders {
		w.checkOrder(t, o)
	}
	for _, l := range w.lists {
		w.checkList(t, l)
	}
	w.checkHands(t)
	w.checkParcels(t)
}

func (w *world) checkStock(t *rapid.T, total map[floor.SKU]int) {
	t.Helper()
	sum, onHand, blocked, reserved := map[floor.SKU]int{}, map[floor.SKU]int{}, map[floor.SKU]int{}, map[floor.SKU]int{}
	for at, a := range w.stock {
		if a.quantity < 0 || a.allocated < 0 || a.blocked < 0 || a.allocated+a.blocked > a.quantity {
			t.Fatalf("%s holds %+v of %s", at.place, *a, at.sku)
		}
		if sum[at.sku] += a.quantity; at.place.IsBin() {
			onHand[at.sku] += a.quantity
			blocked[at.sku] += a.blocked
		}
	}
	for _, o := range w.orders {
		for _, l := range o.lines {
			reserved[l.SKU] += l.Reserved
		}
	}
	for sku, level := range w.items {
		if sum[sku]+w.shipped[sku] != total[sku] {
			t.Fatalf("%d of %s are in the house and %d were shipped, of %d", sum[sku], sku, w.shipped[sku], total[sku])
		}
		if level.OnHand != onHand[sku] || level.Blocked != blocked[sku] || level.Reserved != reserved[sku] {
			t.Fatalf("%s is %+v, the places say %d, %d and the orders %d", sku, *level, onHand[sku], blocked[sku], reserved[sku])
		}
		if level.Reserved > level.OnHand {
			t.Fatalf("%s: %d are promised and %d there", sku, level.Reserved, level.OnHand)
		}
	}
}

// checkOrder holds ordered = cancelled + reserved + picked + missing with no
// part below nothing, and what is walked for within what is reserved.
func (w *world) checkOrder(t *rapid.T, o *placed) {
	t.Helper()
	missing := 0
	for _, l := range o.lines {
		missing += l.Missing()
		if l.Reserved < 0 || l.Picked < 0 || l.Missing() < 0 || l.packed < 0 || l.packed > l.Picked {
			t.Fatalf("%s has the line %+v", o.id, *l)
		}
		if n := w.allocated(o, l.Number); n > l.Reserved {
			t.Fatalf("%s line %d has %d on lists and %d reserved", o.id, l.Number, n, l.Reserved)
		}
	}
	switch o.state {
	case order.Open, order.Picked, order.Packing, order.Packed, order.Closed:
		if missing > 0 {
			t.Fatalf("%s is %s and misses %d", o.id, o.state, missing)
		}
	case order.Scheduled:
		if missing == 0 {
			t.Fatalf("%s waits for nothing", o.id)
		}
	case order.Picking, order.Incomplete, order.Void:
	}
}

func (w *world) checkList(t *rapid.T, l *walk) {
	t.Helper()
	for _, x := range l.lines {
		if x.Put < 0 || x.Picked < x.Put || x.Picked+x.Shorted > x.Quantity {
			t.Fatalf("%s has the line %+v", l.ID, *x)
		}
		if o := l.slots[x.Slot].order; x.Remaining() > 0 && o.state != order.Picking {
			t.Fatalf("%s is %s and %s still has %d to take", o.id, o.state, l.ID, x.Remaining())
		}
	}
}

// checkHands compares what lies in hands and totes with what the lists say.
func (w *world) checkHands(t *rapid.T) {
	t.Helper()
	held := map[spot]int{}
	for _, l := range w.lists {
		for _, x := range l.lines {
			if l.Badge != "" {
				held[spot{floor.InHand(l.Badge), x.SKU}] += x.InHand()
			}
		}
	}
	for _, badge := range []floor.BadgeID{"B-1", "B-2"} {
		for _, sku := range skus() {
			at := spot{floor.InHand(badge), sku}
			if n := w.spot(at.place, sku).quantity; n != held[at] {
				t.Fatalf("%s holds %d of %s, the lists say %d", badge, n, sku, held[at])
			}
		}
	}
	for id, bound := range w.totes {
		n := w.units(floor.InTote(id))
		if bound.fulfilment == "" && n > 0 {
			t.Fatalf("%s is free and holds %d", id, n)
		}
		if l := w.lists[bound.list]; l != nil && l.State == pick.Waiting {
			t.Fatalf("%s is bound to %s, which nobody took", id, l.ID)
		}
	}
}

func (w *world) checkParcels(t *rapid.T) {
	t.Helper()
	shipped := map[floor.SKU]int{}
	for _, p := range w.parcels {
		o, n := w.orders[p.Order], w.units(floor.InParcel(p.ID))
		switch p.State {
		case pack.ParcelHandedOver:
			if n != 0 || o.state != order.Closed {
				t.Fatalf("%s left with its order %s, %d units are still here", p.ID, o.state, n)
			}
			for _, l := range o.lines {
				shipped[l.SKU] += l.Picked
			}
		case pack.ParcelLabelled:
			if o.state != order.Packed {
				t.Fatalf("%s is labelled, its order %s", p.ID, o.state)
			}
		case pack.ParcelOpen, pack.ParcelClosed:
			if o.state != order.Packing {
				t.Fatalf("%s is %s, its order %s", p.ID, p.State, o.state)
			}
		case pack.ParcelVoid:
		}
		for at, s := range w.stations {
			if s.session.Parcel == p.ID && p.State == pack.ParcelVoid {
				t.Fatalf("%s still packs %s, which is void", at, p.ID)
			}
		}
	}
	for _, sku := range skus() {
		if shipped[sku] != w.shipped[sku] {
			t.Fatalf("%d of %s left, the orders say %d", w.shipped[sku], sku, shipped[sku])
		}
	}
}
