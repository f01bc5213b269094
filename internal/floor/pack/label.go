package pack

import (
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
)

// labelling waits until the label is scanned on the box.
func (t *table) labelling() {
	ref := t.Thing.Ref
	if ask := t.session().Ask; ask != nil && ask.Kind == askPark {
		if t.Thing.Kind == floor.APlace {
			t.park(ref)
			return
		}
	}
	switch t.Thing.Kind {
	case floor.AnAttempt:
		t.attempt(t.scan.Raw)
	case floor.AParcel:
		t.number(floor.ParcelID(ref))
	case floor.ACommand:
		t.labelCommand(floor.Command(ref))
	case floor.ATote, floor.AnOrder, floor.AnItem:
		t.refuse("label_first", floor.Phrase{Order: string(t.Parcel.Order), Got: ref})
	case floor.ALocation, floor.APlace, floor.ABadge, floor.ADock, floor.AQuantity:
		t.refuse("not_asked_here", floor.Phrase{Got: string(t.Thing.Kind), Subject: ref})
	}
}

// attempt checks the 2D code: it names one copy, and only the newest is good.
func (t *table) attempt(code string) {
	known := slices.ContainsFunc(t.Attempts, func(a print.Attempt) bool { return a.Document == print.Label && a.Code == code })
	newest := t.newest()
	switch {
	case !known:
		t.misprint("label_of_other", code)
	case newest == nil || newest.Code != code:
		t.misprint("label_copy_old", code)
	case !newest.Left():
		t.misprint("label_not_printed", code)
	default:
		t.labelled("attempt")
	}
}

// newest is the label that counts; nil when all are void.
func (t *table) newest() *print.Attempt {
	for i := range slices.Backward(t.Attempts) {
		if a := &t.Attempts[i]; a.Document == print.Label && a.State != print.Void {
			return a
		}
	}
	return nil
}

// stale says that a closed box was to be opened by a label that counts no more.
func (t *table) stale() bool {
	if t.Thing.Kind != floor.AnAttempt || t.Parcel.State != ParcelClosed && t.Parcel.State != ParcelLabelled {
		return false
	}
	newest := t.newest()
	return newest == nil || newest.Code != t.scan.Raw
}

func (t *table) misprint(code, got string) {
	t.d.TakeOver(floor.Bad, floor.Phrase{Code: code, Order: string(t.Parcel.Order), Got: got, Expected: t.Parcel.SSCC})
}

// number takes a linear code (SSCC or tracking number) as proof while a single
// attempt ever left the printer.
func (t *table) number(id floor.ParcelID) {
	left := 0
	for _, a := range t.Attempts {
		if a.Document == print.Label && a.Out {
			left++
		}
	}
	switch {
	case id != t.Parcel.ID:
		t.misprint("label_of_other", t.scan.Raw)
	case left == 0:
		t.misprint("label_not_printed", t.scan.Raw)
	case left > 1:
		t.refuse("scan_2d_code", floor.Phrase{Order: string(t.Parcel.Order), Quantity: left})
	default:
		t.labelled("number")
	}
}

// labelled is the proof that label, box and order belong together. A further
// copy that still waits for the printer is not wanted any more.
func (t *table) labelled(proof string) {
	s := t.session()
	for _, a := range t.Attempts {
		switch {
		case a.Document != print.Label || a.State == print.Confirmed || a.State == print.Void:
		case a.Left():
			t.d.Happened(print.JobMoved{Job: a.Job, State: print.Confirmed, Reason: "scanned"})
		default:
			t.d.Happened(print.JobMoved{Job: a.Job, State: print.Void, Reason: "labelled"})
		}
	}
	t.d.Happened(
		Labelled{Parcel: t.Parcel.ID, Badge: s.Badge, Proof: proof},
		order.FulfilmentMoved{Fulfilment: t.Parcel.Fulfilment, Order: t.Parcel.Order, State: order.Packed},
	)
	s.Fulfilment, s.Parcel, s.Undo = "", "", nil
	s.Tote = t.Parcel.Tote
	t.accept("order_packed_done", floor.Phrase{Order: string(t.Parcel.Order), Tote: string(t.Parcel.Tote)})
}

