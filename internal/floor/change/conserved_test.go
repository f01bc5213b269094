package change_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

// Whatever is scanned, by whom and in which order: units are never made nor
// lost, no place holds less than nothing, no line of an order goes wrong, and
// nothing is shipped twice.
func TestUnitsAreConserved(t *testing.T) {
	// A parcel is handed over after some thirty right scans: longer runs than
	// usual, and more of them, reach that in many ways.
	for name, value := range map[string]string{"rapid.steps": "120", "rapid.checks": "400"} {
		if set := flag.Lookup(name); set.Value.String() == set.DefValue {
			if err := flag.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		total := map[floor.SKU]int{}
		for _, sku := range skus() {
			for _, bin := range bins() {
				n := rapid.IntRange(0, 4).Draw(t, "stock")
				w.lay(bin, sku, n)
				total[sku] += n
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"order":   w.drawOrder,
			"release": w.drawRelease,
			"right":   w.drawRight,
			"right 2": w.drawRight,
			"right 3": w.drawRight,
			"right 4": w.drawRight,
			"any":     w.drawAny,
			"other":   w.drawTakeOver,
			"print":   w.drawPrint,
			"cancel":  w.drawCancel,
			"count":   func(t *rapid.T) { w.drawCount(t, total) },
			"":        func(t *rapid.T) { w.check(t, total) },
		})
	})
}

func skus() []floor.SKU        { return []floor.SKU{"CUP", "MUG"} }
func bins() []floor.LocationID { return []floor.LocationID{"A-01", "A-02", "A-03"} }

func (w *world) drawOrder(t *rapid.T) {
	if len(w.orders) == 6 {
		t.Skip("enough orders")
	}
	d := order.Draft{Order: floor.OrderID(fmt.Sprintf("SO-%d", len(w.orders)+1)), PlacedAt: w.at, Service: "standard"}
	for n := range rapid.IntRange(1, 3).Draw(t, "lines") {
		d.Lines = append(d.Lines, order.Line{
			Number: n + 1, SKU: rapid.SampledFrom(skus()).Draw(t, "sku"), Quantity: rapid.IntRange(1, 3).Draw(t, "quantity"),
		})
	}
	levels := map[floor.SKU]stock.Level{}
	for sku, level := range w.items {
		levels[sku] = *level
	}
	_, decision := order.JudgePlace(order.PlaceFacts{Items: levels, ServiceKnown: true, ShipBy: w.at}, d)
	w.happened(decision)
}

func (w *world) drawRelease(t *rapid.T) {
	f := pick.ReleaseFacts{Number: len(w.lists) + 1, Bins: map[floor.SKU][]stock.BinLevel{}}
	for _, sku := range skus() {
		f.Bins[sku] = w.bins(sku)
	}
	for _, id := range sorted(w.orders) {
		if o := w.orders[id]; o.state == order.Open {
			c := pick.Candidate{Fulfilment: o.fulfilment, Order: id, ShipBy: w.at}
			for _, l := range o.lines {
				c.Lines = append(c.Lines, pick.CandidateLine{OrderLine: l.Number, SKU: l.SKU, Quantity: l.Reserved})
			}
			f.Candidates = append(f.Candidates, c)
		}
	}
	_, decision := pick.JudgeRelease(f, rapid.IntRange(0, 3).Draw(t, "totes"))
	w.happened(decision)
}

// drawPrint lets the oldest queued paper go on, well or not.
func (w *world) drawPrint(t *rapid.T) {
	state := rapid.SampledFrom([]print.State{print.Sent, print.Unknown, print.Failed, print.Confirmed}).Draw(t, "paper")
	for _, job := range w.jobs {
		if job.State != print.Queued {
			continue
		}
		if state != print.Failed {
			w.apply(print.JobMoved{Job: job.Job, State: print.Sending, Digest: "bytes"})
		}
		w.apply(print.JobMoved{Job: job.Job, State: state})
		return
	}
}

func (w *world) drawCancel(t *rapid.T) {
	if len(w.orders) == 0 || rapid.IntRange(0, 3).Draw(t, "mercy") > 0 {
		t.Skip("nobody cancels")
	}
	id := rapid.SampledFrom(sorted(w.orders)).Draw(t, "order")
	w.happened(change.JudgeCancel(w.cancelFacts(id), id, "customer"))
}

func (w *world) drawCount(t *rapid.T, total map[floor.SKU]int) {
	sku, bin := rapid.SampledFrom(skus()).Draw(t, "sku"), rapid.SampledFrom(bins()).Draw(t, "bin")
	at := w.spot(floor.InBin(bin), sku)
	c := stock.Count{Location: bin, SKU: sku, Quantity: rapid.IntRange(0, 5).Draw(t, "counted")}
	events, level, refusal := stock.JudgeCount(stock.CountFacts{Known: true, Level: *w.items[sku], Bin: stock.BinLevel{
		Location: bin, SKU: sku, Quantity: at.quantity, Allocated: at.allocated, Blocked: at.blocked,
	}}, c)
	if refusal != nil {
		return
	}
	total[sku] += c.Quantity - at.quantity
	w.happened(floor.Decision{Events: append(events, order.Rebalance(level, w.demands(sku, false), w.demands(sku, true))...)})
}

func (w *world) happened(d floor.Decision) {
	w.entry++
	for _, event := range d.Events {
		w.apply(event)
	}
}

