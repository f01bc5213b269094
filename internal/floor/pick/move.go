package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

// Kinds of what UNDO takes back.
const (
	undoPick = "pick"
	undoPut  = "put"
)

// take moves units from the bin: on a cart into the hand, on a single list
// straight into its tote.
func (w *walk) take(l *Line, n int) {
	to := floor.InHand(w.session().Badge)
	if w.List.Mode == Single {
		to = floor.InTote(l.Tote)
	}
	w.move(l, floor.InBin(l.Location), to, n)
	w.session().Undo = &floor.Undo{Kind: undoPick, Moves: []floor.UndoMove{{
		Line: l.Line, SKU: l.SKU, From: floor.InBin(l.Location), To: to, Quantity: n,
	}}}
	w.accept("item_picked", floor.Phrase{
		SKU: string(l.SKU), Name: l.Name, Location: string(l.Location), Tote: string(l.Tote),
		Order: string(l.Order), Quantity: l.Picked, Of: l.Quantity - l.Shorted,
	})
	w.finish()
}

// move takes n units from the bin (n > 0) or lays −n back (n < 0). What is put
// was picked before and is taken out first.
func (w *walk) move(l *Line, bin, to floor.Place, n int) {
	single := w.List.Mode == Single
	if n > 0 {
		w.d.Happened(stock.Moved{SKU: l.SKU, From: bin, To: to, Quantity: n, Reserved: n})
	} else {
		w.d.Happened(stock.Moved{SKU: l.SKU, From: to, To: bin, Quantity: -n, Reserved: -n})
		if single {
			w.put(l, n)
		}
	}
	l.Picked += n
	w.d.Happened(LinePicked{
		List: w.List.ID, Line: l.Line, Order: l.Order, OrderLine: l.OrderLine, Quantity: n, Badge: w.session().Badge,
	})
	if single && n > 0 {
		w.put(l, n)
	}
}

func (w *walk) put(l *Line, n int) {
	l.Put += n
	w.d.Happened(LinePut{List: w.List.ID, Line: l.Line, Quantity: n})
}

// putInTote moves what is in the hand for one order into its tote.
func (w *walk) putInTote(slot int) {
	undo := &floor.Undo{Kind: undoPut}
	hand := floor.InHand(w.session().Badge)
	total, last := 0, (*Line)(nil)
	for i := range w.Lines {
		l := &w.Lines[i]
		n := l.InHand()
		if l.Slot != slot || n == 0 {
			continue
		}
		w.d.Happened(stock.Moved{SKU: l.SKU, From: hand, To: floor.InTote(l.Tote), Quantity: n})
		w.put(l, n)
		undo.Moves = append(undo.Moves, floor.UndoMove{
			Line: l.Line, SKU: l.SKU, From: hand, To: floor.InTote(l.Tote), Quantity: n,
		})
		total, last = total+n, l
	}
	w.session().Undo = undo
	w.accept("put_in_tote", floor.Phrase{Tote: string(last.Tote), Order: string(last.Order), Quantity: total})
	w.finish()
}

// undo takes the last counting scan back, as long as nobody went on with it.
func (w *walk) undo() {
	undo := w.session().Undo
	if undo == nil || w.session().List == "" {
		w.refuse("nothing_to_undo", floor.Phrase{})
		return
	}
	for _, m := range undo.Moves {
		if l := w.line(m.Line); l == nil || !w.undoable(l, m.Quantity) {
			w.refuse("too_late_to_undo", floor.Phrase{SKU: string(m.SKU)})
			return
		}
	}
	total := 0
	for _, m := range undo.Moves {
		l := w.line(m.Line)
		w.reopen(l)
		if undo.Kind == undoPick {
			w.move(l, m.From, m.To, -m.Quantity)
		} else {
			w.d.Happened(stock.Moved{SKU: m.SKU, From: m.To, To: m.From, Quantity: m.Quantity})
			w.put(l, -m.Quantity)
		}
		total += m.Quantity
	}
	w.session().Undo = nil
	w.accept("undone", floor.Phrase{SKU: string(undo.Moves[0].SKU), Quantity: total})
}

// undoable says whether units are still where the last scan put them: the same
// badge may have gone on at another station, and a packer may have begun.
func (w *walk) undoable(l *Line, n int) bool {
	if l.State != order.Picking && l.State != order.Picked {
		return false
	}
	if w.session().Undo.Kind == undoPick && w.List.Mode == Cart {
		return l.InHand() >= n
	}
	return l.Put >= n
}

// reopen brings a finished fulfilment and list back into picking.
func (w *walk) reopen(l *Line) {
	if l.State == order.Picked {
		w.d.Happened(order.FulfilmentMoved{Fulfilment: l.Fulfilment, Order: l.Order, State: order.Picking})
		w.setState(l.Fulfilment, order.Picking)
	}
	if w.List.State == Finished {
		w.List.State = InHands
		w.d.Happened(Taken{List: w.List.ID, Badge: w.session().Badge})
	}
}

// layBack puts what is in the hand back into the bin it came from, when the
// bin is scanned twice.
func (w *walk) layBack(at floor.LocationID) {
	held := w.inHand()
	if held.Location != at || held.State == order.Void {
		w.refuse("put_first", floor.Phrase{Tote: string(held.Tote), Quantity: held.InHand()})
		return
	}
	if !w.session().Confirmed("lay_back", string(at)) {
		w.d.AskAgain("lay_back", string(at), floor.Phrase{
			Code: "lay_back_again", Location: string(at), SKU: string(held.SKU), Quantity: held.InHand(),
		})
		return
	}
	n := held.InHand()
	w.move(held, floor.InBin(at), floor.InHand(w.session().Badge), -n)
	w.session().Undo = nil
	w.accept("laid_back", floor.Phrase{Location: string(at), SKU: string(held.SKU), Quantity: n})
}
