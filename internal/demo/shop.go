package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"tallyman/internal/importing"
	"tallyman/internal/ledger/engine"
)

const (
	// backlog is how many orders wait for the floor when it has as much to do
	// as it likes; usualGap is how long after an order the next one comes then.
	backlog  = 150
	usualGap = 18 * time.Second
	// shortestGap and longestGap bound it.
	shortestGap = 5 * time.Second
	longestGap  = time.Minute
	// packedBefore is how long before its truck an order is taken in.
	packedBefore = 30 * time.Minute
)

// shop is where orders come from: the book, and then its orders again under new
// numbers.
type shop struct {
	// told is how many orders of the book came in, last the number of the
	// last order.
	told, last int
}

// resume goes on behind the orders that a kept warehouse has.
func (s *shop) resume(ctx context.Context, p *playing) error {
	s.told = len(p.book.orders)
	return p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			s.last = int(row.Int(0))
			return nil
		}, `SELECT coalesce(max(CAST(substr(id, 4) AS INTEGER)), 0) FROM orders WHERE id LIKE 'SO-%'`)
	})
}

// tell brings in the next orders of the book, placed one after another until
// now, each with the promise that is given for its place among them.
func (p *playing) tell(ctx context.Context, count int, over time.Duration, promise func(n int) time.Time) error {
	count = min(count, len(p.book.orders)-p.shop.told)
	if count <= 0 {
		return nil
	}
	entries := make([]entry, count)
	now := p.clock.now()
	for n := range entries {
		entries[n] = entry{
			of: p.shop.told + n, placed: now.Add(-over * time.Duration(count-n) / time.Duration(count)),
			promise: func(string) time.Time { return promise(n) },
		}
	}
	file, err := p.book.file(entries)
	if err != nil {
		return err
	}
	p.shop.told += count
	return p.bring(ctx, importing.Orders, file)
}

const (
	// stretch is by how much more is promised for the next truck than the
	// floor does at its present rate: it has to hurry a little.
	stretch = 1.1
	// fewest and most bound that; the rest goes with so many later trucks.
	fewest, most = 24, 90
	laterTrucks  = 3
)

// afternoon brings in the rest of the book, for the next truck and those after
// it.
func (p *playing) afternoon(ctx context.Context) error {
	now := p.clock.now()
	lastHour := now.Add(-time.Hour).Unix() / int64(quarter/time.Second)
	shipped, err := p.count(ctx, `SELECT coalesce(sum(fulfilments), 0) FROM throughput WHERE state = 'closed' AND quarter > ?1`, lastHour)
	if err != nil {
		return err
	}
	truck, left := p.day.next(now), len(p.book.orders)-p.shop.told
	promised, err := p.count(ctx, `SELECT count(*) FROM fulfilment WHERE ship_by = ?1 AND state NOT IN ('closed', 'cancelled')`, truck.UnixMicro())
	if err != nil {
		return err
	}
	due := min(max(int(stretch*float64(shipped)*truck.Sub(now).Hours()), fewest)-promised, most, left)
	err = p.tell(ctx, left, truckEvery, func(n int) time.Time {
		if n < due {
			return truck
		}
		return truck.Add(truckEvery * time.Duration(1+laterTrucks*(n-due)/(left-due)))
	})
	if err != nil {
		return err
	}
	if err := p.shop.resume(ctx, p); err != nil {
		return err
	}
	return p.release(ctx)
}

// quarter is what the ledger counts what got through by.
const quarter = 15 * time.Minute

// sell lets orders come in: the fewer wait, the faster.
func (p *playing) sell(ctx context.Context) {
	chance := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), seed)) //nolint:gosec // customers' chance
	for {
		waiting, err := p.count(ctx, `SELECT count(*) FROM fulfilment WHERE state IN ('open', 'scheduled')`)
		p.fail(ctx, "shop", err)
		gap := min(max(usualGap*time.Duration(waiting)/backlog, shortestGap), longestGap)
		if p.tempo.pass(ctx, time.Duration(float64(gap)*chance.ExpFloat64()), nil) != nil {
			return
		}
		p.fail(ctx, "shop", p.order(ctx, chance.IntN(len(p.book.orders))))
	}
}

// order is one of the orders of the book again.
func (p *playing) order(ctx context.Context, of int) error {
	now := p.clock.now()
	p.shop.last++
	file, err := p.book.file([]entry{{
		of: of, number: fmt.Sprintf("SO-%d", p.shop.last), placed: now,
		promise: func(service string) time.Time {
			truck := p.day.next(now.Add(packedBefore))
			if service == standard {
				truck = truck.Add(truckEvery)
			}
			return truck
		},
	}})
	if err != nil {
		return err
	}
	return p.bring(ctx, importing.Orders, file)
}

// count reads one number.
func (p *playing) count(ctx context.Context, sql string, arguments ...any) (n int, err error) {
	err = p.app.Read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			n = int(row.Int(0))
			return nil
		}, sql, arguments...)
	})
	return n, err
}
