package stock

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage is the stock stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "stock",
		Events: []stage.EventType{
			{Kind: "stock.item_defined", Version: 1, New: func() floor.Event { return &stock.ItemDefined{} }},
			{Kind: "stock.location_defined", Version: 1, New: func() floor.Event { return &stock.LocationDefined{} }},
			{Kind: "stock.counted", Version: 1, New: func() floor.Event { return &stock.Counted{} }},
			{Kind: "stock.moved", Version: 1, New: func() floor.Event { return &stock.Moved{} }},
			{Kind: "stock.reserved", Version: 1, New: func() floor.Event { return &stock.Reserved{} }},
			{Kind: "stock.released", Version: 1, New: func() floor.Event { return &stock.Released{} }},
			{Kind: "stock.allocated", Version: 1, New: func() floor.Event { return &stock.Allocated{} }},
			{Kind: "stock.blocked", Version: 1, New: func() floor.Event { return &stock.Blocked{} }},
		},
		Tables: []stage.Table{
			{Name: "item", Class: stage.Derived},
			{Name: "location", Class: stage.Derived},
			{Name: "stock", Class: stage.Derived},
			{Name: "counted", Class: stage.Derived},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case stock.ItemDefined:
		return defineItem(tx, e.Item)
	case stock.LocationDefined:
		return defineLocation(tx, e)
	case stock.Counted:
		return count(tx, at, e)
	case stock.Moved:
		return move(tx, e)
	case stock.Reserved:
		return reserve(tx, e.Order, e.Line, e.SKU, e.Quantity)
	case stock.Released:
		return reserve(tx, e.Order, e.Line, e.SKU, -e.Quantity)
	case stock.Allocated:
		_, err := tx.Exec(`UPDATE stock SET allocated = allocated + ?3 WHERE place = ?1 AND sku = ?2`,
			floor.InBin(e.Location), e.SKU, e.Quantity)
		return err
	case stock.Blocked:
		return block(tx, e)
	}
	return fmt.Errorf("stock: no apply for %T", event)
}

func defineItem(tx engine.Tx, i stock.Item) error {
	thing := floor.Thing{Kind: floor.AnItem, Ref: string(i.SKU), Factor: 1}
	if _, err := tx.Exec(`DELETE FROM code WHERE kind = 'item' AND code IN
		(SELECT gtin FROM item WHERE sku = ?1 UNION ALL SELECT case_gtin FROM item WHERE sku = ?1)`, i.SKU); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO item (sku, name, gtin, weight_grams, length_mm, width_mm, height_mm, fragile,
			price_minor, currency, rate, case_gtin, case_quantity, hs_code, origin)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
		ON CONFLICT (sku) DO UPDATE SET name = excluded.name, gtin = excluded.gtin,
			weight_grams = excluded.weight_grams, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
			height_mm = excluded.height_mm, fragile = excluded.fragile, price_minor = excluded.price_minor,
			currency = excluded.currency, rate = excluded.rate, case_gtin = excluded.case_gtin,
			case_quantity = excluded.case_quantity, hs_code = excluded.hs_code, origin = excluded.origin`,
		i.SKU, i.Name, i.GTIN, i.WeightGrams, i.LengthMM, i.WidthMM, i.HeightMM, i.Fragile,
		i.PriceMinor, i.Currency, int64(i.Rate), i.CaseGTIN, i.CaseQuantity, i.HSCode, i.Origin)
	if err != nil {
		return err
	}
	if err := code.Register(tx, string(i.SKU), thing); err != nil {
		return err
	}
	if err := code.Register(tx, i.GTIN, thing); err != nil {
		return err
	}
	thing.Factor = i.CaseQuantity
	tx.Touch("items", string(i.SKU))
	return code.Register(tx, i.CaseGTIN, thing)
}

func defineLocation(tx engine.Tx, e stock.LocationDefined) error {
	l := e.Location
	_, err := tx.Exec(`INSERT INTO location (id, code, zone, aisle, bay, level, position, sequence)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
		ON CONFLICT (id) DO UPDATE SET zone = excluded.zone, aisle = excluded.aisle, bay = excluded.bay,
			level = excluded.level, position = excluded.position, sequence = excluded.sequence`,
		l.ID, e.Code, l.Zone, l.Aisle, l.Bay, l.Level, l.Position, l.Sequence)
	if err != nil {
		return err
	}
	thing := floor.Thing{Kind: floor.ALocation, Ref: string(l.ID)}
	if err := code.Register(tx, string(l.ID), thing); err != nil {
		return err
	}
	return code.Register(tx, e.Code, thing)
}

func count(tx engine.Tx, at stage.Moment, e stock.Counted) error {
	if _, err := tx.Exec(`INSERT INTO counted (key, seq) VALUES (?1, ?2)`, e.Key, at.Seq); err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO stock (place, sku, quantity) VALUES (?1, ?2, ?3)
		ON CONFLICT (place, sku) DO UPDATE SET quantity = excluded.quantity, blocked = blocked - ?4`,
		floor.InBin(e.Location), e.SKU, e.Quantity, e.Unblocked); err != nil {
		return err
	}
	if e.Unblocked != 0 {
		touch(tx, e.Location, e.SKU)
	}
	_, err := tx.Exec(`UPDATE item SET on_hand = on_hand + ?2, blocked = blocked - ?3 WHERE sku = ?1`,
		e.SKU, e.Quantity-e.Was, e.Unblocked)
	return err
}

