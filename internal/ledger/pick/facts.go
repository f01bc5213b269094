package pick

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pick"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	ledgerorder "tallyman/internal/ledger/order"
	ledgerstock "tallyman/internal/ledger/stock"
)

// maxCandidates is how many fulfilments a release looks at beyond the totes
// asked for, to pass over those whose bins are blocked.
const maxCandidates = 20

// Facts gathers what a scan at a pick station has to know: one query for the
// tote when one was scanned, one for the list.
func Facts(r engine.Reader, s floor.Session, thing floor.Thing) (pick.Facts, error) {
	f := pick.Facts{Thing: thing}
	if thing.Kind == floor.ATote {
		if err := tote(r, floor.ToteID(thing.Ref), &f.Tote); err != nil {
			return f, err
		}
	}
	list := s.List
	if list == "" && thing.Kind == floor.ATote {
		list = f.Tote.List
	}
	if list == "" && thing.Kind == floor.ACommand && floor.Command(thing.Ref) == floor.Next {
		var err error
		if list, err = work(r, s.Badge); err != nil {
			return f, err
		}
	}
	if list == "" {
		return f, nil
	}
	if err := lines(r, list, s, thing, &f); err != nil {
		return f, err
	}
	return f, short(r, s, thing, &f)
}

func tote(r engine.Reader, id floor.ToteID, t *pick.Tote) error {
	return r.Query(func(row engine.Row) error {
		*t = pick.Tote{
			ID: id, Fulfilment: floor.FulfilmentID(row.Text(0)), List: floor.PickListID(row.Text(1)),
			Order: floor.OrderID(row.Text(2)), ListState: pick.ListState(row.Text(3)), Badge: floor.BadgeID(row.Text(4)),
		}
		return nil
	}, `SELECT t.fulfilment, t.list, coalesce(f.order_id, ''), coalesce(p.state, ''), coalesce(p.badge, '')
		FROM tote t LEFT JOIN fulfilment f ON f.id = t.fulfilment LEFT JOIN pick_list p ON p.id = t.list
		WHERE t.id = ?1`, id)
}

// work is what NEXT offers: the badge's own unfinished list, else the released
// one with the oldest promise that has anything left.
func work(r engine.Reader, badge floor.BadgeID) (floor.PickListID, error) {
	var list floor.PickListID
	err := r.Query(func(row engine.Row) error {
		list = floor.PickListID(row.Text(0))
		return nil
	}, `SELECT id FROM (
			SELECT id, 0 AS rank, ship_by FROM pick_list WHERE state IN ('taken', 'picked') AND badge = ?1
			UNION ALL
			SELECT p.id, 1, p.ship_by FROM pick_list p WHERE p.state = 'released' AND EXISTS (
				SELECT 1 FROM pick_line l WHERE l.list = p.id AND l.cancelled = 0)
		) ORDER BY rank, ship_by, id LIMIT 1`, badge)
	return list, err
}

// lines reads the list with its open lines in walk order, and those that the
// item scanned or an undo could mean.
func lines(r engine.Reader, list floor.PickListID, s floor.Session, thing floor.Thing, f *pick.Facts) error {
	sku := ""
	if thing.Kind == floor.AnItem {
		sku = thing.Ref
	}
	first, last := 0, 0
	if s.Undo != nil && len(s.Undo.Moves) > 0 {
		first = s.Undo.Moves[0].Line
		for _, m := range s.Undo.Moves {
			first, last = min(first, m.Line), max(last, m.Line)
		}
	}
	return r.Query(func(row engine.Row) error {
		f.List = pick.List{
			ID: list, Mode: pick.Mode(row.Text(0)), State: pick.ListState(row.Text(1)),
			Badge: floor.BadgeID(row.Text(2)), LastLine: int(row.Int(3)),
		}
		if !row.Null(4) {
			f.Lines = append(f.Lines, line(row))
		}
		return nil
	}, `SELECT p.mode, p.state, p.badge, p.lines,
			l.line, l.slot, l.order_line, l.sku, l.location, l.sequence, l.quantity, l.picked, l.put, l.shorted,
			l.cancelled, s.fulfilment, s.order_id, s.tote, i.name, f.state, f.missing
		FROM pick_list p
		LEFT JOIN pick_line l ON l.list = p.id AND (
			l.cancelled = 0 AND l.quantity > l.picked + l.shorted OR l.picked > l.put
			OR l.location = ?2 AND l.sku = ?3 OR l.line BETWEEN ?4 AND ?5)
		LEFT JOIN pick_slot s ON s.list = l.list AND s.slot = l.slot
		LEFT JOIN fulfilment f ON f.id = s.fulfilment
		LEFT JOIN item i ON i.sku = l.sku
		WHERE p.id = ?1 ORDER BY l.skips, l.sequence, l.location, l.slot, l.line`,
		list, s.Location, sku, first, last)
}

