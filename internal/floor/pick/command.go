package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

func (w *walk) command(c floor.Command) {
	switch c {
	case floor.Next:
		w.next()
	case floor.Done:
		w.done()
	case floor.UndoLast:
		w.undo()
	case floor.Skip:
		w.skip()
	case floor.Short:
		if w.shortable() != nil {
			w.refuse("short_reason", floor.Phrase{Location: string(w.session().Location)})
		}
	case floor.ShortEmpty, floor.ShortFewer, floor.ShortDamaged, floor.ShortWrong:
		w.short(reason(c))
	case floor.Help:
		w.accept("help", floor.Phrase{})
	default:
		w.refuse("command_not_here", floor.Phrase{Got: string(c)})
	}
}

// reason is what a short command says of the bin.
func reason(c floor.Command) string {
	switch c {
	case floor.ShortEmpty:
		return "empty"
	case floor.ShortFewer:
		return "fewer"
	case floor.ShortDamaged:
		return "damaged"
	default:
		return "wrong_item"
	}
}

// next takes work, or says again where to go.
func (w *walk) next() {
	switch {
	case w.session().List != "" && w.List.State == Finished:
		w.refuse("drop_first", floor.Phrase{Subject: string(w.List.ID)})
	case w.session().List != "":
		w.accept("go_on", floor.Phrase{Subject: string(w.List.ID), Quantity: w.unitsLeft()})
	case w.List.ID == "":
		w.refuse("no_work", floor.Phrase{})
	case w.List.Badge == w.session().Badge:
		w.openList("list_resumed")
	default:
		w.d.Happened(Taken{List: w.List.ID, Badge: w.session().Badge})
		w.openList("list_taken")
	}
}

func (w *walk) done() {
	switch {
	case w.session().List == "":
		w.refuse("no_list", floor.Phrase{})
	case w.open() != nil:
		w.refuse("lines_open", floor.Phrase{Quantity: w.unitsLeft()})
	default:
		w.accept("bring_totes", floor.Phrase{Subject: string(w.List.ID)})
	}
}

// drop leaves the totes of a finished list at a place.
func (w *walk) drop(place string) {
	switch {
	case w.session().List == "":
		w.refuse("not_asked_here", floor.Phrase{Got: string(floor.APlace), Subject: place})
	case w.open() != nil:
		w.refuse("lines_open", floor.Phrase{Quantity: w.unitsLeft()})
	default:
		id := w.List.ID
		w.d.Happened(TotesDropped{List: id, Place: place})
		s := w.session()
		s.List, s.Location, s.Undo = "", "", nil
		w.List, w.Lines = List{}, nil
		w.accept("totes_dropped", floor.Phrase{Subject: string(id), Location: place})
	}
}

func (w *walk) skip() {
	if !w.working() {
		return
	}
	if w.inHand() != nil {
		w.refuse("put_first", floor.Phrase{Tote: string(w.inHand().Tote), Quantity: w.inHand().InHand()})
		return
	}
	line := Current(w.Lines, w.session().Location)
	if line == nil {
		line = w.open()
	}
	if line == nil {
		w.refuse("nothing_to_skip", floor.Phrase{})
		return
	}
	w.d.Happened(LineSkipped{List: w.List.ID, Line: line.Line})
	skipped := *line
	w.Lines = append(without(w.Lines, skipped.Line), skipped)
	w.session().Location = ""
	w.accept("skipped", floor.Phrase{SKU: string(skipped.SKU), Location: string(skipped.Location)})
}

func without(lines []Line, number int) []Line {
	kept := make([]Line, 0, len(lines))
	for _, l := range lines {
		if l.Line != number {
			kept = append(kept, l)
		}
	}
	return kept
}

// shortable is the line a short would be about, refusing when there is none.
func (w *walk) shortable() *Line {
	if !w.working() {
		return nil
	}
	line := Current(w.Lines, w.session().Location)
	if line == nil {
		w.refuse("short_where", floor.Phrase{})
	}
	return line
}

// short gives up what the bin does not have. The same units are looked for in
// other bins at once and put on the same walk; what no bin has makes the
// fulfilment incomplete.
func (w *walk) short(reason string) {
	line := w.shortable()
	if line == nil || w.Short == nil {
		return
	}
	missing, bin := line.Remaining(), w.Short.Bin
	line.Shorted += missing
	w.d.Happened(
		LineShorted{List: w.List.ID, Line: line.Line, Quantity: missing, Reason: reason},
		stock.Allocated{Location: line.Location, SKU: line.SKU, Quantity: -missing},
	)
	level := w.Short.Level
	if n := bin.Quantity - (bin.Allocated - missing) - bin.Blocked; n > 0 {
		level.Blocked += n
		w.d.Happened(stock.Blocked{Location: line.Location, SKU: line.SKU, Quantity: n})
	}
	said := floor.Phrase{
		SKU: string(line.SKU), Name: line.Name, Quantity: missing, Reason: reason, Location: string(line.Location),
	}
	lost := w.elsewhere(*line, missing)
	if lost > 0 {
		level.Reserved -= lost
		w.d.Happened(
			stock.Released{Order: line.Order, Line: line.OrderLine, SKU: line.SKU, Quantity: lost},
			order.Shorted{Fulfilment: line.Fulfilment, Order: line.Order, Line: line.OrderLine, SKU: line.SKU, Quantity: lost},
		)
		w.addMissing(line.Fulfilment, lost)
	}
	w.d.Happened(order.Rebalance(level, nil, w.Short.Holding)...)
	w.session().Undo = nil
	w.accept("shorted", said)
	w.finish()
}

func (w *walk) addMissing(id floor.FulfilmentID, n int) {
	for i := range w.Lines {
		if w.Lines[i].Fulfilment == id {
			w.Lines[i].Missing += n
		}
	}
}

// elsewhere adds lines for other bins and returns how many units no bin has.
func (w *walk) elsewhere(short Line, missing int) int {
	for _, bin := range w.Short.Others {
		n := min(missing, bin.Free())
		if n <= 0 {
			continue
		}
		w.List.LastLine++
		added := ListLine{
			Line: w.List.LastLine, Slot: short.Slot, OrderLine: short.OrderLine, SKU: short.SKU,
			Location: bin.Location, Sequence: bin.Sequence, Quantity: n,
		}
		w.d.Happened(
			LineAdded{List: w.List.ID, Line: added},
			stock.Allocated{Location: bin.Location, SKU: short.SKU, Quantity: n},
		)
		w.Lines = append(w.Lines, Line{
			ListLine: added, Fulfilment: short.Fulfilment, Order: short.Order, Name: short.Name,
			Tote: short.Tote, State: short.State, Missing: short.Missing,
		})
		missing -= n
	}
	return missing
}
