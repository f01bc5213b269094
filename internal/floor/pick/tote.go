package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// tote binds a tote to an order, takes what is in the hand, or takes over the
// list that the tote belongs to.
func (w *walk) tote() {
	switch {
	case w.session().List == "":
		w.takeOver()
	case w.unbound() != nil:
		w.bind(w.unbound())
	case w.inHand() != nil:
		w.into(w.inHand())
	default:
		w.refuse("tote_not_asked", floor.Phrase{Tote: string(w.Tote.ID), Order: string(w.Tote.Order)})
	}
}

func (w *walk) bind(l *Line) {
	switch {
	case w.Tote.Fulfilment != "" && w.Tote.Fulfilment != l.Fulfilment:
		w.refuse("tote_holds_other", floor.Phrase{
			Tote: string(w.Tote.ID), Order: string(w.Tote.Order), Expected: string(l.Order),
		})
		return
	default:
		w.d.Happened(ToteBound{List: w.List.ID, Slot: l.Slot, Tote: w.Tote.ID, Fulfilment: l.Fulfilment})
	}
	for i := range w.Lines {
		if w.Lines[i].Slot == l.Slot {
			w.Lines[i].Tote = w.Tote.ID
		}
	}
	w.accept("tote_bound", floor.Phrase{Tote: string(w.Tote.ID), Order: string(l.Order), Quantity: l.Slot})
}

func (w *walk) into(held *Line) {
	if held.Tote != w.Tote.ID {
		w.refuse("wrong_tote", floor.Phrase{
			Expected: string(held.Tote), Got: string(w.Tote.ID), Order: string(held.Order), Quantity: held.InHand(),
		})
		return
	}
	w.putInTote(held.Slot)
}

// takeOver opens the list of a tote: the badge's own at once, somebody else's
// when the tote is scanned twice. What the other had in the hand is now in
// this one's.
func (w *walk) takeOver() {
	switch {
	case w.Tote.List == "" || w.List.ID == "" || w.Tote.ListState == Dropped:
		w.refuse("tote_without_list", floor.Phrase{Tote: string(w.Tote.ID)})
	case w.List.Badge != w.session().Badge && !w.session().Confirmed("take_over", string(w.Tote.ID)):
		w.d.AskAgain("take_over", string(w.Tote.ID), floor.Phrase{
			Code: "list_taken_by_other", Subject: string(w.List.ID), Tote: string(w.Tote.ID),
		})
	default:
		w.handOver()
		w.openList("list_resumed")
	}
}

func (w *walk) handOver() {
	if w.List.Badge == w.session().Badge {
		return
	}
	for _, l := range w.Lines {
		if n := l.InHand(); n > 0 {
			w.d.Happened(stock.Moved{
				SKU: l.SKU, From: floor.InHand(w.List.Badge), To: floor.InHand(w.session().Badge), Quantity: n,
			})
		}
	}
	w.d.Happened(Taken{List: w.List.ID, Badge: w.session().Badge})
}

// openList makes the offered list the session's.
func (w *walk) openList(code string) {
	s := w.session()
	s.List, s.Location, s.Undo = w.List.ID, "", nil
	if held := w.inHand(); held != nil {
		s.Location = held.Location
	}
	w.accept(code, floor.Phrase{Subject: string(w.List.ID), Quantity: w.unitsLeft()})
}

func (w *walk) unitsLeft() int {
	units := 0
	for i := range w.Lines {
		units += max(0, w.Lines[i].Remaining())
	}
	return units
}
