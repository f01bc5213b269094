package demo

import (
	"context"
	"strings"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/view"
)

const (
	// fullCage is how many boxes a packer lets gather before they are brought
	// to the dock.
	fullCage = 4
	// lookAgain is how long a packer waits for a label that the printer says
	// it has printed, before asking for another; lookTwice for one of which
	// nobody knows.
	lookAgain = 20 * time.Second
	lookTwice = 8 * time.Second
)

// pack is what a packer does next.
func (w *worker) pack(ctx context.Context, screen view.Station) (step, error) {
	if screen.Said != nil && screen.Said.Code == "item_packed" && screen.Next.Code == "next_unit" && w.slips.tooMany(screen) {
		return w.does(w.labels.items[floor.SKU(screen.Said.SKU)].code, 2)
	}
	next := *screen.Next
	switch next.Code {
	case "next_tote_or_order":
		return w.open(ctx)
	case "next_empty_tote":
		return w.does(command(floor.Next), 3)
	case "next_unit":
		return w.packItem(screen, next)
	case "next_done":
		return w.does(command(floor.Done), 2)
	case "next_label":
		return w.stick(screen, next)
	case "next_printed_or_reprint":
		return w.lookFor(next)
	case "next_parking_card":
		return w.does(own(floor.CodeStation, floor.CodeBody(string(w.station))), 3)
	}
	return step{}, nil
}

// open takes the next tote, unless the cage is full or there is nothing else to
// do than to empty it.
func (w *worker) open(ctx context.Context) (step, error) {
	boxes, err := w.sight.boxes(ctx, w.station)
	if err != nil {
		return step{}, err
	}
	totes, err := w.sight.totes(ctx, floor.CodeBody(string(w.station)))
	if err != nil {
		return step{}, err
	}
	tote := first(w, totes)
	switch {
	case len(boxes) >= fullCage, tote == "" && first(w, boxes) != "":
		return w.does(w.dock, 7)
	case tote == "":
		return step{}, nil
	}
	return w.try(string(tote), toteCode(tote), 4)
}

// packItem takes a piece out of the tote into the box.
func (w *worker) packItem(screen view.Station, next floor.Phrase) (step, error) {
	item, left := w.labels.items[floor.SKU(next.SKU)], next.Of-next.Quantity
	fresh := screen.Said != nil && screen.Said.Code != "quantity_said"
	switch {
	case !fresh:
		return w.does(item.code, 2)
	case w.slips.happens(wrongItem, screen):
		return w.does(w.wrongItem(next.SKU), 3)
	case w.slips.happens(misread, screen):
		return w.does(w.slips.bent(item.code), 3)
	case left >= 3, w.hasty && left >= 2:
		return w.does(quantity(left), 5)
	}
	return w.does(item.code, 4)
}

// stick waits for the label, puts it on the box and scans it.
func (w *worker) stick(screen view.Station, next floor.Phrase) (step, error) {
	if w.waiting != next.Subject {
		w.waiting, w.since = next.Subject, w.now()
	}
	if label := w.tray.label(next.Subject); label != "" {
		if other := w.tray.other(next.Subject); other != "" && w.slips.happens(wrongLabel, screen) {
			return w.does(other, 4)
		}
		return w.does(label, 6)
	}
	if screen.Packing == nil || screen.Packing.Job == nil {
		return step{}, nil
	}
	state, patience := screen.Packing.Job.State, lookAgain
	if state == print.Unknown {
		patience = lookTwice
	}
	if w.now().Sub(w.since) < patience {
		return step{}, nil
	}
	switch state {
	case print.Unknown, print.Sent, print.Confirmed, print.Failed, print.Expired:
		w.since = w.now()
		return w.does(command(floor.Reprint), 8)
	default:
		return step{}, nil
	}
}

// lookFor answers whether a paper came out, by looking for it.
func (w *worker) lookFor(next floor.Phrase) (step, error) {
	attempt, err := attemptOf(floor.PrintJobID(next.Subject))
	if err != nil {
		return step{}, err
	}
	if w.tray.holds(attempt) {
		return w.does(command(floor.Printed), 5)
	}
	return w.does(command(floor.Reprint), 8)
}

// load hands the boxes over, one by one.
func (w *worker) load(ctx context.Context, screen view.Station) (step, error) {
	boxes, err := w.sight.boxes(ctx, w.station)
	if err != nil {
		return step{}, err
	}
	box := first(w, boxes)
	if box == "" {
		return w.does(command(floor.Done), 3)
	}
	if w.slips.happens(misread, screen) {
		return w.does(strings.Repeat("8", len(box)), 2.5)
	}
	return w.try(box, box, 2.5)
}
