package app

import (
	"context"
	"errors"
	"fmt"

	"tallyman/devices/page"
	"tallyman/devices/printer/png"
	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/shift"
	"tallyman/internal/paper"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// The kinds of codes that the demo offers.
const (
	kindBadge   = "badge"
	kindCommand = "command"
	kindBin     = "bin"
	kindItem    = "item"
	kindTote    = "tote"
	kindPlace   = "place"
	kindLabel   = "label"
)

// offer gathers the codes of a station. The first error is kept.
type offer struct {
	demo  *Demo
	ctx   context.Context //nolint:containedctx // an offer lives as long as one call
	codes []web.DemoCode
	err   error
}

// Codes are the barcodes that make sense at a station now: what it waits for
// first, then what is always possible.
func (d *Demo) Codes(ctx context.Context, id floor.StationID) ([]web.DemoCode, error) {
	station, err := d.app.view.Station(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	o := &offer{demo: d, ctx: ctx}
	switch {
	case station.Takeover:
		o.say(floor.Acknowledge)
	case station.Badge == "":
		o.badges(station.Kind)
	case station.Next != nil:
		o.next(*station.Next, station)
	}
	if station.Badge != "" {
		o.say(floor.Next, floor.UndoLast, floor.Help, floor.LogOut)
	}
	return o.codes, o.err
}

func (o *offer) add(kind, code, caption string) {
	for _, known := range o.codes {
		if known.Code == code {
			return
		}
	}
	o.codes = append(o.codes, web.DemoCode{Code: code, Caption: caption, Kind: kind})
}

// own adds a code of ours.
func (o *offer) own(kind string, of floor.CodeKind, body, caption string) {
	code, err := floor.NewCode(of, body)
	if err != nil {
		o.err = errors.Join(o.err, err)
		return
	}
	o.add(kind, code.String(), caption)
}

func (o *offer) say(commands ...floor.Command) {
	for _, c := range commands {
		o.own(kindCommand, floor.CodeCommand, string(c), o.demo.app.words.Command(string(c)))
	}
}

// find adds what a query finds: code, caption, and what else to say of it.
func (o *offer) find(kind, sql string, arguments ...any) {
	found, err := o.demo.app.query(o.ctx, sql, arguments...)
	o.err = errors.Join(o.err, err)
	for _, f := range found {
		o.add(kind, f.Code, caption(f))
	}
}

func caption(c paper.Code) string {
	if c.Sub == "" {
		return c.Caption
	}
	return c.Caption + " · " + c.Sub
}

func (o *offer) badges(kind shift.Kind) {
	wanted := map[shift.Kind]shift.Role{shift.Pick: shift.Picker, shift.Pack: shift.Packer, shift.Dock: shift.Packer}[kind]
	for _, b := range o.demo.badges {
		if b.role == string(wanted) {
			o.add(kindBadge, b.code, b.name)
		}
	}
}

// next adds what the station waits for.
func (o *offer) next(p floor.Phrase, station view.Station) {
	switch p.Code {
	case "next_bind_tote":
		o.find(kindTote, `SELECT code, id, 'free' FROM tote WHERE fulfilment = '' ORDER BY id LIMIT 4`)
	case "next_location":
		o.bin(p.Location)
		o.find(kindBin, `SELECT code, id, 'a wrong one' FROM location WHERE id <> ?1 ORDER BY sequence LIMIT 1`, p.Location)
		o.say(floor.Skip)
	case "next_item":
		o.item(p.SKU)
		o.say(floor.ShortEmpty)
	case "next_put":
		o.find(kindTote, `SELECT code, id, '' FROM tote WHERE id = ?1`, p.Tote)
	case "next_drop":
		for _, s := range o.demo.app.options.Config.Stations {
			if s.Kind == config.Pack {
				o.own(kindPlace, floor.CodeStation, floor.CodeBody(string(s.ID)), "put down at "+string(s.ID))
			}
		}
	case "next_unit":
		o.item(p.SKU)
	case "next_done":
		o.say(floor.Done)
	case "next_label":
		o.label(station.Work, p.Subject)
	case "next_printed_or_reprint":
		o.say(floor.Printed, floor.Reprint)
	default:
		o.between(p)
	}
}

// between adds what is possible between two orders.
func (o *offer) between(p floor.Phrase) {
	switch p.Code {
	case "next_empty_tote", "next_tote_or_order":
		o.find(kindTote, `SELECT code, id, 'empty it' FROM tote WHERE id = ?1`, p.Tote)
		o.find(kindTote, `SELECT t.code, t.id, f.order_id FROM tote t JOIN fulfilment f ON f.id = t.fulfilment
			WHERE f.state IN ('picked', 'packing') ORDER BY f.ship_by, t.id LIMIT 4`)
		o.dock()
	case "next_dock":
		o.dock()
	case "next_load":
		o.find(kindLabel, `SELECT sscc, order_id, id FROM parcel WHERE state = 'labelled' ORDER BY id LIMIT 6`)
		o.say(floor.Done)
	}
}

func (o *offer) bin(id string) {
	o.find(kindBin, `SELECT code, id, '' FROM location WHERE id = ?1`, id)
}

// item adds the item that is wanted, its case, and one that is not wanted, to
// see what happens.
func (o *offer) item(sku string) {
	o.find(kindItem, `SELECT coalesce(nullif(gtin, ''), sku), name, '' FROM item WHERE sku = ?1`, sku)
	o.find(kindItem, `SELECT case_gtin, name, 'case of ' || case_quantity FROM item WHERE sku = ?1 AND case_gtin <> ''`, sku)
	o.find(kindItem, `SELECT gtin, name, 'a wrong one' FROM item WHERE sku <> ?1 AND gtin <> '' ORDER BY sku LIMIT 1`, sku)
}

// label adds the codes of the label that left the printer.
func (o *offer) label(order, sscc string) {
	o.find(kindLabel, `SELECT attempt, 'label', order_id FROM print_job WHERE order_id = ?1 AND document = 'label'
		AND state IN ('sending', 'sent', 'unknown', 'confirmed') ORDER BY number DESC LIMIT 1`, order)
	o.add(kindLabel, sscc, "label · SSCC")
	o.say(floor.Reprint)
}

// dock adds the docks when there is something to hand over.
func (o *offer) dock() {
	waiting, err := o.demo.app.query(o.ctx, `SELECT id, '', '' FROM parcel WHERE state = 'labelled' LIMIT 1`)
	o.err = errors.Join(o.err, err)
	if len(waiting) == 0 {
		return
	}
	for _, dock := range o.demo.app.docks() {
		o.own(kindPlace, floor.CodeDock, dock, "hand over at "+dock)
	}
}

// Scan types a code into the line of a station's scanner. Who asks for work
// when there is none gets some.
func (d *Demo) Scan(ctx context.Context, id floor.StationID, code string) error {
	scanner, known := d.scanners[id]
	if !known {
		return view.ErrNotFound
	}
	if own, reading := floor.ReadCode(code); reading == floor.Own && own.Kind == floor.CodeCommand && own.Body == string(floor.Next) {
		if err := d.giveWork(ctx); err != nil {
			return err
		}
	}
	// What is typed before the line is open is lost, as with real ports.
	if err := scanner.WaitOpened(ctx); err != nil {
		return err
	}
	return scanner.Send(code)
}

// giveWork releases an order when no list waits for a picker.
func (d *Demo) giveWork(ctx context.Context) error {
	page, err := d.app.view.PickLists(ctx, view.Ask{State: string(pick.Waiting), Limit: 1})
	if err != nil || len(page.Rows) > 0 {
		return err
	}
	_, _, err = d.app.warehouse.Release(ctx, 1)
	return err
}

// The size of a barcode on the screen.
const (
	barcodeWidthMM  = 80.0
	barcodeHeightMM = 20.0
	barcodeEdgeMM   = 2.0
	barcodeModuleMM = 0.25
)

// Barcode draws a code as Code 128.
func (d *Demo) Barcode(_ context.Context, code string) ([]byte, error) {
	drawn := page.Page{WidthMM: barcodeWidthMM, HeightMM: barcodeHeightMM}
	drawn.Add(page.Barcode{
		Symbology: page.Code128, Data: code, XMM: barcodeEdgeMM, YMM: barcodeEdgeMM,
		WidthMM: barcodeWidthMM - 2*barcodeEdgeMM, HeightMM: barcodeHeightMM - 2*barcodeEdgeMM,
		ModuleMM: 2 * barcodeModuleMM, MinModuleMM: barcodeModuleMM / 2,
	})
	picture, err := png.Render(drawn, pictureDPI)
	if err != nil {
		return nil, fmt.Errorf("draw the barcode: %w", err)
	}
	return picture, nil
}
