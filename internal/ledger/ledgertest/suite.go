package ledgertest

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// Database is an empty place for a ledger in the engine under test, removed
// with the test.
type Database struct {
	// Options name it (Path). The suite sets stages, tables and clock.
	Options ledger.Options
	// Fill takes the room that is left, so that whatever needs more of it
	// fails with engine.ErrFull until Empty is called.
	Fill, Empty func(tx engine.Tx) error
}

// patience bounds what must happen soon; it is long because test machines are
// busy, and nothing waits for it when all is well.
const patience = 20 * time.Second

// Run is the suite that a ledger passes on every engine. open makes a fresh
// database for each test. The suite starts the test program again to kill it,
// so the test that calls Run must be a top-level one.
func Run(t *testing.T, open func(t *testing.T) Database) {
	t.Helper()
	for _, part := range []struct {
		name string
		test func(*rig)
	}{
		{"entries follow the commits without gaps", sequence},
		{"an error leaves the others of its batch", batchWithErrors},
		{"a panic is undone and the ledger goes on", panics},
		{"an apply that fails refuses the decision", applyFails},
		{"records are kept apart from entries", records},
		{"a full disk fails one decision or the batch, then it goes on", fullDisk},
		{"a lost transaction that a closure overlooks is lost all the same", overlooked},
		{"what is given up before it is begun never happens", givenUpBefore},
		{"patience that ends in the batch takes back one decision", givenUpWithin},
		{"a commit is in time, late, or did not happen", lateness},
		{"a context ends the wait and not the decision", cancelled},
		{"a key gets the same answer again", keys},
		{"a key in flight is refused", keyInFlight},
		{"keys are forgotten in time", forgottenKeys},
		{"a bulk is cut into slices", bulkSlices},
		{"a scan goes before the next row of a bulk", bulkLetsScansFirst},
		{"rows of a bulk fail by themselves", bulkRows},
		{"a bulk ends with its context and with the ledger", bulkEnds},
		{"tables that nobody declared are refused", undeclared},
		{"a raised projection makes the derived tables anew", projections},
		{"old events are lifted", lifted},
		{"reads see a snapshot and wait for what they need", reads},
		{"close finishes what waits", closes},
		{"verify finds what was changed", verifyFinds},
		{"verify runs while work goes on", verifyAtWork},
		{"nothing acknowledged is lost by a kill", killed},
	} {
		t.Run(part.name, func(t *testing.T) {
			r := &rig{t: t, database: open(t)}
			r.clock.Store(time.Date(2026, 3, 4, 5, 6, 7, 890123456, time.UTC).UnixNano())
			part.test(r)
		})
	}
}

// rig is one database and a clock that stands still unless it is moved.
type rig struct {
	t        *testing.T
	database Database
	clock    atomic.Int64
	// ticks, when positive, counts the readings of the clock down; at zero
	// the clock jumps an hour.
	ticks atomic.Int64

	mu      sync.Mutex
	commits []ledger.Commit
}

func (r *rig) now() time.Time {
	if r.ticks.Load() > 0 && r.ticks.Add(-1) == 0 {
		r.clock.Add(int64(time.Hour))
	}
	return time.Unix(0, r.clock.Load())
}

// options open the rig's database with the toy stage.
func (r *rig) options() ledger.Options {
	options := r.database.Options
	options.Stages, options.Projection, options.Migrations, options.Now = Stages(), 1, Migrations(), r.now
	return options
}

// open opens the ledger, changed by change when that is not nil, and closes it
// with the test.
func (r *rig) open(t *testing.T, change func(*ledger.Options)) *ledger.Ledger {
	t.Helper()
	options := r.options()
	if change != nil {
		change(&options)
	}
	l, err := ledger.Open(t.Context(), options)
	must(t, err)
	l.OnCommit(func(c ledger.Commit) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.commits = append(r.commits, c)
	})
	t.Cleanup(func() { must(t, l.Close()) })
	return l
}

