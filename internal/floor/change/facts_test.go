package change_test

import (
	"cmp"
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
)

func (w *world) pickFacts(s floor.Session, thing floor.Thing) pick.Facts {
	f := pick.Facts{Thing: thing}
	list := s.List
	if thing.Kind == floor.ATote {
		t := w.totes[floor.ToteID(thing.Ref)]
		f.Tote = pick.Tote{ID: floor.ToteID(thing.Ref), Fulfilment: t.fulfilment, List: t.list}
		if o := w.byFulfilment(t.fulfilment); o != nil {
			f.Tote.Order = o.id
		}
		if l := w.lists[t.list]; l != nil {
			f.Tote.ListState, f.Tote.Badge = l.State, l.Badge
		}
		list = cmp.Or(list, t.list)
	}
	if list == "" && thing.Kind == floor.ACommand && floor.Command(thing.Ref) == floor.Next {
		list = w.work(s.Badge)
	}
	if list == "" {
		return f
	}
	l := w.lists[list]
	f.List = l.List
	for _, x := range l.lines {
		full := *x
		at := l.slots[x.Slot]
		full.Fulfilment, full.Order, full.Tote = at.order.fulfilment, at.order.id, at.tote
		full.State, full.Missing = at.order.state, at.order.missing
		f.Lines = append(f.Lines, full)
	}
	slices.SortStableFunc(f.Lines, func(a, b pick.Line) int {
		return cmp.Or(cmp.Compare(l.skips[a.Line], l.skips[b.Line]), cmp.Compare(a.Sequence, b.Sequence),
			cmp.Compare(a.Location, b.Location), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Line, b.Line))
	})
	if current := pick.Current(f.Lines, s.Location); thing.Kind == floor.ACommand && current != nil &&
		floor.Command(thing.Ref).IsShort() {
		f.Short = w.shortFacts(current)
	}
	return f
}

func (w *world) work(badge floor.BadgeID) floor.PickListID {
	for _, id := range sorted(w.lists) {
		if l := w.lists[id]; l.Badge == badge && (l.State == pick.InHands || l.State == pick.Finished) {
			return id
		}
	}
	for _, id := range sorted(w.lists) {
		if l := w.lists[id]; l.State == pick.Waiting && slices.ContainsFunc(l.lines, func(x *pick.Line) bool { return !x.Cancelled }) {
			return id
		}
	}
	return ""
}

func (w *world) shortFacts(current *pick.Line) *pick.ShortFacts {
	f := &pick.ShortFacts{Level: *w.items[current.SKU], Holding: w.demands(current.SKU, true)}
	for _, bin := range w.bins(current.SKU) {
		if bin.Location == current.Location {
			f.Bin = bin
		} else {
			f.Others = append(f.Others, bin)
		}
	}
	return f
}

func (w *world) bins(sku floor.SKU) []stock.BinLevel {
	var found []stock.BinLevel
	for at, a := range w.stock {
		if at.sku == sku && at.place.IsBin() {
			found = append(found, stock.BinLevel{
				Location: at.place.Bin(), SKU: sku, Quantity: a.quantity, Allocated: a.allocated, Blocked: a.blocked,
			})
		}
	}
	slices.SortFunc(found, func(a, b stock.BinLevel) int { return cmp.Compare(a.Location, b.Location) })
	return found
}

// demands are the lines that hold reservations nobody walks for, or wait.
func (w *world) demands(sku floor.SKU, holding bool) []order.Demand {
	var found []order.Demand
	for _, id := range sorted(w.orders) {
		o, missing := w.orders[id], 0
		for _, l := range o.lines {
			missing += l.Missing()
		}
		for _, l := range o.lines {
			d := order.Demand{
				Order: id, Line: l.Number, Fulfilment: o.fulfilment, SKU: sku, Reserved: l.Reserved,
				Allocated: w.allocated(o, l.Number), Missing: l.Missing(), OrderMissing: missing,
			}
			waits := o.state == order.Scheduled && l.Missing() > 0
			holds := (o.state == order.Scheduled || o.state == order.Open) && l.Reserved > 0
			if l.SKU == sku && (holding && holds || !holding && waits) {
				found = append(found, d)
			}
		}
	}
	return found
}

