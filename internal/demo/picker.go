package demo

import (
	"context"
	"strconv"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

// pick is what a picker does next.
func (w *worker) pick(ctx context.Context, screen view.Station) (step, error) {
	if screen.Said != nil && screen.Said.Code == "item_picked" && w.slips.tooMany(screen) {
		return w.does(w.labels.items[floor.SKU(screen.Said.SKU)].code, 2)
	}
	next := *screen.Next
	switch next.Code {
	case "next_take_work":
		if screen.Said != nil && screen.Said.Code == "no_work" {
			return w.does(command(floor.Next), 12)
		}
		return w.does(command(floor.Next), 3)
	case "next_bind_tote":
		return w.takeTote(ctx)
	case "next_location":
		return w.walk(screen, floor.LocationID(next.Location))
	case "next_item":
		return w.takeItem(screen, next)
	case "next_put":
		if len(screen.Carries) > 1 && w.slips.happens(wrongTote, screen) {
			other := screen.Carries[w.chance.IntN(len(screen.Carries))].Tote
			return w.does(toteCode(other), 2.5)
		}
		return w.does(toteCode(floor.ToteID(next.Tote)), 2.5)
	case "next_drop":
		return w.bring(ctx)
	}
	return step{}, nil
}

// takeTote takes one from the pile of empty ones, not always the top one.
func (w *worker) takeTote(ctx context.Context) (step, error) {
	pile, err := w.sight.empties(ctx)
	if err != nil || len(pile) == 0 {
		return step{}, err
	}
	return w.does(toteCode(pile[w.chance.IntN(len(pile))]), 4)
}

// walk goes to a bin.
func (w *worker) walk(screen view.Station, bin floor.LocationID) (step, error) {
	seconds := distance(w.at, bin)
	switch {
	case w.slips.happens(wrongBin, screen):
		if wrong := w.labels.beside(bin); wrong != "" {
			return w.does(wrong, seconds)
		}
	case w.slips.happens(misread, screen):
		return w.does(w.slips.bent(w.labels.bins[bin]), seconds)
	}
	w.at = bin
	return w.does(w.labels.bins[bin], seconds)
}

// distance is how many seconds it takes from bin to bin, as far as their names
// tell: A-12-03 is aisle, bay and level.
func distance(from, to floor.LocationID) float64 {
	aisle, rest, _ := strings.Cut(string(from), "-")
	otherAisle, otherRest, _ := strings.Cut(string(to), "-")
	if aisle != otherAisle {
		return 9
	}
	bay, _, _ := strings.Cut(rest, "-")
	otherBay, _, _ := strings.Cut(otherRest, "-")
	n, errs := strconv.Atoi(bay)
	m, others := strconv.Atoi(otherBay)
	if errs != nil || others != nil {
		return 6
	}
	return 2.5 + 0.35*float64(max(n-m, m-n))
}

// takeItem takes a piece out of the bin, a whole case, or several at once.
func (w *worker) takeItem(screen view.Station, next floor.Phrase) (step, error) {
	item, left := w.labels.items[floor.SKU(next.SKU)], next.Of-next.Quantity
	fresh := screen.Said != nil && screen.Said.Code != "quantity_said"
	switch {
	case !fresh:
		return w.does(item.code, 1.5)
	case w.slips.short(screen):
		return w.does(command(floor.ShortFewer), 6)
	case w.slips.happens(wrongItem, screen):
		return w.does(w.wrongItem(next.SKU), 2.5)
	case w.slips.happens(misread, screen):
		return w.does(w.slips.bent(item.code), 2.5)
	case item.caseQuantity > 0 && left >= item.caseQuantity:
		return w.does(item.caseCode, 4)
	case left >= 3 && w.chance.IntN(2) == 0, w.hasty && left >= 2:
		return w.does(quantity(left), 3)
	}
	return w.does(item.code, 2.2)
}

// wrongItem is one that lies near the right one.
func (w *worker) wrongItem(right string) string {
	wrong := w.labels.goods[w.chance.IntN(len(w.labels.goods))]
	if string(wrong) == right {
		return w.slips.bent(w.labels.items[wrong].code)
	}
	return w.labels.items[wrong].code
}

// bring takes the totes to the packing table with the shorter queue.
func (w *worker) bring(ctx context.Context) (step, error) {
	best, fewest := "", 0
	for _, i := range w.chance.Perm(len(w.tables)) {
		table := w.tables[i]
		waiting, err := w.sight.totes(ctx, table)
		if err != nil {
			return step{}, err
		}
		if best == "" || len(waiting) < fewest {
			best, fewest = table, len(waiting)
		}
	}
	if best == "" {
		return step{}, nil
	}
	w.at = ""
	return w.does(own(floor.CodeStation, best), 8)
}
