package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tallyman/devices/scanner"
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	ledgerpick "tallyman/internal/ledger/pick"
	ledgershift "tallyman/internal/ledger/shift"
	"tallyman/internal/ledger/stage"
	"tallyman/internal/station"
	"tallyman/internal/warehouse"
)

const (
	benchStations = 64
	// benchScans is how many units each station picks in a round.
	benchScans = 10
	benchUnits = 900_000
	benchSKU   = "MUG"
	benchGTIN  = "4006381333931"
)

// hall is a warehouse with a picker at each of some stations, who all stand at
// their bins and pick a mug a scan.
type hall struct {
	b        *testing.B
	ledger   *ledger.Ledger
	stations []*station.Station
	path     string
	at       time.Time
	commits  atomic.Int64
	// applied has the statements that applied events, while it is not nil.
	applied *[]statement
}

// statement is one that was run, as it can be run again.
type statement struct {
	text      string
	arguments []any
	query     bool
}

// recorder notes the statements of a transaction or of a read.
type recorder struct {
	engine.Reader
	tx  engine.Tx
	log *[]statement
}

func (r recorder) Query(each func(engine.Row) error, text string, arguments ...any) error {
	*r.log = append(*r.log, statement{text, arguments, true})
	return r.Reader.Query(each, text, arguments...)
}

func (r recorder) Exec(text string, arguments ...any) (int64, error) {
	*r.log = append(*r.log, statement{text, arguments, false})
	return r.tx.Exec(text, arguments...)
}

func (r recorder) Touch(collection, id string) { r.tx.Touch(collection, id) }

func newHall(b *testing.B, stations int) *hall {
	b.Helper()
	h := &hall{b: b, at: time.Now(), path: filepath.Join(b.TempDir(), "hall.db")}
	stages := warehouse.Stages()
	for i := range stages {
		apply := stages[i].Apply
		stages[i].Apply = func(tx engine.Tx, at stage.Moment, event floor.Event) error {
			if h.applied != nil {
				tx = recorder{tx, tx, h.applied}
			}
			return apply(tx, at, event)
		}
	}
	opened, err := ledger.Open(b.Context(), ledger.Options{
		Path: h.path, Stages: stages, Projection: warehouse.Projection,
	})
	h.must(err)
	h.ledger = opened
	opened.OnCommit(func(ledger.Commit) { h.commits.Add(1) })
	w := warehouse.New(opened, warehouse.Options{})
	b.Cleanup(func() {
		w.Close()
		if err := opened.Close(); err != nil {
			b.Error(err)
		}
	})
	h.furnish(w, stations)
	return h
}

func (h *hall) must(err error) {
	h.b.Helper()
	if err != nil {
		h.b.Fatal(err)
	}
}

// furnish gives every station its own bin, order and picker, and has the
// pickers go there.
func (h *hall) furnish(w *warehouse.Warehouse, stations int) {
	h.b.Helper()
	ctx := h.b.Context()
	h.must(w.DefineSite(ctx, ship.Site{
		GS1Prefix: "952000", GS1Extension: "0", TimeZone: "UTC", PrintExpiry: time.Hour,
		Services: []ship.Service{{ID: "standard", Name: "Standard", Digits: 9, From: 1, To: 999, CutOff: "16:00", Days: []int{1}}},
	}))
	_, err := w.DefineItems(ctx, []stock.Item{{SKU: benchSKU, Name: "Mug", GTIN: benchGTIN}})
	h.must(err)
	for i := range stations {
		id := floor.StationID(fmt.Sprintf("pick-%d", i))
		bin := floor.LocationID(fmt.Sprintf("A-%03d", i))
		h.must(w.DefineStations(ctx, []shift.StationDefined{{Station: id, Kind: shift.Pick}}))
		_, err := w.DefineLocations(ctx, []stock.Location{{ID: bin, Sequence: i}})
		h.must(err)
		_, err = w.CountStock(ctx, []stock.Count{{Location: bin, SKU: benchSKU, Quantity: benchUnits, Key: string(bin)}})
		h.must(err)
		badge, err := floor.NewCode(floor.CodeBadge, fmt.Sprintf("PICKER%d", i))
		h.must(err)
		_, err = w.IssueBadges(ctx, []shift.BadgeDraft{{Name: fmt.Sprint("Picker ", i), Role: shift.Picker, Code: badge}})
		h.must(err)
		tote, err := floor.NewCode(floor.CodeTote, fmt.Sprintf("%06d", i))
		h.must(err)
		_, err = w.DefineTotes(ctx, []shift.ToteDraft{{Code: tote}})
		h.must(err)
		_, err = w.PlaceOrders(ctx, []order.Draft{{
			Order: floor.OrderID(fmt.Sprint("SO-", i)), PlacedAt: h.at, Service: "standard", Currency: "EUR",
			Lines:    []order.Line{{Number: 1, SKU: benchSKU, Quantity: benchUnits}},
			Customer: order.Customer{Address: ship.Address{Name: "Jane Bloggs", Line1: "1 Example Road", City: "London", Country: "GB"}},
		}})
		h.must(err)
		_, _, err = w.Release(ctx, 0)
		h.must(err)
		h.stations = append(h.stations, station.New(station.Options{Station: id, Window: 200 * time.Millisecond, Ledger: w, Now: time.Now}))
		next, err := floor.NewCode(floor.CodeCommand, string(floor.Next))
		h.must(err)
		for _, code := range []string{badge.String(), next.String(), tote.String()} {
			h.scan(ctx, i, code)
		}
		h.scan(ctx, i, string(h.bin(ctx, id)))
	}
}

