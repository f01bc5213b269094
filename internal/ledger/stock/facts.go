package stock

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
)

// Levels reads the levels of items; unknown ones are missing.
func Levels(r engine.Reader, skus []floor.SKU) (map[floor.SKU]stock.Level, error) {
	levels := make(map[floor.SKU]stock.Level, len(skus))
	for _, sku := range skus {
		if _, done := levels[sku]; done {
			continue
		}
		level, known, err := Level(r, sku)
		if err != nil {
			return nil, err
		}
		if known {
			levels[sku] = level
		}
	}
	return levels, nil
}

// Level reads the level of one item; the second result says whether there is
// such an item.
func Level(r engine.Reader, sku floor.SKU) (stock.Level, bool, error) {
	level, known := stock.Level{SKU: sku}, false
	err := r.Query(func(row engine.Row) error {
		level.OnHand, level.Reserved, level.Blocked, known = int(row.Int(0)), int(row.Int(1)), int(row.Int(2)), true
		return nil
	}, `SELECT on_hand, reserved, blocked FROM item WHERE sku = ?1`, sku)
	return level, known, err
}

// Bins reads the bins that hold an item, in walk order.
func Bins(r engine.Reader, sku floor.SKU) ([]stock.BinLevel, error) {
	var bins []stock.BinLevel
	err := r.Query(func(row engine.Row) error {
		bins = append(bins, binLevel(row))
		return nil
	}, `SELECT l.id, s.sku, l.sequence, s.quantity, s.allocated, s.blocked FROM stock s
		JOIN location l ON s.place = 'bin:' || l.id
		WHERE s.sku = ?1 AND s.place >= 'bin:' AND s.place < 'bin;' ORDER BY l.sequence, l.id`, sku)
	return bins, err
}

func binLevel(row engine.Row) stock.BinLevel {
	return stock.BinLevel{
		Location: floor.LocationID(row.Text(0)), SKU: floor.SKU(row.Text(1)), Sequence: int(row.Int(2)),
		Quantity: int(row.Int(3)), Allocated: int(row.Int(4)), Blocked: int(row.Int(5)),
	}
}

// CountFacts gathers what a stock count has to know.
func CountFacts(r engine.Reader, c stock.Count) (stock.CountFacts, error) {
	f := stock.CountFacts{Bin: stock.BinLevel{Location: c.Location, SKU: c.SKU}}
	err := r.Query(func(engine.Row) error {
		f.Repeat = true
		return nil
	}, `SELECT 1 FROM counted WHERE key = ?1`, c.Key)
	if err != nil || f.Repeat {
		return f, err
	}
	level, known, err := Level(r, c.SKU)
	if err != nil || !known {
		return f, err
	}
	f.Level = level
	err = r.Query(func(row engine.Row) error {
		f.Known = true
		f.Bin = binLevel(row)
		return nil
	}, `SELECT l.id, ?2, l.sequence, coalesce(s.quantity, 0), coalesce(s.allocated, 0), coalesce(s.blocked, 0)
		FROM location l LEFT JOIN stock s ON s.place = 'bin:' || l.id AND s.sku = ?2 WHERE l.id = ?1`, c.Location, c.SKU)
	return f, err
}

// Item reads an item; the second result says whether there is one.
func Item(r engine.Reader, sku floor.SKU) (stock.Item, bool, error) {
	var item stock.Item
	known := false
	err := r.Query(func(row engine.Row) error {
		known = true
		item = itemOf(row)
		return nil
	}, `SELECT sku, name, gtin, weight_grams, length_mm, width_mm, height_mm, fragile, price_minor, currency, rate,
		case_gtin, case_quantity, hs_code, origin FROM item WHERE sku = ?1`, sku)
	return item, known, err
}

func itemOf(row engine.Row) stock.Item {
	return stock.Item{
		SKU: floor.SKU(row.Text(0)), Name: row.Text(1), GTIN: row.Text(2), WeightGrams: int(row.Int(3)),
		LengthMM: int(row.Int(4)), WidthMM: int(row.Int(5)), HeightMM: int(row.Int(6)), Fragile: row.Int(7) == 1,
		PriceMinor: row.Int(8), Currency: row.Text(9), Rate: floor.Rate(row.Int(10)), CaseGTIN: row.Text(11),
		CaseQuantity: int(row.Int(12)), HSCode: row.Text(13), Origin: row.Text(14),
	}
}

// Location reads a bin and its own code; the last result says whether there is
// one.
func Location(r engine.Reader, id floor.LocationID) (stock.Location, string, bool, error) {
	var location stock.Location
	code, known := "", false
	err := r.Query(func(row engine.Row) error {
		known, code = true, row.Text(7)
		location = stock.Location{
			ID: floor.LocationID(row.Text(0)), Zone: row.Text(1), Aisle: row.Text(2), Bay: row.Text(3),
			Level: row.Text(4), Position: row.Text(5), Sequence: int(row.Int(6)),
		}
		return nil
	}, `SELECT id, zone, aisle, bay, level, position, sequence, code FROM location WHERE id = ?1`, id)
	return location, code, known, err
}
