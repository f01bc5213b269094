package view

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// Location is a bin and what lies in it.
type Location struct {
	ID        floor.LocationID  `json:"id" doc:"The bin's readable name, such as A-12-03."`
	Code      string            `json:"code" doc:"Its barcode."`
	Zone      string            `json:"zone,omitempty" doc:"Zone of the warehouse."`
	Aisle     string            `json:"aisle,omitempty" doc:"Aisle."`
	Bay       string            `json:"bay,omitempty" doc:"Bay."`
	Level     string            `json:"level,omitempty" doc:"Level."`
	Position  string            `json:"position,omitempty" doc:"Position."`
	Sequence  int               `json:"sequence" doc:"Pickers walk by it."`
	Units     int               `json:"units" doc:"Units in it."`
	Allocated int               `json:"allocated" doc:"Units of them that are on pick lists."`
	Blocked   int               `json:"blocked" doc:"Units of them that could not be found."`
	Contents  []LocationContent `json:"contents" doc:"What lies in it, by SKU."`
}

// LocationContent is what lies in a bin of one item.
type LocationContent struct {
	SKU       floor.SKU `json:"sku" doc:"The item."`
	Name      string    `json:"name" doc:"Name of the item."`
	Quantity  int       `json:"quantity" doc:"Units."`
	Allocated int       `json:"allocated" doc:"Units that are on pick lists."`
	Blocked   int       `json:"blocked" doc:"Units that could not be found."`
}

// Locations lists bins by name: those whose name begins with the query of ask,
// or that have it as their barcode, of its zone; all without one.
func (v *View) Locations(ctx context.Context, ask Ask) (Page[Location], error) {
	q := wanted(ask.Query)
	return list[Location]{row: readLocation, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		from, err := q.prefix(r, `SELECT 1 FROM location WHERE id BETWEEN ?1 AND ?2 LIMIT 1`)
		if err != nil {
			return nil, err
		}
		return keys(r, `SELECT 0, id FROM location WHERE id > ?1
				AND (id BETWEEN ?3 AND ?4 OR id = (SELECT ref FROM code WHERE code = ?5 AND kind = 'location'))
				AND (?6 = '' OR zone = ?6)
			ORDER BY id LIMIT ?2`, after.id, limit, from, from+last, q.upper, ask.Zone)
	}}.page(ctx, v.options.Ledger, ask)
}

// prefix is the query as it is written where something begins with it, else in
// upper case.
func (q query) prefix(r engine.Reader, there string) (string, error) {
	found, err := texts(r, there, q.text, q.text+last)
	if len(found) > 0 || err != nil {
		return q.text, err
	}
	return q.upper, nil
}

func readLocation(r engine.Reader, id string) (*Location, error) {
	var found *Location
	if err := r.Query(func(row engine.Row) error {
		found = &Location{
			ID: floor.LocationID(id), Code: row.Text(0), Zone: row.Text(1), Aisle: row.Text(2), Bay: row.Text(3),
			Level: row.Text(4), Position: row.Text(5), Sequence: int(row.Int(6)), Contents: []LocationContent{},
		}
		return nil
	}, `SELECT code, zone, aisle, bay, level, position, sequence FROM location WHERE id = ?1`, id); found == nil || err != nil {
		return nil, err
	}
	return found, r.Query(func(row engine.Row) error {
		c := LocationContent{
			SKU: floor.SKU(row.Text(0)), Name: row.Text(1), Quantity: int(row.Int(2)), Allocated: int(row.Int(3)), Blocked: int(row.Int(4)),
		}
		found.Contents = append(found.Contents, c)
		found.Units, found.Allocated, found.Blocked = found.Units+c.Quantity, found.Allocated+c.Allocated, found.Blocked+c.Blocked
		return nil
	}, `SELECT s.sku, coalesce(i.name, ''), s.quantity, s.allocated, s.blocked
		FROM stock s LEFT JOIN item i ON i.sku = s.sku WHERE s.place = ?1 AND s.quantity + s.allocated + s.blocked > 0
		ORDER BY s.sku`, floor.InBin(floor.LocationID(id)))
}