// allocated is what pick lists still have to take for an order line.
func (w *world) allocated(o *placed, number int) int {
	units := 0
	for _, l := range w.lists {
		for _, x := range l.lines {
			if l.slots[x.Slot].order == o && x.OrderLine == number {
				units += x.Remaining()
			}
		}
	}
	return units
}

func (w *world) packFacts(s floor.Session, thing floor.Thing) pack.Facts {
	f := pack.Facts{Thing: thing, NextParcel: len(w.parcels) + 1, NextJob: len(w.jobs) + 1}
	id := floor.ToteID("")
	if thing.Kind == floor.ATote {
		id = floor.ToteID(thing.Ref)
	} else if s.Parcel == "" && thing.Kind == floor.ACommand && floor.Command(thing.Ref) == floor.Next {
		id = s.Tote
	}
	if id != "" {
		f.Tote = pack.Tote{ID: id, Fulfilment: w.totes[id].fulfilment, Units: w.units(floor.InTote(id))}
		for _, l := range w.lists {
			for _, x := range l.lines {
				if l.slots[x.Slot].order.fulfilment == f.Tote.Fulfilment {
					f.Tote.Units += x.InHand()
				}
			}
		}
	}
	o := (*placed)(nil)
	if s.Parcel != "" {
		o = w.orders[w.parcels[s.Parcel].Order]
	} else {
		f.Openings = w.openings(f, thing)
		if len(f.Openings) == 1 {
			o = w.orders[f.Openings[0].Order]
		}
	}
	if o == nil {
		return f
	}
	for _, l := range o.lines {
		if l.Picked > 0 {
			f.Lines = append(f.Lines, pack.Line{OrderLine: l.Number, SKU: l.SKU, Wanted: l.Picked, Packed: l.packed})
		}
	}
	if p := w.parcelOf(o); s.Parcel != "" {
		f.Parcel = w.parcels[s.Parcel].Parcel
	} else if p != nil {
		f.Parcel = p.Parcel
	}
	for _, job := range w.jobs {
		if w.jobOf[job.Job] == f.Parcel.ID {
			f.Attempts = append(f.Attempts, *job)
		}
	}
	serial := int64(len(w.jobs) + 1)
	f.Closing = &pack.Closing{
		Site:    ship.Site{GS1Prefix: "9520000", GS1Extension: "3"},
		Service: ship.Service{ID: "standard", Digits: 6, From: 1, To: 1 << 30}, Invoiced: o.invoiced,
		NextSSCC: serial, NextTracking: serial, NextInvoice: serial,
	}
	return f
}

func (w *world) parcelOf(o *placed) *parcel {
	for _, id := range sorted(w.parcels) {
		if p := w.parcels[id]; p.Order == o.id && p.State != pack.ParcelVoid {
			return p
		}
	}
	return nil
}

func (w *world) openings(f pack.Facts, thing floor.Thing) []pack.Opening {
	var found []pack.Opening
	for _, id := range sorted(w.orders) {
		o := w.orders[id]
		p := w.parcelOf(o)
		means := false
		switch thing.Kind {
		case floor.ATote, floor.ACommand:
			means = f.Tote.Fulfilment == o.fulfilment
		case floor.AnOrder:
			means = thing.Ref == string(id)
		case floor.AParcel, floor.AnAttempt:
			means = w.parcels[floor.ParcelID(thing.Ref)].Order == id
		case floor.APlace:
			means = p != nil && p.place == thing.Ref && p.State == pack.ParcelClosed
		case floor.AnItem:
			means = o.state == order.Picked && slices.ContainsFunc(o.lines, func(l *line) bool {
				return string(l.SKU) == thing.Ref && l.Picked > l.packed
			})
		case floor.ALocation, floor.ABadge, floor.ADock, floor.AQuantity:
		}
		if !means {
			continue
		}
		opening := pack.Opening{Fulfilment: o.fulfilment, Order: id, State: o.state}
		for _, t := range sorted(w.totes) {
			if w.totes[t].fulfilment == o.fulfilment {
				opening.Tote = t
			}
		}
		if p != nil {
			opening.Parcel, opening.Station, opening.Badge = p.ID, p.Station, p.badge
		}
		found = append(found, opening)
	}
	return found
}

func (w *world) units(place floor.Place) int {
	units := 0
	for at, a := range w.stock {
		if at.place == place {
			units += a.quantity
		}
	}
	return units
}
