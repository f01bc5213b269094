package load

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
)

func TestHandOver(t *testing.T) {
	labelled := Parcel{ID: "P-1", Order: "SO-1", State: pack.ParcelLabelled, Last: true, Contents: []Content{{SKU: "MUG", Quantity: 2}}}
	with := func(change func(*Parcel)) Parcel {
		p := labelled
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		dock   string
		parcel Parcel
		said   string
		events int
	}{
		"a labelled one":         {"D1", labelled, "handed_over", 3},
		"not the last one":       {"D1", with(func(p *Parcel) { p.Last = false }), "handed_over", 2},
		"no dock":                {"", labelled, "dock_first", 0},
		"without a label":        {"D1", with(func(p *Parcel) { p.State = pack.ParcelClosed }), "not_labelled", 0},
		"still open":             {"D1", with(func(p *Parcel) { p.State = pack.ParcelOpen }), "not_labelled", 0},
		"void":                   {"D1", with(func(p *Parcel) { p.State = pack.ParcelVoid }), "not_labelled", 0},
		"twice":                  {"D1", with(func(p *Parcel) { p.State = pack.ParcelHandedOver }), "loaded_already", 0},
		"of a cancelled order":   {"D1", with(func(p *Parcel) { p.Cancelled = true }), "parcel_cancelled", 0},
		"of an order on hold":    {"D1", with(func(p *Parcel) { p.Hold = "fraud" }), "order_on_hold", 0},
		"cancelled beats a hold": {"D1", with(func(p *Parcel) { p.Hold, p.Cancelled = "fraud", true }), "parcel_cancelled", 0},
	} {
		d := floor.Decision{Session: floor.Session{Station: "pack-1", Badge: "B-0001", Dock: c.dock}}
		Judge(Facts{Thing: floor.Thing{Kind: floor.AParcel, Ref: "P-1"}, Parcel: c.parcel}, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said || len(d.Events) != c.events {
			t.Errorf("%s: %s with %v", name, d.Verdict.Said.Code, d.Events)
		}
		if c.events == 3 {
			if moved, ok := d.Events[2].(order.FulfilmentMoved); !ok || moved.State != order.Closed {
				t.Errorf("%s: the order is %+v", name, d.Events[2])
			}
		}
	}
}

func TestAtTheDock(t *testing.T) {
	for name, c := range map[string]struct {
		dock, next string
		thing      floor.Thing
		said       string
	}{
		"a dock":           {"", "next_load", floor.Thing{Kind: floor.ADock, Ref: "D1"}, "dock_open"},
		"another dock":     {"D1", "next_load", floor.Thing{Kind: floor.ADock, Ref: "D2"}, "dock_open"},
		"done":             {"D1", "next_dock", floor.Thing{Kind: floor.ACommand, Ref: "DONE"}, "dock_closed"},
		"help":             {"D1", "next_load", floor.Thing{Kind: floor.ACommand, Ref: "HELP"}, "help"},
		"another command":  {"D1", "next_load", floor.Thing{Kind: floor.ACommand, Ref: "SKIP"}, "command_not_here"},
		"an item":          {"D1", "next_load", floor.Thing{Kind: floor.AnItem, Ref: "MUG"}, "not_asked_here"},
		"an order's label": {"", "next_dock", floor.Thing{Kind: floor.AnOrder, Ref: "SO-1"}, "not_asked_here"},
	} {
		d := floor.Decision{Session: floor.Session{Station: "pack-1", Dock: c.dock}}
		Judge(Facts{Thing: c.thing}, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said || d.Session.Next.Code != c.next {
			t.Errorf("%s: %s, then %s", name, d.Verdict.Said.Code, d.Session.Next.Code)
		}
	}
}

// The 2D code names a copy: one that was printed again may be on another box.
func TestAnOlderCopyIsNotHandedOver(t *testing.T) {
	for raw, want := range map[string]string{"OLD": "label_copy_old", "NEW": "handed_over"} {
		d := floor.Decision{Session: floor.Session{Station: "pack-1", Dock: "D1"}}
		Judge(Facts{
			Thing:  floor.Thing{Kind: floor.AnAttempt, Ref: "P-1"},
			Parcel: Parcel{ID: "P-1", State: pack.ParcelLabelled, Label: "NEW"},
		}, floor.Scan{Raw: raw}, &d)
		if d.Verdict.Said.Code != want || d.Verdict.Takeover == d.Verdict.Accepted() {
			t.Errorf("%s: %+v", raw, d.Verdict)
		}
	}
}
