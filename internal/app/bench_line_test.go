package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

// lines are scanners on ptys at the stations of a hall, each read by the same
// goroutine as in the program.
type lines struct {
	h        *hall
	scanners []*sim.Scanner
	// waits is how long each worker waited for the sound of each scan.
	waits [][]time.Duration
}

func plugIn(h *hall) *lines {
	h.b.Helper()
	l := &lines{h: h, waits: make([][]time.Duration, len(h.stations))}
	ctx, cancel := context.WithCancel(h.b.Context())
	var reading sync.WaitGroup
	h.b.Cleanup(func() {
		cancel()
		reading.Wait()
	})
	for _, s := range h.stations {
		played, err := sim.NewScanner(sim.ScannerOptions{Profile: sim.Datalogic})
		h.must(err)
		h.b.Cleanup(func() { h.must(played.Close()) })
		device, err := scanner.Open("scanner", "serial:"+played.Path()+"?answer=datalogic&patience=20s")
		h.must(err)
		reading.Go(func() {
			if err := device.Run(ctx, s.Handle); err != nil {
				h.b.Error(err)
			}
		})
		l.scanners = append(l.scanners, played)
	}
	for _, played := range l.scanners {
		h.must(played.WaitOpened(ctx))
	}
	return l
}

// scan is a worker's nth scan. Two codes of the same item take turns, so that
// no read is a double.
func (l *lines) scan(ctx context.Context, i, n int) error {
	code := benchGTIN
	if n%2 == 1 {
		code = benchSKU
	}
	began := time.Now()
	answer, err := l.scanners[i].Scan(ctx, code)
	if err == nil && answer.Kind != sim.Good {
		err = errors.New("a scan was not accepted")
	}
	l.waits[i] = append(l.waits[i], answer.At.Sub(began))
	return err
}

// round has every worker scan some units, the next one when the last was heard.
func (l *lines) round(ctx context.Context, scans int) time.Duration {
	began := time.Now()
	var picking sync.WaitGroup
	for i := range l.scanners {
		picking.Go(func() {
			for n := range scans {
				if err := l.scan(ctx, i, n); err != nil {
					l.h.b.Error(err)
					return
				}
			}
		})
	}
	picking.Wait()
	return time.Since(began)
}

// sorted are the waits of all workers, the shortest first.
func (l *lines) sorted() []time.Duration {
	all := slices.Concat(l.waits...)
	slices.Sort(all)
	return all
}

// BenchmarkScanLine is the whole way of a scan from the scanner's line and back
// to it, at 64 stations, beside the same scans without lines and a bare loop
// that runs the same statements in groups as large as those of the lines. The
// simulated scanners share the processors. The aim is a ratio of 0.5.
func BenchmarkScanLine(b *testing.B) {
	h, loop := newHall(b, benchStations), newBare(b, benchStations)
	l := plugIn(h)
	const scans = benchStations * benchScans
	var line, direct, bare time.Duration
	commits, rounds := 0, 0
	for ; b.Loop(); rounds++ {
		before := h.commits.Load()
		line += l.round(b.Context(), benchScans)
		commits += int(h.commits.Load() - before)
		direct += h.round(b.Context(), benchScans)
		took, err := loop.round(scans, max(1, scans*(rounds+1)/commits))
		h.must(err)
		bare += took
	}
	perSecond := func(took time.Duration) float64 { return float64(scans*rounds) / took.Seconds() }
	waits := l.sorted()
	b.ReportMetric(perSecond(line), "line/s")
	b.ReportMetric(perSecond(direct), "without-line/s")
	b.ReportMetric(perSecond(bare), "bare/s")
	b.ReportMetric(bare.Seconds()/line.Seconds(), "ratio")
	b.ReportMetric(float64(scans*rounds)/float64(commits), "scans/commit")
	b.ReportMetric(milliseconds(waits, 0.5), "p50-ms")
	b.ReportMetric(milliseconds(waits, 0.99), "p99-ms")
	b.ReportMetric(0, "ns/op")
}

func milliseconds(sorted []time.Duration, part float64) float64 {
	return sorted[int(part*float64(len(sorted)-1))].Seconds() * 1000
}

// BenchmarkOneLine is the way of a scan from a single scanner's line and back
// to it, beside an fdatasync of 4 KiB on the same disk. The aim is a ratio of
// at most 8.
func BenchmarkOneLine(b *testing.B) {
	h := newHall(b, 1)
	l := plugIn(h)
	file, err := os.Create(filepath.Join(b.TempDir(), "sync"))
	h.must(err)
	defer file.Close()
	page := make([]byte, 4096)
	var syncs []time.Duration
	for n := 0; b.Loop(); n++ {
		h.must(l.scan(b.Context(), 0, n))
		began := time.Now()
		_, err := file.WriteAt(page, 0)
		h.must(errors.Join(err, unix.Fdatasync(int(file.Fd()))))
		syncs = append(syncs, time.Since(began))
	}
	slices.Sort(syncs)
	waits := l.sorted()
	b.ReportMetric(milliseconds(waits, 0.5), "p50-ms")
	b.ReportMetric(milliseconds(waits, 0.99), "p99-ms")
	b.ReportMetric(milliseconds(syncs, 0.5), "fdatasync-p50-ms")
	b.ReportMetric(milliseconds(waits, 0.5)/milliseconds(syncs, 0.5), "ratio")
	b.ReportMetric(0, "ns/op")
}
