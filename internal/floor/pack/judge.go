package pack

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
)

// Judge decides a scan at a packing station. The session in d is changed and
// the verdict set; badges, doubles, take-overs and log-out were dealt with
// before.
func Judge(f Facts, scan floor.Scan, d *floor.Decision) {
	t := &table{Facts: f, scan: scan, d: d}
	switch {
	case t.jam():
	case d.Session.Parcel == "":
		t.idle()
	case t.gone():
		t.letGo()
	case f.Parcel.State == ParcelOpen:
		t.packing()
	default:
		t.labelling()
	}
	d.Session.Next = t.prompt()
}

// table is one scan at a packing station under decision.
type table struct {
	Facts
	scan floor.Scan
	d    *floor.Decision
}

func (t *table) session() *floor.Session { return &t.d.Session }

func (t *table) refuse(code string, p floor.Phrase) {
	p.Code = code
	t.d.Refuse(floor.Bad, p)
}

func (t *table) accept(code string, p floor.Phrase) {
	p.Code = code
	t.d.Accept(p)
}

// gone says that the parcel was taken over at another station, or is out of
// the packers' hands: what is scanned here must not change it.
func (t *table) gone() bool {
	p := t.Parcel
	return p.Station != t.session().Station || p.State != ParcelOpen && p.State != ParcelClosed
}

func (t *table) letGo() {
	s := t.session()
	id := s.Parcel
	s.Fulfilment, s.Parcel, s.Tote, s.Undo = "", "", "", nil
	t.refuse("parcel_gone", floor.Phrase{Order: string(t.Parcel.Order), Subject: string(id)})
}

// idle waits for a tote, an order, a parked box or the item of an order.
func (t *table) idle() {
	ref := t.Thing.Ref
	switch t.Thing.Kind {
	case floor.ACommand:
		t.idleCommand(floor.Command(ref))
	case floor.ATote:
		t.idleTote()
	case floor.AnOrder, floor.AParcel, floor.AnAttempt, floor.AnItem, floor.APlace:
		t.openOnly()
	case floor.ALocation, floor.ABadge, floor.ADock, floor.AQuantity:
		t.refuse("not_asked_here", floor.Phrase{Got: string(t.Thing.Kind), Subject: ref})
	}
}

func (t *table) idleCommand(c floor.Command) {
	switch {
	case c == floor.Next && t.session().Tote != "":
		t.emptied()
	case c == floor.Next || c == floor.Help:
		t.accept("help", floor.Phrase{})
	case c == floor.UndoLast:
		t.refuse("nothing_to_undo", floor.Phrase{})
	default:
		t.refuse("command_not_here", floor.Phrase{Got: string(c)})
	}
}

// emptied takes the packer's word that the last tote is empty. Somebody may
// have freed it before, and it may hold another order by now.
func (t *table) emptied() {
	id := t.session().Tote
	t.session().Tote = ""
	if len(t.Openings) == 1 && finished(t.Openings[0].State) && t.Tote.Units == 0 {
		t.d.Happened(pick.ToteFreed{Tote: id})
	}
	t.accept("tote_freed", floor.Phrase{Tote: string(id)})
}

// idleTote opens the tote's order. A tote whose order is done is empty when
// the packer says so by scanning it, unless the ledger knows better.
func (t *table) idleTote() {
	id := string(t.Tote.ID)
	switch {
	case t.Tote.Fulfilment == "":
		t.refuse("tote_is_free", floor.Phrase{Tote: id})
	case len(t.Openings) == 1 && finished(t.Openings[0].State) && t.Tote.Units == 0:
		t.d.Happened(pick.ToteFreed{Tote: t.Tote.ID})
		if t.session().Tote == t.Tote.ID {
			t.session().Tote = ""
		}
		t.accept("tote_freed", floor.Phrase{Tote: id})
	default:
		t.openOnly()
	}
}

func finished(s order.State) bool { return s == order.Packed || s == order.Closed || s == order.Void }

// openOnly opens what was scanned when it can mean one order only.
func (t *table) openOnly() {
	switch len(t.Openings) {
	case 0:
		t.refuse("no_order_for", floor.Phrase{Got: string(t.Thing.Kind), Subject: t.Thing.Ref, Name: t.Name})
	case 1:
		t.open(t.Openings[0])
	default:
		t.refuse("several_orders", floor.Phrase{Got: string(t.Thing.Kind), Subject: t.Thing.Ref, Quantity: len(t.Openings)})
	}
}

// open refuses what must not be packed, each reason with its own words.
func (t *table) open(o Opening) {
	p := floor.Phrase{Order: string(o.Order), Tote: string(o.Tote), Reason: string(o.State)}
	switch {
	case o.State == order.Void:
		p.Quantity = t.Tote.Units
		t.refuse("order_cancelled_put_back", p)
	case o.Hold != "":
		p.Reason = o.Hold
		t.refuse("order_on_hold", p)
	case o.State == order.Closed:
		t.refuse("order_shipped", p)
	case t.stale():
		t.misprint("label_copy_old", t.scan.Raw)
	case o.State == order.Packed:
		t.refuse("order_packed", p)
	case o.State == order.Incomplete:
		t.refuse("order_incomplete", p)
	case o.State != order.Picked && o.State != order.Packing:
		t.refuse("order_not_ready", p)
	case o.Parcel != "" && (o.Station != t.session().Station || o.Badge != t.session().Badge) &&
		!t.session().Confirmed("take_over", t.scan.Raw):
		t.d.AskAgain("take_over", t.scan.Raw, floor.Phrase{
			Code: "packed_by_other", Order: string(o.Order), Subject: string(o.Station),
		})
	default:
		t.begin(o)
	}
}