func line(row engine.Row) pick.Line {
	return pick.Line{
		ListLine: pick.ListLine{
			Line: int(row.Int(4)), Slot: int(row.Int(5)), OrderLine: int(row.Int(6)), SKU: floor.SKU(row.Text(7)),
			Location: floor.LocationID(row.Text(8)), Sequence: int(row.Int(9)), Quantity: int(row.Int(10)),
		},
		Picked: int(row.Int(11)), Put: int(row.Int(12)), Shorted: int(row.Int(13)), Cancelled: row.Int(14) == 1,
		Fulfilment: floor.FulfilmentID(row.Text(15)), Order: floor.OrderID(row.Text(16)), Tote: floor.ToteID(row.Text(17)),
		Name: row.Text(18), State: order.State(row.Text(19)), Missing: int(row.Int(20)),
	}
}

// short adds what a short command has to know about the item at the bin.
func short(r engine.Reader, s floor.Session, thing floor.Thing, f *pick.Facts) error {
	if thing.Kind != floor.ACommand || !floor.Command(thing.Ref).IsShort() {
		return nil
	}
	current := pick.Current(f.Lines, s.Location)
	if current == nil {
		return nil
	}
	bins, err := ledgerstock.Bins(r, current.SKU)
	if err != nil {
		return err
	}
	f.Short = &pick.ShortFacts{}
	for _, bin := range bins {
		if bin.Location == current.Location {
			f.Short.Bin = bin
		} else {
			f.Short.Others = append(f.Short.Others, bin)
		}
	}
	if f.Short.Level, _, err = ledgerstock.Level(r, current.SKU); err != nil {
		return err
	}
	f.Short.Holding, err = ledgerorder.Holding(r, current.SKU)
	return err
}

// ReleaseFacts gathers what releasing a list with so many totes has to know.
func ReleaseFacts(r engine.Reader, totes int) (pick.ReleaseFacts, error) {
	number, err := code.Next(r, "list")
	if err != nil {
		return pick.ReleaseFacts{}, err
	}
	f := pick.ReleaseFacts{Number: int(number)}
	if f.Candidates, err = candidates(r, max(1, totes)+maxCandidates); err != nil {
		return f, err
	}
	f.Bins, err = binsFor(r, f.Candidates)
	return f, err
}

func candidates(r engine.Reader, limit int) ([]pick.Candidate, error) {
	var found []pick.Candidate
	err := r.Query(func(row engine.Row) error {
		id := floor.FulfilmentID(row.Text(0))
		if len(found) == 0 || found[len(found)-1].Fulfilment != id {
			found = append(found, pick.Candidate{
				Fulfilment: id, Order: floor.OrderID(row.Text(1)), ShipBy: time.UnixMicro(row.Int(2)).UTC(),
			})
		}
		last := &found[len(found)-1]
		last.Lines = append(last.Lines, pick.CandidateLine{
			OrderLine: int(row.Int(3)), SKU: floor.SKU(row.Text(4)), Quantity: int(row.Int(5)),
		})
		return nil
	}, `SELECT f.id, f.order_id, f.ship_by, l.number, l.sku, l.reserved FROM (
			SELECT id, order_id, ship_by FROM fulfilment
			WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.order_id = fulfilment.order_id)
			ORDER BY ship_by, id LIMIT ?1) f
		JOIN order_line l ON l.order_id = f.order_id AND l.reserved > 0
		ORDER BY f.ship_by, f.id, l.number`, limit)
	return found, err
}
