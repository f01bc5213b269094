package pack

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
)

// Desk is the station that packs, with its printers.
type Desk struct {
	Session           floor.Session
	Labels, Documents string
}

// Facts gathers what a scan at a packing station has to know: one query while
// units are packed, a few more when an order is opened, closed or labelled.
func Facts(r engine.Reader, desk Desk, thing floor.Thing) (pack.Facts, error) {
	f := pack.Facts{Thing: thing}
	s := desk.Session
	if id := meant(s, thing); id != "" {
		if err := tote(r, id, &f.Tote); err != nil {
			return f, err
		}
	}
	if s.Parcel == "" {
		if err := openings(r, thing, &f); err != nil || len(f.Openings) != 1 {
			return f, err
		}
		if err := lines(r, f.Openings[0].Fulfilment, &f); err != nil {
			return f, err
		}
	} else if err := table(r, s, &f); err != nil {
		return f, err
	}
	return f, papers(r, desk, &f)
}

// meant is the tote that was scanned, or that NEXT says is empty.
func meant(s floor.Session, thing floor.Thing) floor.ToteID {
	switch {
	case thing.Kind == floor.ATote:
		return floor.ToteID(thing.Ref)
	case emptied(s, thing):
		return s.Tote
	}
	return ""
}

func emptied(s floor.Session, thing floor.Thing) bool {
	return s.Parcel == "" && thing.Kind == floor.ACommand && floor.Command(thing.Ref) == floor.Next
}

func tote(r engine.Reader, id floor.ToteID, t *pack.Tote) error {
	t.ID = id
	return r.Query(func(row engine.Row) error {
		t.Fulfilment, t.Units = floor.FulfilmentID(row.Text(0)), int(row.Int(1))
		return nil
	}, `SELECT fulfilment, (SELECT coalesce(sum(quantity), 0) FROM stock WHERE place = 'tote:' || tote.id)
			+ (SELECT coalesce(sum(l.picked - l.put), 0) FROM pick_slot s
				JOIN pick_line l ON l.list = s.list AND l.slot = s.slot
				WHERE s.fulfilment = tote.fulfilment AND tote.fulfilment <> '')
		FROM tote WHERE id = ?1`, id)
}

// openings finds the orders that a scan could mean. An item means those that
// wait to be packed.
func openings(r engine.Reader, thing floor.Thing, f *pack.Facts) error {
	where, argument := "", thing.Ref
	switch thing.Kind {
	case floor.ATote:
		where, argument = ` WHERE f.id = ?1`, string(f.Tote.Fulfilment)
	case floor.AnOrder:
		where = ` WHERE f.order_id = ?1`
	case floor.AParcel, floor.AnAttempt:
		where = ` WHERE f.id = (SELECT fulfilment FROM parcel WHERE id = ?1)`
	case floor.APlace:
		where = ` WHERE f.id IN (SELECT fulfilment FROM parcel WHERE place = ?1 AND state = 'closed')`
	case floor.AnItem:
		where = ` WHERE f.state = 'picked' AND f.order_id IN
			(SELECT order_id FROM order_line WHERE sku = ?1 AND picked > packed) LIMIT 10`
	case floor.ACommand:
		if f.Tote.Fulfilment == "" {
			return nil
		}
		where, argument = ` WHERE f.id = ?1`, string(f.Tote.Fulfilment)
	case floor.ALocation, floor.ABadge, floor.ADock, floor.AQuantity:
		return nil
	}
	return r.Query(func(row engine.Row) error {
		f.Openings = append(f.Openings, pack.Opening{
			Fulfilment: floor.FulfilmentID(row.Text(0)), Order: floor.OrderID(row.Text(1)), State: order.State(row.Text(2)),
			Hold: row.Text(3), Tote: floor.ToteID(row.Text(4)), Gift: row.Int(5) == 1, Note: row.Int(6) == 1,
			Parcel: floor.ParcelID(row.Text(7)), Station: floor.StationID(row.Text(8)), Badge: floor.BadgeID(row.Text(9)),
		})
		return nil
	}, `SELECT f.id, f.order_id, f.state,
			coalesce((SELECT kind FROM hold WHERE hold.order_id = f.order_id ORDER BY kind LIMIT 1), ''),
			coalesce((SELECT id FROM tote WHERE tote.fulfilment = f.id ORDER BY id LIMIT 1), ''),
			o.gift, o.note, coalesce(p.id, ''), coalesce(p.station, ''), coalesce(p.badge, '')
		FROM fulfilment f JOIN orders o ON o.id = f.order_id
		LEFT JOIN parcel p ON p.fulfilment = f.id AND p.state <> 'void'`+where, argument)
}