// bin is where a station's picker is sent.
func (h *hall) bin(ctx context.Context, id floor.StationID) (bin floor.LocationID) {
	h.b.Helper()
	h.must(h.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			bin = floor.LocationID(row.Text(0))
			return nil
		}, `SELECT l.location FROM session s JOIN pick_line l ON l.list = s.list WHERE s.station = ?1`, id)
	}))
	return bin
}

// scan takes a read through a station; reads of a station are a second apart.
func (h *hall) scan(ctx context.Context, i int, code string) {
	h.at = h.at.Add(time.Second)
	h.read(ctx, i, code, h.at)
}

func (h *hall) read(ctx context.Context, i int, code string, at time.Time) {
	reply := h.stations[i].Handle(ctx, scanner.Read{Device: fmt.Sprint("scanner-", i), Code: code, At: at})
	if reply.Answer != scanner.Good {
		h.b.Errorf("station %d: %s was not accepted", i, code)
	}
	if reply.Delivered != nil {
		reply.Delivered(nil)
	}
}

// round has every station pick some units at the same time.
func (h *hall) round(ctx context.Context, scans int) time.Duration {
	began := time.Now()
	start := h.at
	var picking sync.WaitGroup
	for i := range h.stations {
		picking.Go(func() {
			for n := range scans {
				h.read(ctx, i, benchGTIN, start.Add(time.Duration(n+1)*time.Second))
			}
		})
	}
	picking.Wait()
	h.at = start.Add(time.Duration(scans) * time.Second)
	return time.Since(began)
}

// bare is a loop that runs the statements of scans and nothing else: no rules,
// no JSON, no hashes, and nobody waits.
type bare struct {
	database *engine.Database
	// scans are the statements of a scan of each station.
	scans [][]statement
	seq   int64
}

// newBare records a scan at every station of a hall, and runs them again on
// its database.
func newBare(b *testing.B, stations int) *bare {
	b.Helper()
	h := newHall(b, stations)
	l := &bare{}
	for i := range stations {
		l.scans = append(l.scans, h.recorded(b.Context(), i))
	}
	l.seq = h.ledger.Head().Seq
	h.must(h.ledger.Close())
	var err error
	l.database, err = engine.Open(b.Context(), h.path, ledger.Migrations())
	h.must(err)
	b.Cleanup(func() {
		if err := l.database.Close(); err != nil {
			b.Error(err)
		}
	})
	return l
}