// move is the only statement pair that changes where units are.
func move(tx engine.Tx, e stock.Moved) error {
	if err := take(tx, e); err != nil {
		return err
	}
	if err := put(tx, e); err != nil {
		return err
	}
	if e.From.IsBin() == e.To.IsBin() {
		return nil
	}
	quantity, reserved := e.Quantity, e.Reserved
	if e.From.IsBin() {
		quantity, reserved = -quantity, -reserved
	}
	_, err := tx.Exec(`UPDATE item SET on_hand = on_hand + ?2, reserved = reserved + ?3 WHERE sku = ?1`,
		e.SKU, quantity, reserved)
	return err
}

func take(tx engine.Tx, e stock.Moved) error {
	allocated := 0
	if e.From.IsBin() {
		allocated = e.Reserved
	}
	left, found := int64(0), false
	err := tx.Query(func(row engine.Row) error {
		left, found = row.Int(0), true
		return nil
	}, `UPDATE stock SET quantity = quantity - ?3, allocated = allocated - ?4
		WHERE place = ?1 AND sku = ?2 RETURNING quantity`, e.From, e.SKU, e.Quantity, allocated)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("stock: %s has no %s to move", e.From, e.SKU)
	}
	if left == 0 && !e.From.IsBin() {
		_, err = tx.Exec(`DELETE FROM stock WHERE place = ?1 AND sku = ?2`, e.From, e.SKU)
	}
	return err
}

func put(tx engine.Tx, e stock.Moved) error {
	if e.To == floor.Left {
		return nil
	}
	allocated := 0
	if e.To.IsBin() {
		allocated = e.Reserved
	}
	_, err := tx.Exec(`INSERT INTO stock (place, sku, quantity, allocated) VALUES (?1, ?2, ?3, ?4)
		ON CONFLICT (place, sku) DO UPDATE SET quantity = quantity + excluded.quantity,
			allocated = allocated + excluded.allocated`, e.To, e.SKU, e.Quantity, allocated)
	return err
}

func reserve(tx engine.Tx, order floor.OrderID, line int, sku floor.SKU, n int) error {
	if _, err := tx.Exec(`UPDATE item SET reserved = reserved + ?2 WHERE sku = ?1`, sku, n); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE order_line SET reserved = reserved + ?3 WHERE order_id = ?1 AND number = ?2`,
		order, line, n)
	tx.Touch("orders", string(order))
	return err
}

// touch says that other units of an item are missed in a bin now.
func touch(tx engine.Tx, at floor.LocationID, sku floor.SKU) {
	tx.Touch("stock", string(floor.InBin(at))+"/"+string(sku))
}

func block(tx engine.Tx, e stock.Blocked) error {
	touch(tx, e.Location, e.SKU)
	if _, err := tx.Exec(`UPDATE stock SET blocked = blocked + ?3 WHERE place = ?1 AND sku = ?2`,
		floor.InBin(e.Location), e.SKU, e.Quantity); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE item SET blocked = blocked + ?2 WHERE sku = ?1`, e.SKU, e.Quantity)
	return err
}
