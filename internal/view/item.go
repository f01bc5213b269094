package view

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
)

// ItemRow is an item as it is in lists.
type ItemRow struct {
	SKU          floor.SKU  `json:"sku" doc:"Name of the item in the house."`
	Name         string     `json:"name" doc:"What it is called."`
	GTIN         string     `json:"gtin,omitempty" doc:"14 digits."`
	WeightGrams  int        `json:"weight_grams,omitempty" doc:"Weight of a unit."`
	LengthMM     int        `json:"length_mm,omitempty" doc:"Length of a unit."`
	WidthMM      int        `json:"width_mm,omitempty" doc:"Width of a unit."`
	HeightMM     int        `json:"height_mm,omitempty" doc:"Height of a unit."`
	Fragile      bool       `json:"fragile,omitempty" doc:"It breaks."`
	PriceMinor   int64      `json:"price_minor,omitempty" doc:"Price of a unit in minor units of the currency."`
	Currency     string     `json:"currency,omitempty" doc:"ISO 4217 code."`
	Rate         floor.Rate `json:"rate,omitempty" doc:"Tax rate in thousandths of a percent."`
	CaseGTIN     string     `json:"case_gtin,omitempty" doc:"14 digits of a case."`
	CaseQuantity int        `json:"case_quantity,omitempty" doc:"Units in a case."`

	OnHand    int `json:"on_hand" doc:"Units in all bins."`
	Reserved  int `json:"reserved" doc:"Units on hand that are spoken for."`
	Blocked   int `json:"blocked" doc:"Units on hand that could not be found."`
	Available int `json:"available" doc:"Units that can still be promised."`
}

// Item is an item and where its units are.
type Item struct {
	ItemRow
	Places []ItemPlace `json:"places" doc:"Where its units are, those in hands, totes and parcels too."`
}

// ItemPlace is where units of an item are.
type ItemPlace struct {
	Place     floor.Place `json:"place" doc:"Kind and name of the place, such as bin:A-12-03."`
	Quantity  int         `json:"quantity" doc:"Units there."`
	Allocated int         `json:"allocated" doc:"Units of a bin that are on pick lists."`
	Blocked   int         `json:"blocked" doc:"Units of a bin that could not be found."`
}

// Item reads an item and its stock; ErrNotFound when there is none.
func (v *View) Item(ctx context.Context, sku floor.SKU, atLeast int64) (Item, error) {
	return one(ctx, v, atLeast, "item", string(sku), func(r engine.Reader) (*Item, error) {
		row, err := readItem(r, string(sku))
		if row == nil || err != nil {
			return nil, err
		}
		found := &Item{ItemRow: *row, Places: []ItemPlace{}}
		return found, r.Query(func(row engine.Row) error {
			found.Places = append(found.Places, ItemPlace{
				Place: floor.Place(row.Text(0)), Quantity: int(row.Int(1)), Allocated: int(row.Int(2)), Blocked: int(row.Int(3)),
			})
			return nil
		}, `SELECT place, quantity, allocated, blocked FROM stock WHERE sku = ?1 AND quantity > 0 ORDER BY place`, sku)
	})
}

// Items lists items by SKU: those whose SKU begins with the query of ask, that
// have it as a code or in their name; all without one.
func (v *View) Items(ctx context.Context, ask Ask) (Page[ItemRow], error) {
	return list[ItemRow]{row: readItem, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		if ask.Query == "" {
			return keys(r, `SELECT 0, sku FROM item WHERE sku > ?1 ORDER BY sku LIMIT ?2`, after.id, limit)
		}
		q := wanted(ask.Query)
		return keys(r, `SELECT 0, sku FROM item WHERE sku > ?1 AND (
				sku BETWEEN ?3 AND ?4 OR sku BETWEEN ?5 AND ?6 OR gtin = ?7 OR case_gtin = ?7
				OR name LIKE ?8 ESCAPE '\' OR name LIKE ?9 ESCAPE '\' OR name LIKE ?10 ESCAPE '\')
			ORDER BY sku LIMIT ?2`, after.id, limit,
			q.text, q.text+last, q.upper, q.upper+last, q.gtin, q.within(q.text), q.within(q.lower), q.within(q.title))
	}}.page(ctx, v.options.Ledger, ask)
}

func readItem(r engine.Reader, id string) (*ItemRow, error) {
	var found *ItemRow
	sku := floor.SKU(id)
	err := r.Query(func(row engine.Row) error {
		level := stock.Level{SKU: sku, OnHand: int(row.Int(12)), Reserved: int(row.Int(13)), Blocked: int(row.Int(14))}
		found = &ItemRow{
			SKU: sku, Name: row.Text(0), GTIN: row.Text(1), WeightGrams: int(row.Int(2)), LengthMM: int(row.Int(3)),
			WidthMM: int(row.Int(4)), HeightMM: int(row.Int(5)), Fragile: row.Int(6) == 1, PriceMinor: row.Int(7),
			Currency: row.Text(8), Rate: floor.Rate(row.Int(9)), CaseGTIN: row.Text(10), CaseQuantity: int(row.Int(11)),
			OnHand: level.OnHand, Reserved: level.Reserved, Blocked: level.Blocked, Available: level.Available(),
		}
		return nil
	}, `SELECT name, gtin, weight_grams, length_mm, width_mm, height_mm, fragile, price_minor, currency, rate,
			case_gtin, case_quantity, on_hand, reserved, blocked
		FROM item WHERE sku = ?1`, sku)
	return found, err
}
