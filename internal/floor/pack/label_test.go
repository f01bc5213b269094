package pack

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

func label(code string, state print.State) print.Attempt {
	out := state != print.Queued && state != print.Failed && state != print.Expired
	return print.Attempt{
		Job: floor.PrintJobID("J-" + code), Document: print.Label, State: state, Code: code, Snapshot: "label:1", Out: out,
	}
}

func invoice(state print.State) print.Attempt {
	a := label("I", state)
	a.Document, a.Snapshot = print.Invoice, "invoice:1"
	return a
}

// labelling is a closed parcel with the prints there were of it.
func labelling(prints ...print.Attempt) (Facts, floor.Decision) {
	f, d := packing(func(f *Facts, _ *floor.Session) {
		f.Lines[0].Packed = 2
		f.Parcel.State, f.Parcel.SSCC = ParcelClosed, "395200000000000012"
		f.Attempts, f.NextJob = prints, len(prints)+1
	})
	return f, d
}

func TestLabelOnTheBox(t *testing.T) {
	attempt, number := thing(floor.AnAttempt, "P-000001"), thing(floor.AParcel, "P-000001")
	for name, c := range map[string]struct {
		prints []print.Attempt
		thing  floor.Thing
		raw    string
		said   string
	}{
		"the label":                       {[]print.Attempt{label("A", print.Sent)}, attempt, "A", "order_packed_done"},
		"confirmed by the printer":        {[]print.Attempt{label("A", print.Confirmed)}, attempt, "A", "order_packed_done"},
		"nobody knew, here it is":         {[]print.Attempt{label("A", print.Unknown)}, attempt, "A", "order_packed_done"},
		"not printed yet":                 {[]print.Attempt{label("A", print.Queued)}, attempt, "A", "label_not_printed"},
		"an older copy":                   {[]print.Attempt{label("A", print.Void), label("B", print.Sent)}, attempt, "A", "label_copy_old"},
		"the newest copy":                 {[]print.Attempt{label("A", print.Void), label("B", print.Sent)}, attempt, "B", "order_packed_done"},
		"of another parcel":               {[]print.Attempt{label("A", print.Sent)}, attempt, "Z", "label_of_other"},
		"the invoice":                     {[]print.Attempt{label("A", print.Sent), invoice(print.Sent)}, attempt, "I", "label_of_other"},
		"its number, printed once":        {[]print.Attempt{label("A", print.Sent)}, number, "39", "order_packed_done"},
		"its number, printed twice":       {[]print.Attempt{label("A", print.Void), label("B", print.Sent)}, number, "39", "scan_2d_code"},
		"its number, the copy is waiting": {[]print.Attempt{label("A", print.Void), label("B", print.Queued)}, number, "39", "order_packed_done"},
		"its number, not printed":         {[]print.Attempt{label("A", print.Queued)}, number, "39", "label_not_printed"},
		"the number of another one":       {[]print.Attempt{label("A", print.Sent)}, thing(floor.AParcel, "P-000009"), "39", "label_of_other"},
		"an item":                         {[]print.Attempt{label("A", print.Sent)}, item("MUG"), "MUG", "label_first"},
		"a place":                         {[]print.Attempt{label("A", print.Sent)}, thing(floor.APlace, "CARD"), "CARD", "not_asked_here"},
	} {
		f, d := labelling(c.prints...)
		f.Thing = c.thing
		Judge(f, floor.Scan{Raw: c.raw}, &d)
		if d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, want %s", name, d.Verdict.Said.Code, c.said)
		}
		if (d.Session.Parcel == "") != d.Verdict.Accepted() {
			t.Errorf("%s: the session holds parcel %q", name, d.Session.Parcel)
		}
	}
}

// A label on the box ends what is known of its prints: what left is confirmed,
// what still waits is not wanted any more.
func TestLabelledSettlesPrints(t *testing.T) {
	f, d := labelling(label("A", print.Void), label("B", print.Queued), invoice(print.Unknown))
	f.Thing = thing(floor.AParcel, "P-000001")
	Judge(f, floor.Scan{}, &d)
	moved := map[floor.PrintJobID]print.State{}
	for _, event := range d.Events {
		if e, ok := event.(print.JobMoved); ok {
			moved[e.Job] = e.State
		}
	}
	if len(moved) != 1 || moved["J-B"] != print.Void {
		t.Errorf("the jobs moved to %v", moved)
	}
}

func TestLabelCommands(t *testing.T) {
	confirmed, unknown := label("A", print.Confirmed), label("A", print.Unknown)
	for name, c := range map[string]struct {
		prints  []print.Attempt
		command floor.Command
		said    string
		next    string
		events  int
	}{
		"which paper came":     {[]print.Attempt{unknown}, floor.Printed, "print_confirmed", "next_label", 1},
		"none is unknown":      {[]print.Attempt{confirmed}, floor.Printed, "nothing_unknown", "next_label", 0},
		"again":                {[]print.Attempt{confirmed}, floor.Reprint, "reprinting", "next_label", 1},
		"again, it is unknown": {[]print.Attempt{unknown}, floor.Reprint, "reprinting", "next_label", 2},
		"the invoice again":    {[]print.Attempt{confirmed, invoice(print.Unknown)}, floor.Reprint, "reprinting", "next_label", 2},
		"nothing to reprint":   {nil, floor.Reprint, "nothing_to_reprint", "next_label", 0},
		"open it again":        {[]print.Attempt{label("A", print.Sent)}, floor.VoidLabel, "parcel_reopened", "next_done", 2},
		"where shall it wait":  {[]print.Attempt{confirmed}, floor.Park, "scan_parking_card", "next_parking_card", 0},
		"what is next":         {[]print.Attempt{confirmed}, floor.Help, "help", "next_label", 0},
		"what is missing":      {[]print.Attempt{unknown}, floor.Next, "label_first", "next_printed_or_reprint", 0},
		"a picker's command":   {[]print.Attempt{confirmed}, floor.ShortEmpty, "command_not_here", "next_label", 0},
	} {
		f, d := labelling(c.prints...)
		f.Thing = say(c.command)
		Judge(f, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said || d.Session.Next.Code != c.next || len(d.Events) != c.events {
			t.Errorf("%s: %s, then %s with %v, want %s, then %s with %d",
				name, d.Verdict.Said.Code, d.Session.Next.Code, d.Events, c.said, c.next, c.events)
		}
	}
}

// After a parcel was opened again, a confirmed label of before bears a number
// that is void: what is printed again is the newest.
func TestReprintTakesTheNewestLabel(t *testing.T) {
	newest := label("B", print.Sent)
	newest.Snapshot = "label:2"
	f, d := labelling(label("A", print.Confirmed), newest)
	f.Thing = say(floor.Reprint)
	Judge(f, floor.Scan{}, &d)
	for _, event := range d.Events {
		if e, ok := event.(print.JobQueued); ok && (e.Snapshot != "label:2" || e.Copy != 1) {
			t.Errorf("printed again is %+v", e)
		}
	}
}

func TestParking(t *testing.T) {
	f, d := labelling(label("A", print.Queued))
	d.Session.Ask = &floor.Ask{Kind: askPark}
	f.Thing = thing(floor.APlace, "CARD")
	Judge(f, floor.Scan{}, &d)
	if parked, ok := d.Events[0].(Parked); !ok || parked.Place != "CARD" || d.Session.Parcel != "" {
		t.Errorf("parked as %+v, the session holds %q", d.Events[0], d.Session.Parcel)
	}
}
