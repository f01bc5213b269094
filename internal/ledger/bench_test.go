package ledger_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ledgertest"
)

const (
	factText  = "SELECT quantity FROM toy_bin WHERE bin = ?1"
	applyText = `INSERT INTO toy_bin (bin, quantity, seq, at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (bin) DO UPDATE SET quantity = excluded.quantity, seq = excluded.seq, at = excluded.at`
	entryText = "INSERT INTO entry (seq, at, station, raw, verdict, events, records, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	headText  = "INSERT INTO head (id, seq, hash) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET seq = ?1, hash = ?2"
)

// scanOf is a decision with one fact and one event.
func scanOf(bin string) ledger.Decide {
	return func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		quantity := 0
		err := tx.Query(func(row engine.Row) error { quantity = int(row.Int(0)); return nil }, factText, bin)
		return ledger.Decision{
			Station: "pack-1", Raw: "]C10112345678901231",
			Verdict: floor.Verdict{Outcome: floor.Good, Said: floor.Phrase{Code: "counted", SKU: bin, Quantity: quantity + 1}},
			Events:  []floor.Event{ledgertest.Counted{Bin: bin, Quantity: quantity + 1}},
		}, err
	}
}

// bare does what the writer has SQLite do for a batch of scans, and nothing
// else: the same statements on an engine of its own, with bytes of the same
// length.
type bare struct {
	db                     *engine.Writer
	seq                    int64
	verdict, events, proof []byte
}

func openBare(b *testing.B) *bare {
	b.Helper()
	db, err := engine.Open(b.Context(), filepath.Join(b.TempDir(), "bare.db"), ledgertest.Migrations())
	check(b, err)
	b.Cleanup(func() { check(b, db.Close()) })
	return &bare{
		db:      db.Writer(),
		verdict: []byte(`{"outcome":"good","said":{"code":"counted","sku":"bin-1","quantity":1000}}`),
		events:  []byte(`[{"k":"toy.counted","v":1,"d":{"bin":"bin-1","quantity":1000}}]`),
		proof:   make([]byte, 32),
	}
}

func (r *bare) batch(b *testing.B, bins []string) {
	b.Helper()
	check(b, r.db.Begin())
	for _, bin := range bins {
		r.seq++
		check(b, r.db.Savepoint())
		check(b, r.db.Query(func(engine.Row) error { return nil }, factText, bin))
		_, err := r.db.Exec(applyText, bin, r.seq, r.seq, r.seq)
		check(b, err)
		_, err = r.db.Exec(entryText, r.seq, r.seq, "pack-1", "]C10112345678901231", r.verdict, r.events, []byte("[]"), r.proof)
		check(b, err)
		check(b, r.db.Release())
	}
	_, err := r.db.Exec(headText, r.seq, r.proof)
	check(b, err)
	check(b, r.db.Commit())
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// syncing overwrites 4 KiB and brings them to the disk, the least that a
// commit can cost.
func syncing(b *testing.B) func() {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "synced"))
	check(b, err)
	b.Cleanup(func() { check(b, file.Close()) })
	page := make([]byte, 4096)
	return func() {
		_, err := file.WriteAt(page, 0)
		check(b, err)
		check(b, syscall.Fdatasync(int(file.Fd())))
	}
}

// BenchmarkSubmit measures one durable scan through the ledger beside a bare
// loop of the same statements in batches of the same size and beside an
// fdatasync per commit. The three take turns in one run, so that a slow moment
// of the machine meets all of them. Times are per scan but for fdatasync.
func BenchmarkSubmit(b *testing.B) {
	for _, scanners := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("scanners=%d", scanners), func(b *testing.B) { benchmarkSubmit(b, scanners) })
	}
}

// rounds is what one part of the benchmark took.
type rounds struct {
	scans, commits        int
	submit, bare, syncing time.Duration
	allocations           uint64
	waits                 []time.Duration
}

func benchmarkSubmit(b *testing.B, scanners int) {
	b.Helper()
	l, err := ledger.Open(b.Context(), toys(filepath.Join(b.TempDir(), "ledger.db")))
	check(b, err)
	b.Cleanup(func() { check(b, l.Close()) })
	commits := 0
	l.OnCommit(func(ledger.Commit) { commits++ }) // read while the ledger is quiet
	loop, fdatasync := openBare(b), syncing(b)
	bins := make([]string, scanners)
	for i := range bins {
		bins[i] = fmt.Sprint("bin-", i)
	}
	loop.batch(b, bins)
	var r rounds
	for r.scans < b.N {
		r.round(b, l, bins, &commits, loop, fdatasync)
	}
	slices.Sort(r.waits)
	perScan := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(r.scans) }
	b.ReportMetric(0, "ns/op") // the sum of all three parts means nothing
	b.ReportMetric(perScan(r.submit), "submit-ns")
	b.ReportMetric(perScan(r.bare), "bare-ns")
	b.ReportMetric(float64(r.submit)/float64(r.bare), "submit/bare")
	b.ReportMetric(float64(r.syncing.Nanoseconds())/float64(r.commits), "fdatasync-ns")
	b.ReportMetric(float64(r.scans)/float64(r.commits), "scans/commit")
	b.ReportMetric(float64(r.waits[len(r.waits)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(r.waits[len(r.waits)*99/100].Nanoseconds()), "p99-ns")
	b.ReportMetric(float64(r.allocations)/float64(r.scans), "allocs/submit")
}

// round lets every part do the same number of scans in as many commits.
func (r *rounds) round(b *testing.B, l *ledger.Ledger, bins []string, commits *int, loop *bare, fdatasync func()) {
	b.Helper()
	each := 1 + 256/len(bins)
	waits := make([][]time.Duration, len(bins))
	decides := make([]ledger.Decide, len(bins))
	for i, bin := range bins {
		waits[i], decides[i] = make([]time.Duration, 0, each), scanOf(bin)
	}
	var before, after runtime.MemStats
	commitsBefore := *commits
	runtime.ReadMemStats(&before)
	began := time.Now()
	var done sync.WaitGroup
	for i := range bins {
		done.Go(func() {
			for range each {
				asked := time.Now()
				if _, err := l.Submit(b.Context(), ledger.Request{Decide: decides[i]}); err != nil {
					b.Error(err)
				}
				waits[i] = append(waits[i], time.Since(asked))
			}
		})
	}
	done.Wait()
	r.submit += time.Since(began)
	runtime.ReadMemStats(&after)
	r.allocations += after.Mallocs - before.Mallocs
	// The last commit is told after its answers: wait for another request.
	_, err := l.Submit(b.Context(), ledger.Request{Decide: func(engine.Tx, time.Time) (ledger.Decision, error) {
		return ledger.Decision{Skip: true}, nil
	}})
	check(b, err)
	scans, made := each*len(bins), *commits-commitsBefore
	r.waits = append(r.waits, slices.Concat(waits...)...)
	r.scans, r.commits = r.scans+scans, r.commits+made

	began = time.Now()
	for i := range made {
		batch := make([]string, scans*(i+1)/made-scans*i/made)
		for n := range batch {
			batch[n] = bins[n%len(bins)]
		}
		loop.batch(b, batch)
	}
	r.bare += time.Since(began)
	began = time.Now()
	for range made {
		fdatasync()
	}
	r.syncing += time.Since(began)
}