// scan decides what was scanned at a station as the warehouse does.
func (w *world) scan(id floor.StationID, raw string, thing floor.Thing) floor.Verdict {
	w.at = w.at.Add(time.Second)
	at := w.stations[id]
	scan := floor.Scan{Station: id, Device: string(id), Raw: raw, At: w.at}
	d, complete := shift.Begin(at.session, at.previous, scan, 200*time.Millisecond)
	if !complete {
		if !shift.Desk(&thing, nil, floor.BadgeID(thing.Ref), &d) {
			switch shift.StageOf(at.kind, d.Session, thing) {
			case shift.Pick:
				pick.Judge(w.pickFacts(d.Session, thing), scan, &d)
			case shift.Pack:
				pack.Judge(w.packFacts(d.Session, thing), scan, &d)
			case shift.Dock:
				load.Judge(w.loadFacts(thing), scan, &d)
			}
		}
		shift.End(at.kind, at.session, &d)
	}
	w.happened(d)
	at.previous = d.Verdict
	return d.Verdict
}

func (w *world) drawAny(t *rapid.T) {
	id := rapid.SampledFrom(sorted(w.stations)).Draw(t, "station")
	things := w.things()
	raw := rapid.SampledFrom(sorted(things)).Draw(t, "code")
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		w.scan(id, raw, things[raw])
	}
}

// drawTakeOver scans a tote or an order twice where nothing is open: that is
// how the work of another station is taken over.
func (w *world) drawTakeOver(t *rapid.T) {
	id := rapid.SampledFrom(sorted(w.stations)).Draw(t, "station")
	s, things := w.stations[id].session, w.things()
	raw := string(rapid.SampledFrom(sorted(w.totes)).Draw(t, "tote"))
	if s.Badge == "" || s.List != "" || s.Parcel != "" || s.Takeover != nil || s.Dock != "" {
		t.Skip("somebody is at work there")
	}
	w.scan(id, raw, things[raw])
	w.scan(id, raw, things[raw])
}

// drawRight scans what the station waits for.
func (w *world) drawRight(t *rapid.T) {
	id := rapid.SampledFrom(sorted(w.stations)).Draw(t, "station")
	raw := w.wanted(t, id)
	thing, known := w.things()[raw]
	if !known {
		t.Skip("nothing is to be done there")
	}
	w.scan(id, raw, thing)
}

func (w *world) wanted(t *rapid.T, id floor.StationID) string {
	at := w.stations[id]
	next := at.session.Next
	switch {
	case at.session.Takeover != nil:
		return "ACK"
	case at.session.Badge == "":
		return rapid.SampledFrom([]string{"B-1", "B-2"}).Draw(t, "badge")
	}
	switch next.Code {
	case "next_take_work", "next_empty_tote":
		return "NEXT"
	case "next_bind_tote":
		return string(rapid.SampledFrom(sorted(w.totes)).Draw(t, "tote"))
	case "next_location":
		return next.Location
	case "next_item", "next_unit":
		return next.SKU
	case "next_put":
		return next.Tote
	case "next_drop":
		return "STAGE"
	case "next_done":
		return "DONE"
	case "next_printed_or_reprint":
		return rapid.SampledFrom([]string{"PRINTED", "REPRINT"}).Draw(t, "paper")
	case "next_label":
		if rapid.Bool().Draw(t, "linear") {
			return next.Subject
		}
		return w.newestLabel(at.session.Parcel)
	case "next_load", "next_dock":
		if ids := sorted(w.parcels); len(ids) > 0 && at.session.Dock != "" {
			return w.parcels[rapid.SampledFrom(ids).Draw(t, "parcel")].SSCC
		}
		return "D1"
	case "next_tote_or_order":
		if ids := sorted(w.orders); len(ids) > 0 {
			return string(rapid.SampledFrom(ids).Draw(t, "order"))
		}
	}
	return ""
}

func (w *world) newestLabel(id floor.ParcelID) string {
	code := ""
	for _, job := range w.jobs {
		if w.jobOf[job.Job] == id && job.Document == print.Label {
			code = job.Code
		}
	}
	return code
}

// things is everything that can be scanned, by its code.
func (w *world) things() map[string]floor.Thing {
	all := map[string]floor.Thing{
		"B-1": {Kind: floor.ABadge, Ref: "B-1"}, "B-2": {Kind: floor.ABadge, Ref: "B-2"},
		"STAGE": {Kind: floor.APlace, Ref: "STAGE"}, "D1": {Kind: floor.ADock, Ref: "D1"},
		"CARD": {Kind: floor.APlace, Ref: "CARD"}, "Q02": {Kind: floor.AQuantity, Ref: "02"},
		"CASE": {Kind: floor.AnItem, Ref: "MUG", Factor: 2},
	}
	for _, c := range floor.Commands() {
		all[string(c)] = floor.Thing{Kind: floor.ACommand, Ref: string(c)}
	}
	for _, sku := range skus() {
		all[string(sku)] = floor.Thing{Kind: floor.AnItem, Ref: string(sku), Factor: 1}
	}
	for _, bin := range bins() {
		all[string(bin)] = floor.Thing{Kind: floor.ALocation, Ref: string(bin)}
	}
	for id := range w.totes {
		all[string(id)] = floor.Thing{Kind: floor.ATote, Ref: string(id)}
	}
	for id := range w.orders {
		all[string(id)] = floor.Thing{Kind: floor.AnOrder, Ref: string(id)}
	}
	for id, p := range w.parcels {
		if p.SSCC != "" {
			all[p.SSCC] = floor.Thing{Kind: floor.AParcel, Ref: string(id)}
		}
	}
	for _, job := range w.jobs {
		if job.Document == print.Label {
			all[job.Code] = floor.Thing{Kind: floor.AnAttempt, Ref: string(w.jobOf[job.Job])}
		}
	}
	return all
}