// begin opens a new parcel, or the one begun before.
func (t *table) begin(o Opening) {
	s := t.session()
	if o.Parcel == "" {
		t.Parcel = Parcel{
			ID:         floor.ParcelID(fmt.Sprintf("P-%06d", t.NextParcel)),
			Fulfilment: o.Fulfilment, Order: o.Order, State: ParcelOpen, Tote: o.Tote, Number: 1,
			Station: s.Station,
		}
		t.d.Happened(order.FulfilmentMoved{Fulfilment: o.Fulfilment, Order: o.Order, State: order.Packing})
	}
	t.d.Happened(Opened{
		Parcel: t.Parcel.ID, Serial: t.NextParcel, Fulfilment: o.Fulfilment, Order: o.Order,
		Number: t.Parcel.Number, Station: s.Station, Badge: s.Badge, Tote: o.Tote,
	})
	s.Fulfilment, s.Parcel, s.Tote, s.Undo = o.Fulfilment, t.Parcel.ID, o.Tote, nil
	switch {
	case t.Parcel.State != ParcelOpen:
		t.accept("label_awaited", floor.Phrase{Order: string(o.Order), Subject: string(t.Parcel.ID)})
	case t.Thing.Kind == floor.AnItem:
		t.item(floor.SKU(t.Thing.Ref), t.Thing.Factor)
	default:
		t.accept("order_opened", floor.Phrase{Order: string(o.Order), Tote: string(o.Tote), Of: t.unitsLeft()})
	}
}

func (t *table) unitsLeft() int {
	units := 0
	for _, l := range t.Lines {
		units += l.Rest()
	}
	return units
}

// packing takes units out of the tote into the parcel.
func (t *table) packing() {
	switch t.Thing.Kind {
	case floor.AnItem:
		t.item(floor.SKU(t.Thing.Ref), t.Thing.Factor)
	case floor.ACommand:
		t.packingCommand(floor.Command(t.Thing.Ref))
	case floor.ATote:
		if t.Tote.Fulfilment == t.Parcel.Fulfilment {
			t.accept("open_already", floor.Phrase{Order: string(t.Parcel.Order), Tote: string(t.Tote.ID)})
			return
		}
		t.refuse("finish_first", floor.Phrase{Order: string(t.Parcel.Order), Got: t.Thing.Ref, Quantity: t.unitsLeft()})
	case floor.AnOrder:
		t.refuse("finish_first", floor.Phrase{Order: string(t.Parcel.Order), Got: t.Thing.Ref, Quantity: t.unitsLeft()})
	case floor.ALocation, floor.AParcel, floor.AnAttempt, floor.APlace, floor.ABadge, floor.ADock, floor.AQuantity:
		t.refuse("not_asked_here", floor.Phrase{Got: string(t.Thing.Kind), Subject: t.Thing.Ref})
	}
}

// prompt says what the packer does next.
func (t *table) prompt() floor.Phrase {
	s := t.session()
	switch {
	case s.Ask != nil && s.Ask.Kind == print.AskLastGood:
		return floor.Phrase{Code: "next_last_good"}
	case s.Ask != nil && s.Ask.Kind == print.AskRest:
		return floor.Phrase{Code: "next_rest_again", Quantity: len(t.Jam.After)}
	case s.Parcel == "" && s.Tote != "":
		return floor.Phrase{Code: "next_empty_tote", Tote: string(s.Tote)}
	case s.Parcel == "":
		return floor.Phrase{Code: "next_tote_or_order"}
	case t.Parcel.State == ParcelOpen && t.unitsLeft() == 0:
		return floor.Phrase{Code: "next_done", Order: string(t.Parcel.Order)}
	case t.Parcel.State == ParcelOpen:
		return t.nextUnit()
	case s.Ask != nil && s.Ask.Kind == askPark:
		return floor.Phrase{Code: "next_parking_card", Order: string(t.Parcel.Order)}
	case t.unknownJob() != nil:
		return t.doubt(t.unknownJob())
	default:
		return floor.Phrase{Code: "next_label", Order: string(t.Parcel.Order), Subject: t.Parcel.SSCC}
	}
}

// doubt asks whether a paper came out; a label by the number that it shows.
func (t *table) doubt(a *print.Attempt) floor.Phrase {
	asked := floor.Phrase{
		Code: "next_printed_or_reprint", Order: string(t.Parcel.Order), Reason: string(a.Document), Subject: string(a.Job),
	}
	if a.Document == print.Label {
		asked.Expected = t.Parcel.SSCC
	}
	return asked
}

func (t *table) nextUnit() floor.Phrase {
	for _, l := range t.Lines {
		if l.Rest() > 0 {
			return floor.Phrase{
				Code: "next_unit", SKU: string(l.SKU), Name: l.Name, Order: string(t.Parcel.Order),
				Quantity: l.Packed, Of: l.Wanted,
			}
		}
	}
	return floor.Phrase{}
}