// lines reads the lines of a fulfilment that is about to be opened, with the
// parcel begun before.
func lines(r engine.Reader, id floor.FulfilmentID, f *pack.Facts) error {
	return r.Query(func(row engine.Row) error { return line(row, f) },
		lineColumns+` FROM fulfilment u JOIN order_line l ON l.order_id = u.order_id
			LEFT JOIN item i ON i.sku = l.sku
			LEFT JOIN parcel p ON p.fulfilment = u.id AND p.state <> 'void'
			WHERE u.id = ?1 ORDER BY l.number`, id)
}

// table reads the open parcel with its lines.
func table(r engine.Reader, s floor.Session, f *pack.Facts) error {
	return r.Query(func(row engine.Row) error { return line(row, f) },
		lineColumns+` FROM parcel p JOIN order_line l ON l.order_id = p.order_id
			LEFT JOIN item i ON i.sku = l.sku
			WHERE p.id = ?1 ORDER BY l.number`, s.Parcel)
}

const lineColumns = `SELECT l.number, l.sku, coalesce(i.name, ''), coalesce(i.fragile, 0), coalesce(i.weight_grams, 0),
	l.picked, l.packed, coalesce(p.id, ''), coalesce(p.fulfilment, ''), l.order_id, coalesce(p.state, ''),
	coalesce(p.tote, ''), coalesce(p.number, 0), coalesce(p.sscc, ''), coalesce(p.tracking_number, ''),
	coalesce(p.station, '')`

func line(row engine.Row, f *pack.Facts) error {
	if row.Int(5) > 0 {
		f.Lines = append(f.Lines, pack.Line{
			OrderLine: int(row.Int(0)), SKU: floor.SKU(row.Text(1)), Name: row.Text(2), Fragile: row.Int(3) == 1,
			WeightGrams: int(row.Int(4)), Wanted: int(row.Int(5)), Packed: int(row.Int(6)),
		})
	}
	if f.Parcel.ID == "" && row.Text(7) != "" {
		f.Parcel = pack.Parcel{
			ID: floor.ParcelID(row.Text(7)), Fulfilment: floor.FulfilmentID(row.Text(8)), Order: floor.OrderID(row.Text(9)),
			State: pack.ParcelState(row.Text(10)), Tote: floor.ToteID(row.Text(11)), Number: int(row.Int(12)),
			SSCC: row.Text(13), TrackingNumber: row.Text(14), Station: floor.StationID(row.Text(15)),
		}
	}
	return nil
}

// papers adds what only some scans need: the next parcel, the prints of a
// closed one, what closing takes, and who else wants a wrong item.
func papers(r engine.Reader, desk Desk, f *pack.Facts) error {
	if f.Parcel.ID == "" {
		next, err := code.Next(r, parcels)
		if err != nil {
			return err
		}
		f.NextParcel = int(next)
	}
	closing := mayClose(desk.Session, f)
	if closing || f.Parcel.ID != "" && f.Parcel.State != pack.ParcelOpen {
		if err := attempts(r, f); err != nil {
			return err
		}
	}
	if closing || reprints(f) {
		if err := closingFacts(r, desk, f); err != nil {
			return err
		}
	}
	return elsewhere(r, desk.Session, f)
}

func mayClose(s floor.Session, f *pack.Facts) bool {
	if f.Parcel.ID != "" && f.Parcel.State != pack.ParcelOpen {
		return false
	}
	rest := 0
	for _, l := range f.Lines {
		rest += l.Rest()
	}
	switch f.Thing.Kind {
	case floor.AnItem:
		return rest <= s.Units(f.Thing.Factor)
	case floor.ACommand:
		c := floor.Command(f.Thing.Ref)
		return c == floor.Done && rest == 0 || c == floor.ByHand && rest == 1
	case floor.ALocation, floor.ATote, floor.AnOrder, floor.AParcel, floor.AnAttempt, floor.ABadge,
		floor.APlace, floor.ADock, floor.AQuantity:
		return false
	}
	return false
}

func reprints(f *pack.Facts) bool {
	return f.Thing.Kind == floor.ACommand && floor.Command(f.Thing.Ref) == floor.Reprint && len(f.Attempts) > 0
}

// elsewhere finds an order that does want an item which this one does not.
func elsewhere(r engine.Reader, s floor.Session, f *pack.Facts) error {
	if f.Thing.Kind != floor.AnItem || s.Parcel == "" {
		return nil
	}
	for _, l := range f.Lines {
		if string(l.SKU) == f.Thing.Ref {
			return nil
		}
	}
	return r.Query(func(row engine.Row) error {
		f.ElsewhereOrder = floor.OrderID(row.Text(0))
		return nil
	}, `SELECT l.order_id FROM order_line l JOIN fulfilment f ON f.order_id = l.order_id
		WHERE l.sku = ?1 AND l.picked > l.packed AND f.state IN ('picked', 'packing') AND f.id <> ?2
		ORDER BY f.ship_by, f.id LIMIT 1`, f.Thing.Ref, s.Fulfilment)
}
