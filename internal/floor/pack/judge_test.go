package pack

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
)

func say(c floor.Command) floor.Thing { return floor.Thing{Kind: floor.ACommand, Ref: string(c)} }
func item(sku string) floor.Thing     { return floor.Thing{Kind: floor.AnItem, Ref: sku, Factor: 1} }

func thing(kind floor.ThingKind, ref string) floor.Thing {
	return floor.Thing{Kind: kind, Ref: ref}
}

func closing() *Closing {
	return &Closing{
		Site:     ship.Site{GS1Prefix: "9520000", GS1Extension: "3"},
		Service:  ship.Service{ID: "standard", Name: "Standard", Digits: 4, From: 1, To: 9999},
		NextSSCC: 1, NextTracking: 1, NextInvoice: 1,
		Pricing: Pricing{Currency: "EUR", Lines: []order.Line{{Number: 1, SKU: "MUG", Quantity: 2, UnitPriceMinor: 1000, DiscountMinor: 100, Rate: 20000}}},
	}
}

// packing is a parcel with one of two mugs in it; the second closes it.
func packing(change func(*Facts, *floor.Session)) (Facts, floor.Decision) {
	f := Facts{
		Lines:   []Line{{OrderLine: 1, SKU: "MUG", Name: "Mug", WeightGrams: 350, Wanted: 2, Packed: 1}},
		Parcel:  Parcel{ID: "P-000001", Fulfilment: "SO-1/1", Order: "SO-1", State: ParcelOpen, Tote: "T-1", Number: 1, Station: "pack-1"},
		NextJob: 1, NextParcel: 2, Closing: closing(),
	}
	d := floor.Decision{Session: floor.Session{
		Station: "pack-1", Badge: "B-0001", Fulfilment: "SO-1/1", Parcel: "P-000001", Tote: "T-1",
	}}
	change(&f, &d.Session)
	return f, d
}

func as(*Facts, *floor.Session) {}

func TestOpening(t *testing.T) {
	mine := Opening{Fulfilment: "SO-1/1", Order: "SO-1", State: order.Packing, Parcel: "P-000001", Station: "pack-1", Badge: "B-0001"}
	other := mine
	other.Station = "pack-2"
	in := func(s order.State) []Opening {
		return []Opening{{Fulfilment: "SO-1/1", Order: "SO-1", State: s, Tote: "T-1"}}
	}
	held := in(order.Picked)
	held[0].Hold = "payment"
	for name, c := range map[string]struct {
		openings []Opening
		said     string
	}{
		"none":                {nil, "no_order_for"},
		"several":             {append(in(order.Picked), in(order.Picked)...), "several_orders"},
		"waiting for stock":   {in(order.Scheduled), "order_not_ready"},
		"not picked":          {in(order.Open), "order_not_ready"},
		"being picked":        {in(order.Picking), "order_not_ready"},
		"picked":              {in(order.Picked), "order_opened"},
		"begun here":          {[]Opening{mine}, "order_opened"},
		"begun elsewhere":     {[]Opening{other}, "packed_by_other"},
		"something not found": {in(order.Incomplete), "order_incomplete"},
		"packed":              {in(order.Packed), "order_packed"},
		"shipped":             {in(order.Closed), "order_shipped"},
		"cancelled":           {in(order.Void), "order_cancelled_put_back"},
		"on hold":             {held, "order_on_hold"},
	} {
		f, d := packing(func(f *Facts, s *floor.Session) {
			s.Fulfilment, s.Parcel, s.Tote = "", "", ""
			f.Openings, f.Thing = c.openings, thing(floor.AnOrder, "SO-1")
		})
		Judge(f, floor.Scan{Raw: "SO-1"}, &d)
		if d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, want %s", name, d.Verdict.Said.Code, c.said)
		}
		if opened := d.Session.Parcel != ""; opened != d.Verdict.Accepted() {
			t.Errorf("%s: the session holds parcel %q", name, d.Session.Parcel)
		}
	}
}

