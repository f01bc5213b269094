package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
)

// Judge decides a scan at a pick station. The session in d is changed and the
// verdict set; badges, doubles, take-overs and log-out were dealt with before.
func Judge(f Facts, scan floor.Scan, d *floor.Decision) {
	w := &walk{Facts: f, scan: scan, d: d}
	if w.gone() {
		w.letGo()
	} else {
		w.decide()
	}
	w.d.Session.Next = w.prompt()
}

func (w *walk) decide() {
	switch f := w.Facts; f.Thing.Kind {
	case floor.ACommand:
		w.command(floor.Command(f.Thing.Ref))
	case floor.ATote:
		w.tote()
	case floor.ALocation:
		w.location(floor.LocationID(f.Thing.Ref))
	case floor.AnItem:
		w.item(floor.SKU(f.Thing.Ref), f.Thing.Factor)
	case floor.APlace:
		w.drop(f.Thing.Ref)
	case floor.AnOrder, floor.AParcel, floor.AnAttempt, floor.ABadge, floor.ADock, floor.AQuantity:
		w.refuse("not_asked_here", floor.Phrase{Got: string(f.Thing.Kind), Subject: f.Thing.Ref})
	}
}

// gone says that the list was taken over, or brought away, at another station:
// what is in the hand is there now, and counting on here would count it twice.
func (w *walk) gone() bool {
	s := w.session()
	return s.List != "" && (w.List.Badge != s.Badge || w.List.State == Dropped)
}

func (w *walk) letGo() {
	s := w.session()
	id := s.List
	s.List, s.Location, s.Undo = "", "", nil
	w.refuse("list_gone", floor.Phrase{Subject: string(id)})
}

// walk is one scan at a pick station under decision.
type walk struct {
	Facts
	scan floor.Scan
	d    *floor.Decision
}

func (w *walk) session() *floor.Session { return &w.d.Session }

func (w *walk) refuse(code string, p floor.Phrase) {
	p.Code = code
	w.d.Refuse(floor.Bad, p)
}

func (w *walk) accept(code string, p floor.Phrase) {
	p.Code = code
	w.d.Accept(p)
}

// working refuses when there is no list, or a tote is to be bound first.
func (w *walk) working() bool {
	if w.session().List == "" {
		w.refuse("no_list", floor.Phrase{})
		return false
	}
	if line := w.unbound(); line != nil {
		w.refuse("tote_first", floor.Phrase{Order: string(line.Order), Quantity: line.Slot})
		return false
	}
	return true
}

// unbound is a line of the first slot that has no tote yet.
func (w *walk) unbound() *Line {
	first := (*Line)(nil)
	for i := range w.Lines {
		l := &w.Lines[i]
		if l.Tote == "" && l.Open() && (first == nil || l.Slot < first.Slot) {
			first = l
		}
	}
	return first
}

// inHand is the first line with units in the picker's hand.
func (w *walk) inHand() *Line {
	for i := range w.Lines {
		if w.Lines[i].InHand() > 0 {
			return &w.Lines[i]
		}
	}
	return nil
}

func (w *walk) open() *Line {
	for i := range w.Lines {
		if w.Lines[i].Open() {
			return &w.Lines[i]
		}
	}
	return nil
}

func (w *walk) line(number int) *Line {
	for i := range w.Lines {
		if w.Lines[i].Line == number {
			return &w.Lines[i]
		}
	}
	return nil
}

// location confirms the bin a picker stands at. Any bin with open lines will
// do; the walk is a suggestion.
func (w *walk) location(at floor.LocationID) {
	if !w.working() {
		return
	}
	if held := w.inHand(); held != nil {
		if at == w.session().Location {
			w.layBack(at)
		} else {
			w.refuse("put_first", floor.Phrase{Tote: string(held.Tote), Quantity: held.InHand()})
		}
		return
	}
	current := Current(w.Lines, at)
	if current == nil {
		expected := ""
		if next := w.open(); next != nil {
			expected = string(next.Location)
		}
		w.refuse("wrong_location", floor.Phrase{Expected: expected, Got: string(at)})
		return
	}
	w.session().Location = at
	w.accept("location_confirmed", floor.Phrase{
		Location: string(at), SKU: string(current.SKU), Name: current.Name, Of: current.Remaining(),
	})
}

// item counts units of the current bin's line.
func (w *walk) item(sku floor.SKU, factor int) {
	if !w.working() {
		return
	}
	at := w.session().Location
	if at == "" {
		expected := ""
		if next := w.open(); next != nil {
			expected = string(next.Location)
		}
		w.refuse("location_first", floor.Phrase{Location: expected, SKU: string(sku)})
		return
	}
	line := w.wanted(sku, at)
	if line == nil {
		w.unwanted(sku, at)
		return
	}
	if held := w.inHand(); held != nil && held.Slot != line.Slot {
		w.refuse("put_first", floor.Phrase{Tote: string(held.Tote), Order: string(held.Order), Quantity: held.InHand()})
		return
	}
	n := w.session().Units(factor)
	if n > line.Remaining() {
		w.d.TakeOver(floor.Over, floor.Phrase{
			Code: "over_pick", SKU: string(sku), Name: line.Name, Quantity: line.Picked, Of: line.Quantity - line.Shorted,
		})
		return
	}
	w.take(line, n)
}

// wanted is the first open line at the bin for an item.
func (w *walk) wanted(sku floor.SKU, at floor.LocationID) *Line {
	for i := range w.Lines {
		if l := &w.Lines[i]; l.Location == at && l.SKU == sku && l.Remaining() > 0 {
			return l
		}
	}
	return nil
}

// unwanted tells one too many from a wrong item.
func (w *walk) unwanted(sku floor.SKU, at floor.LocationID) {
	for _, l := range w.Lines {
		if l.Location == at && l.SKU == sku && l.Picked > 0 {
			w.d.TakeOver(floor.Over, floor.Phrase{
				Code: "over_pick", SKU: string(sku), Name: l.Name, Quantity: l.Picked, Of: l.Quantity - l.Shorted,
			})
			return
		}
	}
	current := Current(w.Lines, at)
	if current == nil {
		w.refuse("bin_done", floor.Phrase{Location: string(at), Got: string(sku)})
		return
	}
	w.d.TakeOver(floor.Bad, floor.Phrase{
		Code: "wrong_item", Expected: string(current.SKU), Name: current.Name, Got: string(sku), Location: string(at),
	})
}

// finish reports what is complete after lines changed: fulfilments, and the
// list itself.
func (w *walk) finish() {
	for i := range w.Lines {
		done := &w.Lines[i]
		if w.openFor(done.Fulfilment) || w.reported(done) {
			continue
		}
		state := order.Picked
		if done.Missing > 0 {
			state = order.Incomplete
		}
		w.d.Happened(order.FulfilmentMoved{Fulfilment: done.Fulfilment, Order: done.Order, State: state})
		w.setState(done.Fulfilment, state)
	}
	if w.open() == nil && w.List.State != Finished {
		w.List.State = Finished
		w.d.Happened(ListPicked{List: w.List.ID})
	}
}

func (w *walk) openFor(id floor.FulfilmentID) bool {
	for i := range w.Lines {
		if w.Lines[i].Fulfilment == id && w.Lines[i].Open() {
			return true
		}
	}
	return false
}

// reported says that a fulfilment is not in picking any more.
func (w *walk) reported(l *Line) bool { return l.State != order.Picking }

func (w *walk) setState(id floor.FulfilmentID, state order.State) {
	for i := range w.Lines {
		if w.Lines[i].Fulfilment == id {
			w.Lines[i].State = state
		}
	}
}
