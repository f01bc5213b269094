package view

import (
	"context"
	"sort"
	"time"

	"tallyman/internal/floor/order"
	"tallyman/internal/ledger/engine"
	ledgerorder "tallyman/internal/ledger/order"
)

// Now is the id of the only row of the floor.
const Now = "now"

const (
	// mostCutOffs is how many cut-offs the row of the floor has, mostLate how
	// many of those have passed.
	mostCutOffs = 24
	mostLate    = 12
	// hoursBack is how many hours it tells of.
	hoursBack = 12
)

// FloorRow is the floor as a whole.
type FloorRow struct {
	ID           string    `json:"id" doc:"Always now: there is one row."`
	At           time.Time `json:"at" doc:"When it was counted."`
	Zone         string    `json:"zone" doc:"Time zone of the site, a name of the IANA database: its days and hours are meant."`
	CutOffs      []CutOff  `json:"cut_offs" doc:"Promises that something is left for, and all of today; the oldest first, at most 24."`
	UnderWay     int       `json:"under_way" doc:"Orders that have not left, cancelled ones left out."`
	ShippedToday int       `json:"shipped_today" doc:"Orders that left since midnight."`
	Exceptions   int       `json:"exceptions" doc:"What somebody has to look after."`
	Hours        []Hour    `json:"hours" doc:"The last 12 hours, the oldest first; the last one is under way."`
}

// CutOff is a moment at which orders have to leave, and how far they are.
type CutOff struct {
	ShipBy     time.Time `json:"ship_by" doc:"When they have to leave. When many have passed, the oldest are told as one: that of the newest of them."`
	Left       int       `json:"left" doc:"Orders that are not packed."`
	Packed     int       `json:"packed" doc:"Orders that are packed and have not left."`
	Done       int       `json:"done" doc:"Orders that have left."`
	Scheduled  int       `json:"scheduled" doc:"Of those left: wait for stock."`
	Open       int       `json:"open" doc:"Of those left: can be picked."`
	Picking    int       `json:"picking" doc:"Of those left: are picked."`
	Picked     int       `json:"picked" doc:"Of those left: wait for a packer."`
	Packing    int       `json:"packing" doc:"Of those left: are packed."`
	Incomplete int       `json:"incomplete" doc:"Of those left: wait for a decision."`
}

// Hour is what got through in an hour of the site's clock.
type Hour struct {
	From    time.Time `json:"from" doc:"When it began."`
	Shipped int       `json:"shipped" doc:"Orders that left."`
	Packed  int       `json:"packed" doc:"Orders that were packed."`
	Picked  int       `json:"picked" doc:"Orders that were picked."`
}

// Floor reads the floor as a whole.
func (v *View) Floor(ctx context.Context, atLeast int64) (FloorRow, error) {
	return one(ctx, v, atLeast, "floor", Now, func(r engine.Reader) (*FloorRow, error) { return v.floor(r, Now) })
}

func theFloor(engine.Reader) ([]string, error) { return []string{Now}, nil }

// floor counts what is under way and what got through. Of what is done only
// that of today and of cut-offs with something left is looked at, in an index.
func (v *View) floor(r engine.Reader, id string) (*FloorRow, error) {
	if id != Now {
		return nil, nil
	}
	at := v.options.Now().In(v.options.Zone)
	found := &FloorRow{ID: Now, At: at.UTC(), Zone: v.options.Zone.String()}
	troubles, err := v.exceptionIDs(r)
	if err != nil {
		return nil, err
	}
	found.Exceptions = len(troubles)
	if err := found.readCutOffs(r, at); err != nil {
		return nil, err
	}
	return found, found.readHours(r, at)
}

// count adds a number of orders in a state.
func (c *CutOff) count(state order.State, n int) {
	switch state {
	case order.Closed:
		c.Done += n
		return
	case order.Packed:
		c.Packed += n
		return
	case order.Scheduled:
		c.Scheduled += n
	case order.Open:
		c.Open += n
	case order.Picking:
		c.Picking += n
	case order.Picked:
		c.Picked += n
	case order.Packing:
		c.Packing += n
	case order.Incomplete:
		c.Incomplete += n
	case order.Void:
		return
	}
	c.Left += n
}

// tally is the cut-offs by their moment, in microseconds.
type tally map[int64]*CutOff