func TestPacking(t *testing.T) {
	ask := func(kind, code string) func(*Facts, *floor.Session) {
		return func(_ *Facts, s *floor.Session) { s.Ask = &floor.Ask{Kind: kind, Code: code} }
	}
	full := func(f *Facts, _ *floor.Session) { f.Lines[0].Packed = 2 }
	elsewhere := func(f *Facts, _ *floor.Session) { f.Parcel.Station = "pack-2" }
	shipped := func(f *Facts, _ *floor.Session) { f.Parcel.State = ParcelHandedOver }
	for name, c := range map[string]struct {
		facts   func(*Facts, *floor.Session)
		thing   floor.Thing
		outcome floor.Outcome
		said    string
		next    string
	}{
		"the last unit":           {as, item("MUG"), floor.Good, "parcel_closed", "next_label"},
		"a wrong item":            {as, item("CUP"), floor.Bad, "wrong_item_packed", "next_unit"},
		"one too many":            {full, item("MUG"), floor.Over, "over_pack", "next_done"},
		"done too early":          {as, say(floor.Done), floor.Bad, "units_missing", "next_unit"},
		"done":                    {full, say(floor.Done), floor.Good, "parcel_closed", "next_label"},
		"what shall come out":     {as, say(floor.Remove), floor.Good, "scan_what_to_remove", "next_unit"},
		"it comes out":            {ask(askRemove, ""), item("MUG"), floor.Good, "taken_out", "next_unit"},
		"it is not in there":      {ask(askRemove, ""), item("CUP"), floor.Bad, "not_in_parcel", "next_unit"},
		"by hand":                 {as, say(floor.ByHand), floor.Good, "by_hand_again", "next_unit"},
		"by hand, again":          {ask(askByHand, "MUG"), say(floor.ByHand), floor.Good, "parcel_closed", "next_label"},
		"by hand, nothing left":   {full, say(floor.ByHand), floor.Bad, "nothing_left_to_pack", "next_done"},
		"skip without a question": {as, say(floor.Skip), floor.Bad, "nothing_to_skip", "next_unit"},
		"another one's tote":      {as, thing(floor.ATote, "T-2"), floor.Bad, "finish_first", "next_unit"},
		"another order":           {as, thing(floor.AnOrder, "SO-2"), floor.Bad, "finish_first", "next_unit"},
		"a bin":                   {as, thing(floor.ALocation, "A-01"), floor.Bad, "not_asked_here", "next_unit"},
		"a picker's command":      {as, say(floor.ShortEmpty), floor.Bad, "command_not_here", "next_unit"},
		"taken over elsewhere":    {elsewhere, item("MUG"), floor.Bad, "parcel_gone", "next_tote_or_order"},
		"handed over elsewhere":   {shipped, say(floor.VoidLabel), floor.Bad, "parcel_gone", "next_tote_or_order"},
	} {
		f, d := packing(c.facts)
		f.Thing = c.thing
		Judge(f, floor.Scan{}, &d)
		if v := d.Verdict; v.Outcome != c.outcome || v.Said.Code != c.said || d.Session.Next.Code != c.next {
			t.Errorf("%s: %s %s, then %s, want %s %s, then %s",
				name, v.Outcome, v.Said.Code, d.Session.Next.Code, c.outcome, c.said, c.next)
		}
		if c.outcome == floor.Bad && len(d.Events) > 0 {
			t.Errorf("%s: a refusal changed %v", name, d.Events)
		}
	}
}

func TestClosing(t *testing.T) {
	f, d := packing(as)
	f.Thing = item("MUG")
	Judge(f, floor.Scan{}, &d)
	closed, invoiced, documents := Closed{}, Invoiced{}, []print.Document(nil)
	for _, event := range d.Events {
		switch e := event.(type) {
		case Closed:
			closed = e
		case Invoiced:
			invoiced = e
		case print.JobQueued:
			documents = append(documents, e.Document)
		}
	}
	if closed.SSCC != "395200000000000012" || closed.TrackingNumber != "0001" || closed.WeightGrams != 700 {
		t.Errorf("closed as %+v", closed)
	}
	if invoiced.TotalMinor != 2280 || invoiced.NetMinor != 1900 || invoiced.Invoice != "000001" {
		t.Errorf("invoiced as %+v", invoiced)
	}
	if len(documents) != 2 || documents[0] != print.Label || documents[1] != print.Invoice || len(d.Records) != 2 {
		t.Errorf("printed are %v with %d records", documents, len(d.Records))
	}
}

