package change_test

import (
	"fmt"
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
)

func (w *world) applyPack(event floor.Event) {
	switch e := event.(type) {
	case pack.Opened:
		p := w.parcels[e.Parcel]
		if p == nil {
			p = &parcel{Parcel: pack.Parcel{
				ID: e.Parcel, Fulfilment: e.Fulfilment, Order: e.Order, State: pack.ParcelOpen, Tote: e.Tote, Number: e.Number,
			}}
			w.parcels[e.Parcel] = p
		}
		p.Station, p.badge, p.place = e.Station, e.Badge, ""
	case pack.LinePacked:
		w.orders[e.Order].lines[e.OrderLine-1].packed += e.Quantity
	case pack.Closed:
		p := w.parcels[e.Parcel]
		p.State, p.SSCC, p.TrackingNumber = pack.ParcelClosed, e.SSCC, e.TrackingNumber
	case pack.Invoiced:
		w.orders[e.Order].invoiced = true
	case pack.Reopened:
		p := w.parcels[e.Parcel]
		p.State, p.SSCC, p.TrackingNumber = pack.ParcelOpen, "", ""
	case pack.Labelled:
		w.parcels[e.Parcel].State = pack.ParcelLabelled
	case pack.Parked:
		w.parcels[e.Parcel].place = e.Place
	case pack.Voided:
		w.parcels[e.Parcel].State = pack.ParcelVoid
	case ship.HandedOver:
		w.parcels[e.Parcel].State = pack.ParcelHandedOver
	case print.JobQueued:
		w.jobs = append(w.jobs, &print.Attempt{
			Job: e.Job, Document: e.Document, State: print.Queued, Code: e.Attempt, Copy: e.Copy, Snapshot: e.Snapshot,
			Printer: e.Printer,
		})
		w.jobOf[e.Job] = e.Parcel
	case print.JobMoved:
		for _, job := range w.jobs {
			if job.Job == e.Job {
				job.State, job.Out = e.State, job.Out || e.Digest != ""
			}
		}
	default:
		panic(fmt.Sprintf("the world does not know %T", event))
	}
}

func (w *world) contents(id floor.ParcelID) []load.Content {
	var found []load.Content
	for _, sku := range sorted(w.items) {
		if n := w.spot(floor.InParcel(id), sku).quantity; n > 0 {
			found = append(found, load.Content{SKU: sku, Quantity: n})
		}
	}
	return found
}

func (w *world) loadFacts(thing floor.Thing) load.Facts {
	f := load.Facts{Thing: thing}
	if p := w.parcels[floor.ParcelID(thing.Ref)]; p != nil {
		o := w.orders[p.Order]
		f.Parcel = load.Parcel{
			ID: p.ID, Fulfilment: p.Fulfilment, Order: p.Order, State: p.State, Cancelled: o.state == order.Void,
			Last: true, Contents: w.contents(p.ID),
		}
		for _, job := range w.jobs {
			if w.jobOf[job.Job] == p.ID && job.Document == print.Label && job.State != print.Void {
				f.Parcel.Label = job.Code
			}
		}
	}
	return f
}

func (w *world) cancelFacts(id floor.OrderID) change.CancelFacts {
	o := w.orders[id]
	f := change.CancelFacts{
		Known: true, Fulfilment: o.fulfilment, State: o.state,
		Levels: map[floor.SKU]stock.Level{}, Waiting: map[floor.SKU][]order.Demand{},
	}
	for _, l := range o.lines {
		f.Lines = append(f.Lines, l.Progress)
		if l.Reserved > 0 {
			f.Levels[l.SKU] = *w.items[l.SKU]
			f.Waiting[l.SKU] = slices.DeleteFunc(w.demands(l.SKU, false), func(d order.Demand) bool { return d.Order == id })
		}
	}
	lists := map[floor.PickListID]bool{}
	for _, list := range sorted(w.lists) {
		for _, x := range w.lists[list].lines {
			if w.lists[list].slots[x.Slot].order != o {
				continue
			}
			lists[list] = true
			if n := x.Remaining(); n > 0 {
				f.Allocations = append(f.Allocations, change.Allocation{
					List: list, Line: x.Line, Location: x.Location, SKU: x.SKU, Quantity: n,
				})
			}
		}
	}
	for _, at := range sorted(w.stations) {
		if s := w.stations[at].session; s.Fulfilment == o.fulfilment || s.List != "" && lists[s.List] {
			f.Sessions = append(f.Sessions, s)
		}
	}
	for _, p := range sorted(w.parcels) {
		if x := w.parcels[p]; x.Order == id && x.State != pack.ParcelHandedOver && x.State != pack.ParcelVoid {
			f.Parcels = append(f.Parcels, change.Parcel{ID: p, Tote: x.Tote, State: x.State, Contents: w.contents(p)})
		}
	}
	for _, job := range w.jobs {
		label := job.Document == print.Label && job.Left()
		if w.parcels[w.jobOf[job.Job]].Order == id && (job.State == print.Queued || label) {
			f.Jobs = append(f.Jobs, job.Job)
		}
	}
	return f
}
