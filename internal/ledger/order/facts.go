package order

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	ledgerstock "tallyman/internal/ledger/stock"
)

// Digest tells whether two drafts are the same.
func Digest(d order.Draft) (string, error) {
	d.PlacedAt = d.PlacedAt.UTC()
	d.ShipBy = d.ShipBy.UTC()
	text, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("digest of order %s: %w", d.Order, err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), nil
}

// PlaceFacts gathers what placing a draft has to know.
func PlaceFacts(r engine.Reader, d order.Draft, site ship.Site, zone *time.Location) (order.PlaceFacts, error) {
	digest, err := Digest(d)
	if err != nil {
		return order.PlaceFacts{}, err
	}
	f := order.PlaceFacts{Digest: digest}
	service, known := site.Service(d.Service)
	f.ServiceKnown = known
	if known && d.ShipBy.IsZero() {
		if f.ShipBy, err = service.NextCutOff(d.PlacedAt, zone); err != nil {
			return f, err
		}
	}
	number := floor.Thing{Kind: floor.AnOrder, Ref: string(d.Order)}
	taken, err := code.Other(r, string(d.Order), number)
	if err != nil {
		return f, err
	}
	f.Taken = string(taken)
	if f.Existing, err = existing(r, d.Order); err != nil {
		return f, err
	}
	var skus []floor.SKU
	for _, line := range d.Lines {
		skus = append(skus, line.SKU)
	}
	if f.Existing != nil {
		for _, line := range f.Existing.Lines {
			skus = append(skus, line.SKU)
		}
	}
	f.Items, err = ledgerstock.Levels(r, skus)
	return f, err
}

func existing(r engine.Reader, id floor.OrderID) (*order.Existing, error) {
	var e *order.Existing
	err := r.Query(func(row engine.Row) error {
		e = &order.Existing{
			Version: int(row.Int(0)), PlacedAt: time.UnixMicro(row.Int(1)), Digest: row.Text(2),
			State: order.State(row.Text(3)),
		}
		return nil
	}, `SELECT o.version, o.placed_at, o.digest, f.state FROM orders o JOIN fulfilment f ON f.order_id = o.id
		WHERE o.id = ?1`, id)
	if err != nil || e == nil {
		return nil, err
	}
	e.Lines, err = progress(r, id)
	return e, err
}

func progress(r engine.Reader, id floor.OrderID) ([]order.Progress, error) {
	var lines []order.Progress
	err := r.Query(func(row engine.Row) error {
		lines = append(lines, order.Progress{
			Number: int(row.Int(0)), SKU: floor.SKU(row.Text(1)), Ordered: int(row.Int(2)),
			Cancelled: int(row.Int(3)), Reserved: int(row.Int(4)), Picked: int(row.Int(5)),
		})
		return nil
	}, `SELECT number, sku, ordered, cancelled, reserved, picked FROM order_line WHERE order_id = ?1 ORDER BY number`, id)
	return lines, err
}

const demandColumns = `l.order_id, l.number, f.id, l.sku, l.reserved,
	coalesce((SELECT sum(p.quantity - p.picked - p.shorted) FROM pick_slot s
		JOIN pick_line p ON p.list = s.list AND p.slot = s.slot
		WHERE s.fulfilment = f.id AND p.order_line = l.number AND p.cancelled = 0), 0),
	l.ordered - l.cancelled - l.reserved - l.picked,
	(SELECT sum(x.ordered - x.cancelled - x.reserved - x.picked) FROM order_line x WHERE x.order_id = l.order_id)`

// Waiting are the lines that miss units of an item, oldest promise first.
func Waiting(r engine.Reader, sku floor.SKU) ([]order.Demand, error) {
	return demands(r, `SELECT `+demandColumns+` FROM order_line l JOIN fulfilment f ON f.order_id = l.order_id
		WHERE l.sku = ?1 AND l.ordered > l.cancelled + l.reserved + l.picked AND l.ordered > l.cancelled + l.picked
			AND f.state = 'scheduled'
		ORDER BY f.ship_by, f.id, l.number`, sku)
}

// Holding are the reservations of an item that nobody walks for yet, newest
// promise first.
func Holding(r engine.Reader, sku floor.SKU) ([]order.Demand, error) {
	return demands(r, `SELECT `+demandColumns+` FROM order_line l JOIN fulfilment f ON f.order_id = l.order_id
		WHERE l.sku = ?1 AND l.reserved > 0 AND l.ordered > l.cancelled + l.picked
			AND f.state IN ('scheduled', 'open')
		ORDER BY f.ship_by DESC, f.id DESC, l.number`, sku)
}

func demands(r engine.Reader, text string, sku floor.SKU) ([]order.Demand, error) {
	var found []order.Demand
	err := r.Query(func(row engine.Row) error {
		found = append(found, order.Demand{
			Order: floor.OrderID(row.Text(0)), Line: int(row.Int(1)), Fulfilment: floor.FulfilmentID(row.Text(2)),
			SKU: floor.SKU(row.Text(3)), Reserved: int(row.Int(4)), Allocated: int(row.Int(5)),
			Missing: int(row.Int(6)), OrderMissing: int(row.Int(7)),
		})
		return nil
	}, text, sku)
	return found, err
}

// HoldFacts gathers what holding an order, lifting a hold and shipping a part
// have to know.
func HoldFacts(r engine.Reader, id floor.OrderID, kind string) (change.HoldFacts, error) {
	var f change.HoldFacts
	err := r.Query(func(row engine.Row) error {
		f.Known, f.Fulfilment, f.State, f.Held = true, floor.FulfilmentID(row.Text(0)), order.State(row.Text(1)), row.Int(2) == 1
		return nil
	}, `SELECT id, state, EXISTS (SELECT 1 FROM hold WHERE hold.order_id = ?1 AND hold.kind = ?2)
		FROM fulfilment WHERE order_id = ?1`, id, kind)
	if err != nil || !f.Known {
		return f, err
	}
	f.Lines, err = progress(r, id)
	return f, err
}
