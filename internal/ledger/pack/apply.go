package pack

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pack"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// The number ranges of packing.
const (
	parcels  = "parcel"
	ssccs    = "sscc"
	invoices = "invoice"
	// tracking stands before the id of a service.
	tracking = "tracking:"
)

// Stage is the pack stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "pack",
		Events: []stage.EventType{
			{Kind: "pack.opened", Version: 1, New: func() floor.Event { return &pack.Opened{} }},
			{Kind: "pack.line_packed", Version: 1, New: func() floor.Event { return &pack.LinePacked{} }},
			{Kind: "pack.closed", Version: 1, New: func() floor.Event { return &pack.Closed{} }},
			{Kind: "pack.invoiced", Version: 1, New: func() floor.Event { return &pack.Invoiced{} }},
			{Kind: "pack.reopened", Version: 1, New: func() floor.Event { return &pack.Reopened{} }},
			{Kind: "pack.labelled", Version: 1, New: func() floor.Event { return &pack.Labelled{} }},
			{Kind: "pack.parked", Version: 1, New: func() floor.Event { return &pack.Parked{} }},
			{Kind: "pack.voided", Version: 1, New: func() floor.Event { return &pack.Voided{} }},
		},
		Tables: []stage.Table{
			{Name: "parcel", Class: stage.Derived},
			{Name: "invoice", Class: stage.Derived},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case pack.Opened:
		return open(tx, at, e)
	case pack.LinePacked:
		_, err := tx.Exec(`UPDATE order_line SET packed = packed + ?3 WHERE order_id = ?1 AND number = ?2`,
			e.Order, e.OrderLine, e.Quantity)
		return err
	case pack.Closed:
		return closed(tx, e)
	case pack.Invoiced:
		return invoiced(tx, at, e)
	case pack.Reopened:
		return reopened(tx, e)
	case pack.Labelled:
		_, err := tx.Exec(`UPDATE parcel SET state = 'labelled', place = '' WHERE id = ?1`, e.Parcel)
		return err
	case pack.Parked:
		_, err := tx.Exec(`UPDATE parcel SET place = ?2 WHERE id = ?1`, e.Parcel, e.Place)
		return err
	case pack.Voided:
		_, err := tx.Exec(`UPDATE parcel SET state = 'void', place = '' WHERE id = ?1`, e.Parcel)
		return err
	}
	return fmt.Errorf("pack: no apply for %T", event)
}

func open(tx engine.Tx, at stage.Moment, e pack.Opened) error {
	if _, err := tx.Exec(`INSERT INTO parcel (id, fulfilment, order_id, number, state, station, badge, tote, seq)
		VALUES (?1, ?2, ?3, ?4, 'open', ?5, ?6, ?7, ?8)
		ON CONFLICT (id) DO UPDATE SET station = excluded.station, badge = excluded.badge, place = ''`,
		e.Parcel, e.Fulfilment, e.Order, e.Number, e.Station, e.Badge, e.Tote, at.Seq); err != nil {
		return err
	}
	return code.Count(tx, parcels, int64(e.Serial))
}

func closed(tx engine.Tx, e pack.Closed) error {
	if _, err := tx.Exec(`UPDATE parcel SET state = 'closed', service = ?2, sscc = ?3, tracking_number = ?4,
		weight_grams = ?5 WHERE id = ?1`, e.Parcel, e.Service, e.SSCC, e.TrackingNumber, e.WeightGrams); err != nil {
		return err
	}
	thing := floor.Thing{Kind: floor.AParcel, Ref: string(e.Parcel)}
	for _, text := range []string{e.SSCC, e.TrackingNumber} {
		if err := code.Register(tx, text, thing); err != nil {
			return err
		}
	}
	if err := code.Count(tx, ssccs, e.SSCCSerial); err != nil {
		return err
	}
	return code.Count(tx, tracking+e.Service, e.TrackingSerial)
}

func invoiced(tx engine.Tx, at stage.Moment, e pack.Invoiced) error {
	if _, err := tx.Exec(`INSERT INTO invoice (id, fulfilment, order_id, currency, net_minor, tax_minor, total_minor,
			snapshot, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
		e.Invoice, e.Fulfilment, e.Order, e.Currency, e.NetMinor, e.TaxMinor, e.TotalMinor,
		e.Snapshot, at.At.UnixMicro()); err != nil {
		return err
	}
	return code.Count(tx, invoices, e.Serial)
}

// reopened forgets the numbers: a label that bears them is worth nothing.
func reopened(tx engine.Tx, e pack.Reopened) error {
	if _, err := tx.Exec(`DELETE FROM code WHERE kind = 'parcel' AND ref = ?1 AND code IN
		(SELECT sscc FROM parcel WHERE id = ?1 UNION ALL SELECT tracking_number FROM parcel WHERE id = ?1)`,
		e.Parcel); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE parcel SET state = 'open', sscc = '', tracking_number = '', service = '', weight_grams = 0
		WHERE id = ?1`, e.Parcel)
	return err
}
