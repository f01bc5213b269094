package demo

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/spool"
	"tallyman/internal/station"
	"tallyman/internal/warehouse"
)

const (
	// daySoFar is how much of the day is behind the demo at its start.
	daySoFar = 3 * time.Hour
	// morningTakes is about how long playing it may take; on a slow disk
	// less is done in it.
	morningTakes = 1800 * time.Millisecond
	// longestRound is how much of the day passes in a round at most.
	longestRound = 6 * time.Minute
	// ofTheBook is the part of the book's orders that come in then.
	ofTheBook = 0.55
	// fewOrders is when the next ones come in, atOnce how many.
	fewOrders = 6
	atOnce    = 8
	// holdEvery is how often one is held.
	holdEvery = 70 * time.Minute
	// atAStretch is how often everybody scans before they wait for each other.
	atAStretch = 6
	// inTime is how many rounds before its truck an order comes in at least.
	inTime = 14
)

// What the office holds orders for.
const (
	holdKind = "address"
	holder   = "office"
)

// morning plays the day so far: the same workers scan, through the same
// commands, with a clock that is quick. The scanners and printers are not asked.
func (p *playing) morning(ctx context.Context) error {
	began := time.Now()
	for n, s := range p.posts {
		if s.worker != nil {
			s.worker.slips.due, s.worker.hasty = 8+12*n, true
			defer func() { s.worker.hasty = false }()
		}
	}
	rounds := 0
	for at := began.Add(-daySoFar); at.Before(began); at = p.clock.now() {
		rounds++
		ago := began.Sub(at)
		takes := stride(ago, time.Since(began), rounds)
		if err := p.office(ctx, ago, at.Add(inTime*takes)); err != nil {
			return err
		}
		if err := p.all(ctx, takes, began); err != nil {
			return err
		}
	}
	return nil
}

// office lets orders come in when the floor has few, for the truck that leaves
// when they can be done; it holds one now and then, lets goods come and releases
// lists.
func (p *playing) office(ctx context.Context, ago time.Duration, done time.Time) error {
	open, err := p.count(ctx, `SELECT count(*) FROM fulfilment WHERE state = 'open'`)
	if err != nil {
		return err
	}
	left := int(ofTheBook*float64(len(p.book.orders))) - p.shop.told
	if open < fewOrders && left > 0 {
		truck := p.day.next(done)
		if p.shop.told == 0 {
			// The first ones are for the first truck: what is held of them is late.
			truck = p.day.next(p.clock.now())
		}
		if err := p.tell(ctx, min(atOnce, left), time.Hour, func(int) time.Time { return truck }); err != nil {
			return err
		}
	}
	held, err := p.count(ctx, `SELECT count(*) FROM hold`)
	if err == nil && ago <= daySoFar-time.Duration(held)*holdEvery {
		err = p.holdOne(ctx)
	}
	return errors.Join(err, p.restock(ctx), p.release(ctx))
}

// stride is how much time passes in a round of everybody: the day began slowly,
// and the slower rounds are played, the fewer there are, but some there must be.
func stride(ago, took time.Duration, rounds int) time.Duration {
	least := time.Minute
	switch {
	case ago > 2*time.Hour:
		least = 3 * time.Minute
	case ago > time.Hour:
		least = 100 * time.Second
	}
	each := took / time.Duration(rounds)
	affordable := max(1, (morningTakes-took)/max(1, each))
	return max(least, min(ago/affordable+time.Second, longestRound))
}

// all lets everybody scan a few times while so much time passes, at most until a
// moment: side by side, so that they share commits as they do on a busy floor.
func (p *playing) all(ctx context.Context, stride time.Duration, most time.Time) error {
	failed := make([]error, len(p.posts))
	var working sync.WaitGroup
	for n, s := range p.posts {
		if s.worker == nil {
			continue
		}
		working.Go(func() {
			for range atAStretch {
				if failed[n] = p.quickly(ctx, s); failed[n] != nil {
					return
				}
				p.clock.pass(stride/time.Duration(atAStretch*len(p.posts)), most)
			}
		})
	}
	working.Wait()
	return errors.Join(failed...)
}

// quickly is a turn of a worker without the time it takes.
func (p *playing) quickly(ctx context.Context, s *post) error {
	if s.screen.Badge == "" {
		var err error
		if s.screen, err = p.app.View().Station(ctx, s.id, 0); err != nil {
			return err
		}
	}
	next, err := s.worker.next(ctx, s.screen)
	if err != nil || next.code == "" {
		return err
	}
	answer, err := p.app.Warehouse().Scan(ctx, warehouse.Ask{
		Scan: station.Resolve(s.id, string(s.id), "", next.code, p.clock.now()),
	})
	if err != nil || answer.Seq == 0 {
		return err
	}
	p.app.Warehouse().Heard(s.id, answer.Seq)
	s.hears(answer)
	if answer.Verdict.Next.Code == "next_label" {
		return p.press(ctx, s.id)
	}
	return nil
}

// hears is what the screen shows of an answer: as much as a worker in a hurry
// looks at.
func (s *post) hears(answer warehouse.Answer) {
	said := answer.Verdict
	s.screen.Seq, s.screen.Outcome, s.screen.Takeover = answer.Seq, said.Outcome, said.Takeover
	s.screen.Said, s.screen.Next = &said.Said, &said.Next
}

// press lets the papers of a station fall into its tray. No byte of them is
// kept: none was sent.
func (p *playing) press(ctx context.Context, id floor.StationID) error {
	spooled, bench := p.app.Warehouse(), p.benches[id]
	for {
		job, found, err := spooled.Claim(ctx, bench.printer.URL(), p.clock.now())
		if err != nil || !found {
			return err
		}
		if _, err := spooled.Sending(ctx, job.Printer, job.ID, []byte{}); err != nil {
			return err
		}
		if err := spooled.SettleJob(ctx, job.ID, print.Confirmed, spool.Counted); err != nil {
			return err
		}
		printed := paper{attempt: job.Attempt}
		if job.Document == print.Label {
			var label ship.Label
			if err := json.Unmarshal(job.Snapshot, &label); err != nil {
				return err
			}
			printed.sscc = label.SSCC
		}
		bench.tray.add(printed)
	}
}

// holdOne keeps an order back whose address looks wrong: such a one is late
// when its truck has left.
func (p *playing) holdOne(ctx context.Context) error {
	order, _, err := p.oldest(ctx, `SELECT order_id, 0 FROM fulfilment f WHERE state = 'open'
		AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.order_id = f.order_id) ORDER BY ship_by, id LIMIT 1 OFFSET ?1`)
	if err != nil || order == "" {
		return err
	}
	_, err = p.app.Warehouse().HoldOrder(ctx, floor.OrderID(order), holdKind, holder)
	return err
}
