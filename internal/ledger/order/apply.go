package order

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage is the order stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "order",
		Events: []stage.EventType{
			{Kind: "order.placed", Version: 1, New: func() floor.Event { return &order.Placed{} }},
			{Kind: "order.cancelled", Version: 1, New: func() floor.Event { return &order.Cancelled{} }},
			{Kind: "order.units_cancelled", Version: 1, New: func() floor.Event { return &order.UnitsCancelled{} }},
			{Kind: "order.held", Version: 1, New: func() floor.Event { return &order.Held{} }},
			{Kind: "order.hold_lifted", Version: 1, New: func() floor.Event { return &order.HoldLifted{} }},
			{Kind: "order.fulfilment_moved", Version: 1, New: func() floor.Event { return &order.FulfilmentMoved{} }},
			{Kind: "order.shorted", Version: 1, New: func() floor.Event { return &order.Shorted{} }},
		},
		Tables: []stage.Table{
			{Name: "orders", Class: stage.Derived},
			{Name: "order_line", Class: stage.Derived},
			{Name: "fulfilment", Class: stage.Derived},
			{Name: "fulfilment_stage", Class: stage.Derived},
			{Name: "throughput", Class: stage.Derived},
			{Name: "hold", Class: stage.Derived},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case order.Placed:
		tx.Touch("orders", string(e.Order))
		return place(tx, at, e)
	case order.Cancelled:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`UPDATE orders SET state = 'cancelled', reason = ?2 WHERE id = ?1`, e.Order, e.Reason)
		return err
	case order.UnitsCancelled:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`UPDATE order_line SET cancelled = cancelled + ?3 WHERE order_id = ?1 AND number = ?2`,
			e.Order, e.Line, e.Quantity)
		return err
	case order.Held:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`INSERT INTO hold (order_id, kind, by, at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (order_id, kind) DO UPDATE SET by = excluded.by`, e.Order, e.Kind, e.By, at.At.UnixMicro())
		return err
	case order.HoldLifted:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`DELETE FROM hold WHERE order_id = ?1 AND kind = ?2`, e.Order, e.Kind)
		return err
	case order.FulfilmentMoved:
		return moved(tx, at, e)
	case order.Shorted:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`UPDATE fulfilment SET missing = missing + ?2 WHERE id = ?1`, e.Fulfilment, e.Quantity)
		return err
	}
	return fmt.Errorf("order: no apply for %T", event)
}

func place(tx engine.Tx, at stage.Moment, e order.Placed) error {
	_, err := tx.Exec(`INSERT INTO orders (id, version, placed_at, channel, service, ship_by, currency, tax_included,
			shipping_minor, country, gift, note, customer, digest, state, seq)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'placed', ?15)
		ON CONFLICT (id) DO UPDATE SET version = excluded.version, placed_at = excluded.placed_at,
			channel = excluded.channel, service = excluded.service, ship_by = excluded.ship_by,
			currency = excluded.currency, tax_included = excluded.tax_included,
			shipping_minor = excluded.shipping_minor, country = excluded.country, gift = excluded.gift,
			note = excluded.note, customer = excluded.customer, digest = excluded.digest`,
		e.Order, e.Version, e.PlacedAt.UnixMicro(), e.Channel, e.Service, e.ShipBy.UnixMicro(), e.Currency,
		e.TaxIncluded, e.ShippingMinor, e.Country, e.Gift, e.Note, e.Customer, e.Digest, at.Seq)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`DELETE FROM order_line WHERE order_id = ?1`, e.Order); err != nil {
		return err
	}
	for _, line := range e.Lines {
		_, err := tx.Exec(`INSERT INTO order_line (order_id, number, sku, ordered, unit_price_minor, discount_minor, rate)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
			e.Order, line.Number, line.SKU, line.Quantity, line.UnitPriceMinor, line.DiscountMinor, int64(line.Rate))
		if err != nil {
			return err
		}
	}
	if _, err := tx.Exec(`INSERT INTO fulfilment (id, order_id, state, ship_by) VALUES (?1, ?2, 'scheduled', ?3)
		ON CONFLICT (id) DO UPDATE SET ship_by = excluded.ship_by`,
		e.Fulfilment, e.Order, e.ShipBy.UnixMicro()); err != nil {
		return err
	}
	return code.Register(tx, string(e.Order), floor.Thing{Kind: floor.AnOrder, Ref: string(e.Order)})
}