// add reads numbers of orders in a state by their promises.
func (t tally) add(r engine.Reader, state order.State, text string, arguments ...any) (sum int, err error) {
	err = r.Query(func(row engine.Row) error {
		at, n := row.Int(0), int(row.Int(1))
		if t[at] == nil {
			t[at] = &CutOff{ShipBy: moment(at)}
		}
		t[at].count(state, n)
		sum += n
		return nil
	}, text, arguments...)
	return sum, err
}

func (f *FloorRow) readCutOffs(r engine.Reader, at time.Time) error {
	t := tally{}
	for _, state := range []order.State{
		order.Scheduled, order.Open, order.Picking, order.Picked, order.Packing, order.Incomplete, order.Packed,
	} {
		n, err := t.add(r, state, `SELECT ship_by, count(*) FROM fulfilment WHERE state = ?1 GROUP BY ship_by`, state)
		if err != nil {
			return err
		}
		f.UnderWay += n
	}
	from, to := begins(at).UnixMicro(), tomorrow(at).UnixMicro()
	const done = `SELECT ship_by, count(*) FROM fulfilment WHERE state = ?1 AND ship_by >= ?2 AND ship_by < ?3 GROUP BY ship_by`
	if _, err := t.add(r, order.Closed, done, order.Closed, from, to); err != nil {
		return err
	}
	shown := t.shown(from, to)
	f.CutOffs = few(shown, at)
	for i := range f.CutOffs {
		own := f.CutOffs[i].ShipBy.UnixMicro()
		if own >= from && own < to {
			continue
		}
		n, err := tally{}.add(r, order.Closed, done, order.Closed, own, own+1)
		if err != nil {
			return err
		}
		f.CutOffs[i].Done += n
	}
	return nil
}

// shown are the cut-offs with something left and those of today, the oldest
// first.
func (t tally) shown(from, to int64) []CutOff {
	found := []CutOff{}
	for at, c := range t {
		if c.Left > 0 || at >= from && at < to {
			found = append(found, *c)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].ShipBy.Before(found[j].ShipBy) })
	return found
}

// few makes one of the oldest cut-offs when many have passed, so that what is
// late can still be summed up, and leaves out those farthest away.
func few(all []CutOff, at time.Time) []CutOff {
	late := sort.Search(len(all), func(i int) bool { return all[i].ShipBy.After(at) })
	for ; len(all) > mostCutOffs && late > mostLate; late-- {
		oldest, next := all[0], &all[1]
		next.Left, next.Packed, next.Done = next.Left+oldest.Left, next.Packed+oldest.Packed, next.Done+oldest.Done
		next.Scheduled, next.Open = next.Scheduled+oldest.Scheduled, next.Open+oldest.Open
		next.Picking, next.Picked = next.Picking+oldest.Picking, next.Picked+oldest.Picked
		next.Packing, next.Incomplete = next.Packing+oldest.Packing, next.Incomplete+oldest.Incomplete
		all = all[1:]
	}
	return all[:min(len(all), mostCutOffs)]
}

// readHours reads what got through since midnight and in the last hours.
func (f *FloorRow) readHours(r engine.Reader, at time.Time) error {
	today, end := begins(at), tomorrow(at)
	starts := hours(at, hoursBack)
	f.Hours = make([]Hour, hoursBack)
	for i, start := range starts {
		f.Hours[i].From = start.UTC()
	}
	since := starts[0]
	if today.Before(since) {
		since = today
	}
	return r.Query(func(row engine.Row) error {
		quarter, state, n := moment(row.Int(0)*ledgerorder.Quarter.Microseconds()), order.State(row.Text(1)), int(row.Int(2))
		if state == order.Closed && !quarter.Before(today) {
			f.ShippedToday += n
		}
		i := sort.Search(len(starts), func(i int) bool { return starts[i].After(quarter) }) - 1
		if i >= 0 {
			f.Hours[i].count(state, n)
		}
		return nil
	}, `SELECT quarter, state, fulfilments FROM throughput WHERE quarter >= ?1 AND quarter < ?2`,
		quarterOf(since), quarterOf(end))
}

func quarterOf(at time.Time) int64 { return at.UnixMicro() / ledgerorder.Quarter.Microseconds() }

func (h *Hour) count(state order.State, n int) {
	switch state {
	case order.Closed:
		h.Shipped += n
	case order.Packed:
		h.Packed += n
	case order.Picked:
		h.Picked += n
	case order.Scheduled, order.Open, order.Picking, order.Packing, order.Incomplete, order.Void:
	}
}