func (t *table) labelCommand(c floor.Command) {
	switch c {
	case floor.Reprint:
		t.reprint()
	case floor.Printed:
		t.printed()
	case floor.VoidLabel:
		t.reopen()
	case floor.Park:
		t.d.AskAgain(askPark, "", floor.Phrase{Code: "scan_parking_card", Order: string(t.Parcel.Order)})
		t.d.Verdict.Outcome = floor.Good
	case floor.Help:
		t.accept("help", floor.Phrase{Order: string(t.Parcel.Order)})
	case floor.Next, floor.Done:
		t.refuse("label_first", floor.Phrase{Order: string(t.Parcel.Order)})
	default:
		t.refuse("command_not_here", floor.Phrase{Got: string(c)})
	}
}

// unknownJob is the first paper of which nobody knows whether it was printed.
func (t *table) unknownJob() *print.Attempt {
	for i := range t.Attempts {
		if t.Attempts[i].State == print.Unknown {
			return &t.Attempts[i]
		}
	}
	return nil
}

// printed settles an unknown paper: it is there.
func (t *table) printed() {
	job := t.unknownJob()
	if job == nil {
		t.refuse("nothing_unknown", floor.Phrase{Order: string(t.Parcel.Order)})
		return
	}
	job.State = print.Confirmed
	t.d.Happened(print.JobMoved{Job: job.Job, State: print.Confirmed, Reason: "person"})
	t.accept("print_confirmed", floor.Phrase{Order: string(t.Parcel.Order), Reason: string(job.Document)})
}

// reprint makes another copy: of the unknown paper when there is one, else of
// the newest label. The older copy is void.
func (t *table) reprint() {
	old := t.unknownJob()
	unknown := old != nil
	for i := range t.Attempts {
		if a := &t.Attempts[i]; a.Document == print.Label && a.State != print.Void && !unknown {
			old = a
		}
	}
	if old == nil || t.Closing == nil {
		t.refuse("nothing_to_reprint", floor.Phrase{Order: string(t.Parcel.Order)})
		return
	}
	document, snapshot, printer := old.Document, old.Snapshot, old.Printer
	copies := 0
	for i := range t.Attempts {
		a := &t.Attempts[i]
		if a.Document != document || a.Snapshot != snapshot {
			continue
		}
		copies++
		if a.State != print.Void && a.State != print.Confirmed {
			a.State = print.Void
			t.d.Happened(print.JobMoved{Job: a.Job, State: print.Void, Reason: "reprinted"})
		}
	}
	t.queue(t.Closing, print.Attempt{Document: document, Snapshot: snapshot, Printer: printer, Copy: copies})
	t.accept("reprinting", floor.Phrase{Order: string(t.Parcel.Order), Reason: string(document), Quantity: copies})
}

// reopen voids label and SSCC, so that units can be taken out again.
func (t *table) reopen() {
	for i := range t.Attempts {
		if a := &t.Attempts[i]; a.Document == print.Label && a.State != print.Void && a.State != print.Confirmed {
			t.d.Happened(print.JobMoved{Job: a.Job, State: print.Void, Reason: "reopened"})
			a.State = print.Void
		}
	}
	t.d.Happened(Reopened{Parcel: t.Parcel.ID})
	t.Parcel.State, t.Parcel.SSCC = ParcelOpen, ""
	t.accept("parcel_reopened", floor.Phrase{Order: string(t.Parcel.Order)})
}

// park leaves the box at a card or place until its label is there.
func (t *table) park(place string) {
	s := t.session()
	t.d.Happened(Parked{Parcel: t.Parcel.ID, Place: place})
	id := t.Parcel.Order
	s.Fulfilment, s.Parcel, s.Undo, s.Tote = "", "", nil, t.Parcel.Tote
	t.accept("parked", floor.Phrase{Order: string(id), Location: place})
}