// told are the commits since it was asked last. The writer tells them after
// the answers, so they are complete once another request was answered.
func (r *rig) told(t *testing.T, l *ledger.Ledger) []ledger.Commit {
	t.Helper()
	_, err := l.Submit(t.Context(), ledger.Request{Decide: skip})
	must(t, err)
	r.mu.Lock()
	defer r.mu.Unlock()
	commits := r.commits
	r.commits = nil
	return commits
}

func skip(engine.Tx, time.Time) (ledger.Decision, error) { return ledger.Decision{Skip: true}, nil }

// outcome is what Submit returned.
type outcome struct {
	receipt ledger.Receipt
	err     error
}

// together has the requests decided in one batch, in their order: they queue
// up while the writer is held.
func together(t *testing.T, l *ledger.Ledger, requests ...ledger.Request) []outcome {
	t.Helper()
	release := hold(t, l)
	outcomes := make([]outcome, len(requests))
	var done sync.WaitGroup
	for i, request := range requests {
		done.Go(func() {
			outcomes[i].receipt, outcomes[i].err = l.Submit(t.Context(), request)
		})
		await(t, func() bool { return l.Waiting() == i+1 })
	}
	release()
	done.Wait()
	return outcomes
}

// hold keeps the writer busy until release is called.
func hold(t *testing.T, l *ledger.Ledger) (release func()) {
	t.Helper()
	held, let, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	var once, begun sync.Once
	go func() {
		_, err := l.Submit(t.Context(), ledger.Request{Decide: func(engine.Tx, time.Time) (ledger.Decision, error) {
			begun.Do(func() { close(held) })
			<-let
			return ledger.Decision{Skip: true}, nil
		}})
		ended <- err
	}()
	within(t, held, "the writer to be held")
	release = func() { once.Do(func() { close(let); must(t, <-ended) }) }
	t.Cleanup(release)
	return release
}

// await waits until something is so that nobody tells.
func await(t *testing.T, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for !so() {
		if ctx.Err() != nil {
			t.Fatal("waited in vain")
		}
		runtime.Gosched()
	}
}

func within[T any](t *testing.T, channel <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-channel:
		return value
	case <-time.After(patience):
		t.Fatalf("waited in vain for %s", what)
		panic("not reached")
	}
}

// submit has something decided that must not fail.
func submit(t *testing.T, l *ledger.Ledger, decide ledger.Decide) ledger.Receipt {
	t.Helper()
	receipt, err := l.Submit(t.Context(), ledger.Request{Decide: decide})
	must(t, err)
	return receipt
}

// run changes the tables behind the ledger's back.
func run(t *testing.T, l *ledger.Ledger, text string, arguments ...any) {
	t.Helper()
	submit(t, l, func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		_, err := tx.Exec(text, arguments...)
		return ledger.Decision{Skip: true}, err
	})
}

// number reads one number.
func number(t *testing.T, l *ledger.Ledger, text string, arguments ...any) (n int64) {
	t.Helper()
	must(t, l.Read(t.Context(), 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error { n = row.Int(0); return nil }, text, arguments...)
	}))
	return n
}

// text reads the texts of a column, each followed by a blank.
func text(t *testing.T, l *ledger.Ledger, query string) (all string) {
	t.Helper()
	must(t, l.Read(t.Context(), 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error { all += row.Text(0) + " "; return nil }, query)
	}))
	return all
}

// sound verifies the ledger.
func sound(t *testing.T, l *ledger.Ledger) ledger.Report {
	t.Helper()
	report, err := l.Verify(t.Context(), l.Head(), nil)
	must(t, err)
	if !report.Sound() {
		t.Errorf("verify found %d differences: %v", report.Found, report.Differences)
	}
	return report
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, have, want error, what string) {
	t.Helper()
	if !errors.Is(have, want) {
		t.Errorf("%s: got %v, want %v", what, have, want)
	}
}

func same[T comparable](t *testing.T, have, want T, what string) {
	t.Helper()
	if have != want {
		t.Errorf("%s: have %v, want %v", what, have, want)
	}
}
