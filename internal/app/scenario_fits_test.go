package app_test

import (
	"maps"
	"slices"

	"pgregory.net/rapid"

	"tallyman/internal/ledger/engine"
)

func (f *anyFloor) texts(t *rapid.T, query string, arguments ...any) []string {
	var found []string
	ok(t, f.ledger.Read(f.ctx, 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			found = append(found, row.Text(0))
			return nil
		}, query, arguments...)
	}))
	return found
}

func (f *anyFloor) numbers(t *rapid.T, query string, arguments ...any) []int {
	var found []int
	ok(t, f.ledger.Read(f.ctx, 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			found = append(found, int(row.Int(0)))
			return nil
		}, query, arguments...)
	}))
	return found
}

// fits compares sums that are kept with what they are sums of.
func (f *anyFloor) fits(t *rapid.T) {
	for what, query := range map[string]string{
		"on hand": `SELECT i.sku FROM item i WHERE i.on_hand <>
			(SELECT coalesce(sum(quantity), 0) FROM stock s WHERE s.sku = i.sku AND s.place LIKE 'bin:%')`,
		"blocked": `SELECT i.sku FROM item i WHERE i.blocked <>
			(SELECT coalesce(sum(blocked), 0) FROM stock s WHERE s.sku = i.sku)`,
		"reserved": `SELECT i.sku FROM item i WHERE i.reserved <>
			(SELECT coalesce(sum(reserved), 0) FROM order_line l WHERE l.sku = i.sku)`,
		"reserved beyond what is there": `SELECT sku FROM item WHERE reserved > on_hand`,
		"allocated": `SELECT place FROM stock s WHERE place LIKE 'bin:%' AND allocated <>
			(SELECT coalesce(sum(quantity - picked - shorted), 0) FROM pick_line l
				WHERE 'bin:' || l.location = s.place AND l.sku = s.sku AND l.cancelled = 0)`,
		"in hands": `SELECT place FROM stock s WHERE place LIKE 'hand:%' AND quantity <>
			(SELECT coalesce(sum(l.picked - l.put), 0) FROM pick_line l JOIN pick_list p ON p.id = l.list
				WHERE 'hand:' || p.badge = s.place AND l.sku = s.sku)`,
		"in a free tote": `SELECT s.place FROM stock s JOIN tote t ON 'tote:' || t.id = s.place
			WHERE t.fulfilment = '' AND s.quantity > 0`,
		"open and short": `SELECT f.id FROM fulfilment f JOIN order_line l ON l.order_id = f.order_id
			WHERE f.state IN ('open', 'picked', 'packing', 'packed', 'closed') AND l.ordered > l.cancelled + l.reserved + l.picked`,
		"waiting for nothing": `SELECT f.id FROM fulfilment f JOIN order_line l ON l.order_id = f.order_id
			WHERE f.state = 'scheduled' GROUP BY f.id HAVING sum(l.ordered - l.cancelled - l.reserved - l.picked) = 0`,
		"two parcels at once": `SELECT fulfilment FROM parcel WHERE state <> 'void' GROUP BY fulfilment HAVING count(*) > 1`,
	} {
		if found := f.texts(t, query); len(found) > 0 {
			t.Fatalf("%s: %v", what, found)
		}
	}
	for _, sku := range slices.Sorted(maps.Keys(f.laid)) {
		here := f.numbers(t, `SELECT coalesce(sum(quantity), 0) FROM stock WHERE sku = ?1`, sku)[0]
		gone := f.numbers(t, `SELECT coalesce(sum(l.packed), 0) FROM order_line l JOIN parcel p ON p.order_id = l.order_id
			WHERE l.sku = ?1 AND p.state = 'handed_over'`, sku)[0]
		if here+gone != f.laid[sku] {
			t.Fatalf("%d of %s were laid, %d are here, %d left", f.laid[sku], sku, here, gone)
		}
	}
}