// What stops a parcel from closing leaves it open with everything in it; DONE
// says why.
func TestClosingThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Closing)
		said   string
	}{
		"no such service":       {func(c *Closing) { c.Service = ship.Service{} }, "service_unknown"},
		"tracking numbers used": {func(c *Closing) { c.NextTracking = 10_000 }, "number_range_used_up"},
		"SSCCs used":            {func(c *Closing) { c.NextSSCC = 1_000_000_000_000 }, "number_range_used_up"},
	} {
		f, d := packing(as)
		f.Thing = item("MUG")
		c.change(f.Closing)
		Judge(f, floor.Scan{}, &d)
		if d.Verdict.Said.Code != "item_packed" || d.Session.Next.Code != "next_done" {
			t.Errorf("%s: %+v, then %s", name, d.Verdict.Said, d.Session.Next.Code)
		}
		f, d = packing(func(f *Facts, _ *floor.Session) { f.Lines[0].Packed = 2 })
		f.Thing = say(floor.Done)
		c.change(f.Closing)
		Judge(f, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said || len(d.Events) > 0 {
			t.Errorf("%s: %+v with %v", name, d.Verdict.Said, d.Events)
		}
	}
}

// The invoice is made once, also when the parcel is opened and closed again.
func TestTheInvoiceIsMadeOnce(t *testing.T) {
	f, d := packing(as)
	f.Thing, f.Closing.Invoiced = item("MUG"), true
	Judge(f, floor.Scan{}, &d)
	for _, event := range d.Events {
		if _, again := event.(Invoiced); again {
			t.Errorf("it is made again: %+v", event)
		}
	}
}

func TestEmptyTotes(t *testing.T) {
	in := func(s order.State) []Opening { return []Opening{{Fulfilment: "SO-1/1", State: s}} }
	for name, c := range map[string]struct {
		thing    floor.Thing
		tote     Tote
		openings []Opening
		said     string
		freed    bool
	}{
		"NEXT frees it":            {say(floor.Next), Tote{ID: "T-1", Fulfilment: "SO-1/1"}, in(order.Packed), "tote_freed", true},
		"freed by somebody":        {say(floor.Next), Tote{ID: "T-1"}, nil, "tote_freed", false},
		"it has another order":     {say(floor.Next), Tote{ID: "T-1", Fulfilment: "SO-2/1"}, in(order.Picking), "tote_freed", false},
		"scanned":                  {thing(floor.ATote, "T-1"), Tote{ID: "T-1", Fulfilment: "SO-1/1"}, in(order.Packed), "tote_freed", true},
		"scanned, it is not empty": {thing(floor.ATote, "T-1"), Tote{ID: "T-1", Fulfilment: "SO-1/1", Units: 1}, in(order.Void), "order_cancelled_put_back", false},
		"scanned, it is free":      {thing(floor.ATote, "T-1"), Tote{ID: "T-1"}, nil, "tote_is_free", false},
	} {
		f, d := packing(func(f *Facts, s *floor.Session) {
			s.Fulfilment, s.Parcel = "", ""
			f.Thing, f.Tote, f.Openings, f.Parcel = c.thing, c.tote, c.openings, Parcel{}
		})
		Judge(f, floor.Scan{}, &d)
		freed := false
		for _, event := range d.Events {
			_, freed = event.(pick.ToteFreed)
		}
		if d.Verdict.Said.Code != c.said || freed != c.freed {
			t.Errorf("%s: %s with %v", name, d.Verdict.Said.Code, d.Events)
		}
	}
}