// recorded is what a scan at a station runs: the facts, the entry, and what
// applies its events.
func (h *hall) recorded(ctx context.Context, i int) []statement {
	h.b.Helper()
	var log []statement
	id := floor.StationID(fmt.Sprintf("pick-%d", i))
	h.must(h.ledger.Read(ctx, h.ledger.Head().Seq, func(r engine.Reader, _ int64) error {
		desk, _, err := ledgershift.FindDesk(recorder{r, nil, &log}, id)
		if err != nil {
			return err
		}
		things, err := code.Lookup(recorder{r, nil, &log}, benchGTIN, "0"+benchGTIN)
		if err != nil {
			return err
		}
		_, err = ledgerpick.Facts(recorder{r, nil, &log}, desk.Session, things[0])
		return err
	}))
	h.applied = &log
	h.scan(ctx, i, benchGTIN)
	h.applied = nil
	entry := statement{text: `INSERT INTO entry (seq, at, station, raw, verdict, events, records, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`}
	h.must(h.ledger.Read(ctx, h.ledger.Head().Seq, func(r engine.Reader, head int64) error {
		return r.Query(func(row engine.Row) error {
			entry.arguments = []any{
				head, row.Int(0), row.Text(1), row.Text(2),
				slices.Clone(row.Blob(3)), slices.Clone(row.Blob(4)), slices.Clone(row.Blob(5)), slices.Clone(row.Blob(6)),
			}
			return nil
		}, `SELECT at, station, raw, verdict, events, records, hash FROM entry WHERE seq = ?1`, head)
	}))
	return append(log, entry)
}

// round runs scans of each station, in groups that are committed together.
func (l *bare) round(scans, group int) (time.Duration, error) {
	w := l.database.Writer()
	began := time.Now()
	for done := 0; done < scans; done += group {
		err := w.Begin()
		for i := range min(group, scans-done) {
			err = errors.Join(err, w.Savepoint(), l.scan(w, l.scans[(done+i)%len(l.scans)]), w.Release())
		}
		if err = errors.Join(err, w.Commit()); err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}

func (l *bare) scan(w *engine.Writer, scan []statement) (err error) {
	l.seq++
	scan[len(scan)-1].arguments[0] = l.seq
	for _, s := range scan {
		if s.query {
			err = errors.Join(err, w.Query(func(engine.Row) error { return nil }, s.text, s.arguments...))
			continue
		}
		_, failed := w.Exec(s.text, s.arguments...)
		err = errors.Join(err, failed)
	}
	return err
}

// BenchmarkScanPath is the whole way of a scan through the station, at 64
// stations, beside a bare loop that runs the same statements in groups as
// large. The aim is a ratio of 0.5.
func BenchmarkScanPath(b *testing.B) {
	h, l := newHall(b, benchStations), newBare(b, benchStations)
	const scans = benchStations * benchScans
	h.commits.Store(0)
	var full, loop time.Duration
	group, rounds := 0, 0
	for ; b.Loop(); rounds++ {
		full += h.round(b.Context(), benchScans)
		group = max(1, scans*(rounds+1)/int(h.commits.Load()))
		took, err := l.round(scans, group)
		h.must(err)
		loop += took
	}
	perSecond := func(took time.Duration) float64 { return float64(scans*rounds) / took.Seconds() }
	b.ReportMetric(perSecond(full), "scans/s")
	b.ReportMetric(perSecond(loop), "bare/s")
	b.ReportMetric(loop.Seconds()/full.Seconds(), "ratio")
	b.ReportMetric(float64(len(l.scans[0])), "statements/scan")
	b.ReportMetric(float64(group), "scans/commit")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkOneStation is the way of a scan at a single station, beside an
// fdatasync of 4 KiB on the same disk. The aim is a ratio of 8.
func BenchmarkOneStation(b *testing.B) {
	h := newHall(b, 1)
	file, err := os.Create(filepath.Join(b.TempDir(), "sync"))
	h.must(err)
	defer file.Close()
	page := make([]byte, 4096)
	var scans, syncs []time.Duration
	for b.Loop() {
		began := time.Now()
		h.scan(b.Context(), 0, benchGTIN)
		scanned := time.Now()
		_, err := file.WriteAt(page, 0)
		h.must(errors.Join(err, unix.Fdatasync(int(file.Fd()))))
		scans, syncs = append(scans, scanned.Sub(began)), append(syncs, time.Since(scanned))
	}
	slices.Sort(scans)
	slices.Sort(syncs)
	at := func(all []time.Duration, part float64) float64 {
		return float64(all[int(part*float64(len(all)-1))].Microseconds())
	}
	b.ReportMetric(at(scans, 0.5), "p50-µs")
	b.ReportMetric(at(scans, 0.99), "p99-µs")
	b.ReportMetric(at(syncs, 0.5), "fdatasync-p50-µs")
	b.ReportMetric(at(scans, 0.5)/at(syncs, 0.5), "ratio")
	b.ReportMetric(0, "ns/op")
}
