package demo

import (
	"context"
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
)

const (
	// round is how often the supervisor looks at the lists, and every
	// roundsToDecide of them at what needs a decision.
	round          = 2 * time.Second
	roundsToDecide = 15
	// listsAhead is how many pick lists wait for a picker.
	listsAhead = 2
	// unanswered is how long a packer may look for a paper.
	unanswered = 15 * time.Second
	// leftOpen is how many exceptions of a kind are left for others to see.
	leftOpen = 2
	// enoughTotes is how many empty totes there are at least, moreTotes how
	// many are bought.
	enoughTotes = 6
	moreTotes   = 8
	// fewPieces is below what an item is ordered, fullBin up to how many.
	fewPieces = 8
	fullBin   = 72
)

// supervise does what people in the office do all day: they release lists,
// decide what cannot be found, lift holds and let goods come.
func (p *playing) supervise(ctx context.Context) {
	for n := 0; p.tempo.pass(ctx, round, nil) == nil; n++ {
		p.fail(ctx, "supervisor", p.release(ctx))
		if n%roundsToDecide != roundsToDecide-1 {
			continue
		}
		for _, decide := range []func(context.Context) error{p.decideMissing, p.lookForPapers, p.destroyOld, p.lift, p.recount, p.restock, p.buyTotes} {
			p.fail(ctx, "supervisor", decide(ctx))
		}
	}
}

// release makes pick lists when few wait: a single one, then a cart.
func (p *playing) release(ctx context.Context) error {
	for {
		waiting, err := p.count(ctx, `SELECT count(*) FROM pick_list WHERE state = ?1`, pick.Waiting)
		if err != nil || waiting >= listsAhead {
			return err
		}
		lists, err := p.count(ctx, `SELECT coalesce(max(value), 0) FROM counter WHERE name = 'list'`)
		if err != nil {
			return err
		}
		list, _, err := p.app.Warehouse().Release(ctx, []int{1, 3, 1, 4}[lists%4])
		if list == "" || err != nil {
			return err
		}
	}
}

// decideMissing ships what was found of the oldest order that is incomplete, or
// cancels it when nothing was.
func (p *playing) decideMissing(ctx context.Context) error {
	order, picked, err := p.oldest(ctx, `SELECT f.order_id, (SELECT sum(picked) FROM order_line l WHERE l.order_id = f.order_id)
		FROM fulfilment f WHERE f.state = 'incomplete' ORDER BY f.ship_by, f.id LIMIT 1 OFFSET ?1`)
	switch {
	case err != nil || order == "":
		return err
	case picked > 0:
		_, err = p.app.Warehouse().ShipPart(ctx, floor.OrderID(order))
	default:
		_, err = p.app.Warehouse().CancelOrder(ctx, floor.OrderID(order), "stock")
	}
	return err
}

// lookForPapers answers for papers of which nobody knows whether they came out,
// when nobody has looked for a while: they hold the other papers of their order
// back. Where a person is at the station, that is the person's to do.
func (p *playing) lookForPapers(ctx context.Context) error {
	var doubts []doubt
	speed, _, _ := p.tempo.now()
	before := p.clock.now().Add(-time.Duration(float64(unanswered) / speed)).UnixMicro()
	err := p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			doubts = append(doubts, doubt{floor.PrintJobID(row.Text(0)), floor.StationID(row.Text(1)), row.Text(2)})
			return nil
		}, `SELECT id, station, attempt FROM print_job
			WHERE state IN ('queued', 'sending', 'unknown') AND state = 'unknown' AND moved_at < ?1 ORDER BY number`, before)
	})
	for _, d := range doubts {
		post, unknown := p.post(d.station)
		if unknown != nil {
			continue
		}
		if yours, _ := post.taken(); yours || err != nil {
			continue
		}
		_, err = p.app.Warehouse().AnswerPrintJob(ctx, d.job, post.bench.tray.holds(d.attempt))
	}
	return err
}

// destroyOld finds the oldest label that counts no more and was scanned a while
// ago: whoever scanned it has thrown it away.
func (p *playing) destroyOld(ctx context.Context) error {
	speed, _, _ := p.tempo.now()
	before := p.clock.now().Add(-time.Duration(float64(unanswered) / speed)).UnixMicro()
	job := ""
	err := p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			job = row.Text(0)
			return nil
		}, `SELECT job FROM old_label WHERE job > '' AND seen_at < ?1 ORDER BY job LIMIT 1`, before)
	})
	if err == nil && job != "" {
		_, err = p.app.Warehouse().OldLabelGone(ctx, floor.PrintJobID(job), holder)
	}
	return err
}

// doubt is a paper of which nobody knows whether it came out.
type doubt struct {
	job     floor.PrintJobID
	station floor.StationID
	attempt string
}

// lift ends the oldest hold.
func (p *playing) lift(ctx context.Context) error {
	order, _, err := p.oldest(ctx, `SELECT order_id, 0 FROM hold ORDER BY at DESC, order_id LIMIT 1 OFFSET ?1`)
	if err != nil || order == "" {
		return err
	}
	_, err = p.app.Warehouse().LiftHold(ctx, floor.OrderID(order), holdKind, holder)
	return err
}

// recount counts a bin whose pieces could not be found.
func (p *playing) recount(ctx context.Context) error {
	bin, blocked, err := p.oldest(ctx, `SELECT substr(place, 5) || ' ' || sku, quantity - blocked FROM stock
		WHERE blocked > 0 ORDER BY place LIMIT 1 OFFSET ?1`)
	if err != nil || bin == "" {
		return err
	}
	var location floor.LocationID
	var sku floor.SKU
	if _, err := fmt.Sscan(bin, &location, &sku); err != nil {
		return err
	}
	return p.countBin(ctx, location, sku, max(blocked, fullBin))
}

// oldest is the first of what is waiting beyond what is left for others to see.
func (p *playing) oldest(ctx context.Context, sql string) (id string, n int, err error) {
	err = p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			id, n = row.Text(0), int(row.Int(1))
			return nil
		}, sql, leftOpen)
	})
	return id, n, err
}

// restock lets goods come for the item of which there is least.
func (p *playing) restock(ctx context.Context) error {
	var location floor.LocationID
	var sku floor.SKU
	var there int
	err := p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			sku, location, there = floor.SKU(row.Text(0)), floor.LocationID(row.Text(1)), int(row.Int(2))
			return nil
		}, `SELECT i.sku, substr(s.place, 5), s.quantity FROM item i JOIN stock s ON s.sku = i.sku AND s.place LIKE 'bin:%'
			WHERE i.on_hand - i.reserved - i.blocked < ?1 AND s.blocked = 0
			ORDER BY i.on_hand - i.reserved - i.blocked, i.sku, s.place LIMIT 1`, fewPieces)
	})
	if err != nil || sku == "" {
		return err
	}
	return p.countBin(ctx, location, sku, there+fullBin)
}

// countBin says how many pieces are in a bin.
func (p *playing) countBin(ctx context.Context, location floor.LocationID, sku floor.SKU, pieces int) error {
	key := fmt.Sprintf("demo:%d", p.app.Head())
	_, err := p.app.Warehouse().CountStock(ctx, []stock.Count{{Location: location, SKU: sku, Quantity: pieces, Key: key}})
	return err
}

// buyTotes keeps the pile of empty totes from running out.
func (p *playing) buyTotes(ctx context.Context) error {
	empty, err := p.sight.empties(ctx)
	if err != nil || len(empty) >= enoughTotes {
		return err
	}
	_, err = p.app.Warehouse().DefineTotes(ctx, make([]shift.ToteDraft, moreTotes))
	return err
}
