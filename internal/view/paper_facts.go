package view

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
	ledgership "tallyman/internal/ledger/ship"
	ledgerstock "tallyman/internal/ledger/stock"
)

// Coded is a thing of the house with its own barcode.
type Coded struct {
	Code, Name, Sub string
}

// ItemPaper reads what the labels of an item say; ErrNotFound when there is none.
func (v *View) ItemPaper(ctx context.Context, sku floor.SKU) (stock.Item, error) {
	return one(ctx, v, 0, "item", string(sku), func(r engine.Reader) (*stock.Item, error) {
		item, known, err := ledgerstock.Item(r, sku)
		if !known || err != nil {
			return nil, err
		}
		return &item, nil
	})
}

// CodedThing reads a bin, a tote or a badge with its code. Kinds are "bin",
// "tote" and "badge"; ErrNotFound when there is none, or its holder was erased.
func (v *View) CodedThing(ctx context.Context, kind, id string) (Coded, error) {
	query := map[string]string{
		"bin":  `SELECT code, id, trim(zone || ' ' || aisle) FROM location WHERE id = ?1`,
		"tote": `SELECT code, id, '' FROM tote WHERE id = ?1`,
		"badge": `SELECT json_extract(r.body, '$.code'), json_extract(r.body, '$.name'), b.id || ' · ' || b.role
			FROM badge b JOIN record r ON r.id = b.holder WHERE b.id = ?1`,
	}[kind]
	return one(ctx, v, 0, kind, id, func(r engine.Reader) (*Coded, error) {
		var found *Coded
		err := r.Query(func(row engine.Row) error {
			found = &Coded{Code: row.Text(0), Name: row.Text(1), Sub: row.Text(2)}
			return nil
		}, query, id)
		return found, err
	})
}

// Manifest reads the parcels that were handed over from one moment until
// another, by a station or, with none named, by all.
func (v *View) Manifest(ctx context.Context, from, until time.Time, dock floor.StationID) (ship.Manifest, error) {
	m := ship.Manifest{At: from, Dock: string(dock)}
	err := v.options.Ledger.Read(ctx, 0, func(r engine.Reader, _ int64) error {
		site, err := ledgership.Site(r)
		if err != nil {
			return err
		}
		m.Sender = site.Sender
		return r.Query(func(row engine.Row) error {
			m.Rows = append(m.Rows, ship.ManifestRow{
				Order: floor.OrderID(row.Text(0)), SSCC: row.Text(1), TrackingNumber: row.Text(2),
				Service: serviceName(site, row.Text(3)), WeightGrams: int(row.Int(4)), Country: row.Text(5),
			})
			return nil
		}, `SELECT p.order_id, p.sscc, p.tracking_number, p.service, p.weight_grams, o.country
			FROM fulfilment_stage s JOIN parcel p ON p.fulfilment = s.fulfilment JOIN orders o ON o.id = p.order_id
			WHERE s.state = 'closed' AND s.at >= ?1 AND s.at < ?2 AND (?3 = '' OR s.station = ?3) AND p.state = 'handed_over'
			ORDER BY s.at, s.seq, p.number`, from.UnixMicro(), until.UnixMicro(), dock)
	})
	return m, err
}

func serviceName(site ship.Site, id string) string {
	if service, known := site.Service(id); known {
		return service.Name
	}
	return id
}
