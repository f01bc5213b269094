package warehouse

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/order"
	"tallyman/internal/ledger/pack"
	"tallyman/internal/ledger/pick"
	"tallyman/internal/ledger/print"
	"tallyman/internal/ledger/shift"
	"tallyman/internal/ledger/ship"
	"tallyman/internal/ledger/stage"
	"tallyman/internal/ledger/stock"
)

// Projection is the version of what the stages make of their events. It is
// raised when an apply changes its meaning, and the derived tables are made
// anew.
const Projection = 3

// Stages are all stages of the floor; a ledger is opened with them.
func Stages() []stage.Stage {
	return []stage.Stage{
		code.Stage(), stock.Stage(), order.Stage(), ship.Stage(), pick.Stage(), pack.Stage(), print.Stage(), shift.Stage(),
	}
}

// Options are what a warehouse works with. All may be left out.
type Options struct {
	// Random makes the codes of badges; nil is crypto/rand.
	Random io.Reader
	// Log gets what could not be stored in the background; nil is silence.
	Log *slog.Logger
}

// Warehouse is the commands on one ledger. Its methods may be called by any
// number of goroutines.
type Warehouse struct {
	ledger *ledger.Ledger
	random io.Reader
	heard  heard
	zones  zones
}

// New makes the commands on a ledger. Close it before the ledger.
func New(l *ledger.Ledger, options Options) *Warehouse {
	if options.Random == nil {
		options.Random = rand.Reader
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	w := &Warehouse{ledger: l, random: options.Random}
	w.heard = heard{store: w.storeHeard, log: options.Log}
	return w
}

// Close stores what was noted and not stored yet.
func (w *Warehouse) Close() { w.heard.close() }

// Answer is what became of a command or a scan; it is on the disk. Seq is of
// its entry, 0 when nothing changed.
type Answer struct {
	Seq     int64
	At      time.Time
	Verdict floor.Verdict
	// Replayed says that the same thing was asked before and got this answer
	// then.
	Replayed bool
}

func answer(r ledger.Receipt) Answer {
	return Answer{Seq: r.Seq, At: r.At, Verdict: r.Verdict, Replayed: r.Replayed}
}

// judged decides a command of the office: a refusal makes no entry.
type judged func(tx engine.Tx, at time.Time) (floor.Decision, error)

func (w *Warehouse) command(ctx context.Context, judge judged) (Answer, error) {
	receipt, err := w.ledger.Submit(ctx, ledger.Request{Class: ledger.Work, Decide: judge.decide})
	return answer(receipt), err
}

func (j judged) decide(tx engine.Tx, at time.Time) (ledger.Decision, error) {
	d, err := j(tx, at)
	if err != nil {
		return ledger.Decision{}, err
	}
	return entry(d), nil
}

// entry is a decision of the rules as the ledger takes it.
func entry(d floor.Decision) ledger.Decision {
	return ledger.Decision{
		Verdict: d.Verdict, Events: d.Events, Records: d.Records, Skip: len(d.Events) == 0 && len(d.Records) == 0,
	}
}

// zones keeps the time zones that were looked up: reading one takes longer
// than a decision may.
type zones struct {
	mu    sync.Mutex
	known map[string]*time.Location
}

func (z *zones) find(name string) (*time.Location, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if zone, ok := z.known[name]; ok {
		return zone, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	if z.known == nil {
		z.known = map[string]*time.Location{}
	}
	z.known[name] = zone
	return zone, nil
}
