package pack

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// Kinds of open questions at a packing station.
const (
	askRemove = "remove"
	askByHand = "by_hand"
	askPark   = "park"
)

const undoPack = "pack"

func (t *table) packingCommand(c floor.Command) {
	switch c {
	case floor.UndoLast:
		t.undo()
	case floor.Remove:
		t.d.AskAgain(askRemove, "", floor.Phrase{Code: "scan_what_to_remove", Order: string(t.Parcel.Order)})
		t.d.Verdict.Outcome = floor.Good
	case floor.ByHand:
		t.byHand()
	case floor.Skip:
		t.otherByHand()
	case floor.Done:
		if t.unitsLeft() > 0 {
			t.refuse("units_missing", floor.Phrase{Order: string(t.Parcel.Order), Quantity: t.unitsLeft()})
			return
		}
		if refusal := t.close(); refusal != nil {
			t.refuse(refusal.Code, *refusal)
		}
	case floor.Next, floor.Help:
		t.accept("help", floor.Phrase{Order: string(t.Parcel.Order)})
	default:
		t.refuse("command_not_here", floor.Phrase{Got: string(c)})
	}
}

// item verifies units: the right item, and not one too many.
func (t *table) item(sku floor.SKU, factor int) {
	if ask := t.session().Ask; ask != nil && ask.Kind == askRemove {
		t.takeOut(sku, t.session().Units(factor))
		return
	}
	n, rest, line := t.session().Units(factor), 0, (*Line)(nil)
	for i := range t.Lines {
		if l := &t.Lines[i]; l.SKU == sku {
			rest += l.Rest()
			line = l
		}
	}
	switch {
	case line == nil:
		t.wrong(sku)
	case n > rest:
		wanted, packed := t.totals(sku)
		t.d.TakeOver(floor.Over, floor.Phrase{
			Code: "over_pack", SKU: string(sku), Name: line.Name, Order: string(t.Parcel.Order), Quantity: packed, Of: wanted,
		})
	default:
		t.put(sku, n, false)
	}
}

func (t *table) wrong(sku floor.SKU) {
	expected := t.nextUnit()
	t.d.TakeOver(floor.Bad, floor.Phrase{
		Code: "wrong_item_packed", Expected: expected.SKU, Name: expected.Name, Got: string(sku),
		Order: string(t.Parcel.Order), Subject: string(t.ElsewhereOrder),
	})
}

func (t *table) totals(sku floor.SKU) (wanted, packed int) {
	for _, l := range t.Lines {
		if l.SKU == sku {
			wanted, packed = wanted+l.Wanted, packed+l.Packed
		}
	}
	return wanted, packed
}

// put moves units of an item from the tote into the parcel, line by line.
func (t *table) put(sku floor.SKU, n int, byHand bool) {
	from, to := floor.InTote(t.Parcel.Tote), floor.InParcel(t.Parcel.ID)
	undo := &floor.Undo{Kind: undoPack}
	t.d.Happened(stock.Moved{SKU: sku, From: from, To: to, Quantity: n})
	said := floor.Phrase{Code: "item_packed", SKU: string(sku), Order: string(t.Parcel.Order)}
	for i := range t.Lines {
		l := &t.Lines[i]
		part := min(n, l.Rest())
		if l.SKU != sku || part <= 0 {
			continue
		}
		l.Packed += part
		n -= part
		t.packed(l, part, byHand)
		undo.Moves = append(undo.Moves, floor.UndoMove{Line: l.OrderLine, SKU: sku, From: from, To: to, Quantity: part})
		said.Name = l.Name
	}
	said.Of, said.Quantity = t.totals(sku)
	if byHand {
		said.Reason = askByHand
	}
	t.session().Undo = undo
	t.accept(said.Code, said)
	if t.unitsLeft() == 0 {
		t.close()
	}
}

func (t *table) packed(l *Line, n int, byHand bool) {
	t.d.Happened(LinePacked{
		Parcel: t.Parcel.ID, Order: t.Parcel.Order, OrderLine: l.OrderLine, Quantity: n,
		Badge: t.session().Badge, ByHand: byHand,
	})
}

// takeOut puts units back from the parcel into the tote.
func (t *table) takeOut(sku floor.SKU, n int) {
	_, packed := t.totals(sku)
	if packed < n {
		t.refuse("not_in_parcel", floor.Phrase{SKU: string(sku), Quantity: packed, Order: string(t.Parcel.Order)})
		return
	}
	t.d.Happened(stock.Moved{
		SKU: sku, From: floor.InParcel(t.Parcel.ID), To: floor.InTote(t.Parcel.Tote), Quantity: n,
	})
	left := n
	for i := len(t.Lines) - 1; i >= 0; i-- {
		l := &t.Lines[i]
		if part := min(left, l.Packed); l.SKU == sku && part > 0 {
			l.Packed -= part
			left -= part
			t.packed(l, -part, false)
		}
	}
	t.session().Undo = nil
	t.accept("taken_out", floor.Phrase{SKU: string(sku), Quantity: n, Order: string(t.Parcel.Order)})
}

func (t *table) undo() {
	undo := t.session().Undo
	if undo == nil || undo.Kind != undoPack {
		t.refuse("nothing_to_undo", floor.Phrase{})
		return
	}
	total := 0
	for _, m := range undo.Moves {
		total += m.Quantity
	}
	t.takeOut(undo.Moves[0].SKU, total)
	if t.d.Verdict.Accepted() {
		t.accept("undone", floor.Phrase{SKU: string(undo.Moves[0].SKU), Quantity: total})
	}
}

// byHand counts a unit whose barcode cannot be read: MANUAL names the item it
// would count, SKIP names the next one, MANUAL again counts it.
func (t *table) byHand() {
	ask := t.session().Ask
	if ask != nil && ask.Kind == askByHand {
		t.put(floor.SKU(ask.Code), 1, true)
		return
	}
	t.askByHand(0)
}

func (t *table) otherByHand() {
	ask := t.session().Ask
	if ask == nil || ask.Kind != askByHand {
		t.refuse("nothing_to_skip", floor.Phrase{})
		return
	}
	for i, l := range t.Lines {
		if string(l.SKU) == ask.Code {
			t.askByHand(i + 1)
			return
		}
	}
	t.askByHand(0)
}

func (t *table) askByHand(from int) {
	for i := range t.Lines {
		l := t.Lines[(from+i)%len(t.Lines)]
		if l.Rest() > 0 {
			t.d.AskAgain(askByHand, string(l.SKU), floor.Phrase{
				Code: "by_hand_again", SKU: string(l.SKU), Name: l.Name, Order: string(t.Parcel.Order),
			})
			t.d.Verdict.Outcome = floor.Good
			return
		}
	}
	t.refuse("nothing_left_to_pack", floor.Phrase{Order: string(t.Parcel.Order)})
}
