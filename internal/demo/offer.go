package demo

import (
	"context"
	"errors"

	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// The kinds of codes that the demo offers, and why it does.
const (
	kindBadge   web.DemoKind = "badge"
	kindCommand web.DemoKind = "command"
	kindBin     web.DemoKind = "bin"
	kindItem    web.DemoKind = "item"
	kindTote    web.DemoKind = "tote"
	kindPlace   web.DemoKind = "place"
	kindLabel   web.DemoKind = "label"
	kindParcel  web.DemoKind = "parcel"

	wanted   web.DemoHint = "next"
	mistaken web.DemoHint = "wrong"
	boxed    web.DemoHint = "case"
)

// offer gathers the codes of a station. The first error is kept.
type offer struct {
	*playing
	ctx     context.Context //nolint:containedctx // an offer lives as long as one call
	station view.Station
	tray    *tray
	codes   []web.DemoCode
	err     error
}

func (o *offer) add(kind web.DemoKind, hint web.DemoHint, code, caption string) {
	for _, known := range o.codes {
		if known.Code == code {
			return
		}
	}
	if code != "" {
		o.codes = append(o.codes, web.DemoCode{Code: code, Caption: caption, Kind: kind, Hint: hint})
	}
}

func (o *offer) say(hint web.DemoHint, commands ...floor.Command) {
	for _, c := range commands {
		o.add(kindCommand, hint, command(c), string(c))
	}
}

// find adds what a query finds: codes and captions.
func (o *offer) find(kind web.DemoKind, hint web.DemoHint, sql string, arguments ...any) {
	err := o.app.Read(o.ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			o.add(kind, hint, row.Text(0), row.Text(1))
			return nil
		}, sql, arguments...)
	})
	o.err = errors.Join(o.err, err)
}

func (o *offer) badges() {
	for _, b := range o.labels.role(roleAt(o.station.Kind)) {
		o.add(kindBadge, wanted, b.code, b.name)
	}
}

// next adds what the station waits for.
func (o *offer) next(p floor.Phrase) {
	switch p.Code {
	case "next_keep_or_undo":
		o.say(wanted, floor.Next, floor.UndoLast)
	case "next_take_work":
		o.say(wanted, floor.Next)
	case "next_bind_tote":
		o.find(kindTote, wanted, `SELECT code, id FROM tote WHERE fulfilment = '' ORDER BY id LIMIT 3`)
	case "next_location":
		bin := floor.LocationID(p.Location)
		o.add(kindBin, wanted, o.labels.bins[bin], p.Location)
		o.find(kindBin, mistaken, `SELECT code, id FROM location WHERE code = ?1`, o.labels.beside(bin))
		o.say("", floor.Skip)
	case "next_item":
		o.item(p)
		o.say("", floor.ShortFewer, floor.ShortEmpty)
	case "next_put":
		o.find(kindTote, wanted, `SELECT code, id FROM tote WHERE id = ?1`, p.Tote)
		o.find(kindTote, mistaken, `SELECT code, id FROM tote WHERE fulfilment = '' ORDER BY id LIMIT 1`)
	case "next_drop":
		for _, s := range o.settings.Stations {
			if s.Kind == config.Pack {
				o.add(kindPlace, wanted, own(floor.CodeStation, floor.CodeBody(string(s.ID))), string(s.ID))
			}
		}
	case "next_unit":
		o.item(p)
	case "next_done":
		o.say(wanted, floor.Done)
	case "next_label":
		o.label(p)
	case "next_printed_or_reprint":
		o.say(wanted, floor.Printed, floor.Reprint)
	default:
		o.between(p)
	}
}

// between adds what is possible between two orders.
func (o *offer) between(p floor.Phrase) {
	switch p.Code {
	case "next_empty_tote":
		o.say(wanted, floor.Next)
		o.totes()
		o.dock()
	case "next_tote_or_order":
		o.totes()
		o.dock()
	case "next_dock":
		o.dock()
	case "next_load":
		o.find(kindParcel, wanted, `SELECT p.sscc, p.order_id FROM fulfilment f JOIN parcel p ON p.fulfilment = f.id
			WHERE f.state = 'packed' AND p.state = 'labelled' ORDER BY p.station <> ?1, p.id LIMIT 6`, o.station.ID)
		o.say(wanted, floor.Done)
	}
}

// totes are those that can be packed, the ones that stand here first.
func (o *offer) totes() {
	o.find(kindTote, wanted, `SELECT t.code, t.id || ' · ' || f.order_id FROM tote t JOIN fulfilment f ON f.id = t.fulfilment
		WHERE t.place <> '' AND f.state = 'picked' AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.order_id = f.order_id)
		ORDER BY t.place <> ?1, t.list, t.id LIMIT 3`, floor.CodeBody(string(o.station.ID)))
}

// item adds the item that is wanted, its case where that many are wanted, and
// one that is not.
func (o *offer) item(p floor.Phrase) {
	sku := floor.SKU(p.SKU)
	item := o.labels.items[sku]
	o.add(kindItem, wanted, item.code, p.Name)
	if p.Of-p.Quantity >= item.caseQuantity {
		o.add(kindItem, boxed, item.caseCode, p.Name)
	}
	o.find(kindItem, mistaken, `SELECT ltrim(gtin, '0'), name FROM item WHERE gtin <> '' AND sku > ?1
		AND sku NOT IN (SELECT sku FROM order_line WHERE order_id = ?2) ORDER BY sku LIMIT 1`, p.SKU, p.Order)
}

// label adds the label once it has come out, and what it could be taken for;
// where nobody knows of it, what there is to say.
func (o *offer) label(p floor.Phrase) {
	out := o.newestLabel()
	if out != "" {
		o.add(kindLabel, wanted, out, p.Order)
	}
	if old := o.tray.label(p.Subject); old != out {
		o.add(kindLabel, mistaken, old, p.Order)
	}
	o.add(kindLabel, mistaken, o.tray.other(p.Subject), "")
	switch {
	case o.station.UnknownJob == "":
		o.say("", floor.Reprint)
	case out != "":
		o.say(wanted, floor.Printed)
		o.say(mistaken, floor.Reprint)
	default:
		o.say(wanted, floor.Reprint)
		o.say(mistaken, floor.Printed)
	}
}

// newestLabel is the code of the label that counts; "" when it did not come out.
func (o *offer) newestLabel() string {
	if o.station.Packing == nil || o.station.Packing.Job == nil {
		return ""
	}
	attempt, err := attemptOf(o.station.Packing.Job.ID)
	if err != nil || !o.tray.holds(attempt) {
		return ""
	}
	return attempt
}

// dock adds the docks when there is something to hand over.
func (o *offer) dock() {
	waiting, err := o.count(o.ctx, `SELECT count(*) FROM fulfilment WHERE state = 'packed'`)
	o.err = errors.Join(o.err, err)
	if waiting == 0 {
		return
	}
	for _, dock := range o.app.Docks() {
		o.add(kindPlace, "", own(floor.CodeDock, dock), dock)
	}
}
