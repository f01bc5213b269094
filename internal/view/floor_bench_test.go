package view_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

const (
	pastOrders = 1_000_000
	openOrders = 5_000
)

// BenchmarkFloor counts a floor with 5,000 orders under way and a million
// behind it, beside one without a past. The two take turns. The aim is a ratio
// of 1: the past costs nothing.
func BenchmarkFloor(b *testing.B) {
	long, fresh := floorOf(b, pastOrders), floorOf(b, 0)
	var took [2]time.Duration
	rounds := 0
	for ; b.Loop(); rounds++ {
		for i, v := range []*view.View{long, fresh} {
			began := time.Now()
			if row, err := v.Floor(b.Context(), 0); err != nil || row.UnderWay != openOrders {
				b.Fatal(err, row)
			}
			took[i] += time.Since(began)
		}
	}
	b.ReportMetric(float64(took[0].Microseconds())/float64(rounds), "µs/row")
	b.ReportMetric(float64(took[1].Microseconds())/float64(rounds), "fresh-µs/row")
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// floorOf is a view of a ledger whose tables were filled by hand: half of what
// is under way has to leave today, half tomorrow; the past left in the days
// before, a thousand a day.
func floorOf(b *testing.B, past int) *view.View {
	b.Helper()
	l, err := ledger.Open(b.Context(), ledger.Options{
		Path: filepath.Join(b.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := l.Close(); err != nil {
			b.Error(err)
		}
	})
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	fill(b, l, past, func(i int) (string, time.Time) { return "closed", now.AddDate(0, 0, -1-i/1000) })
	fill(b, l, openOrders, func(i int) (string, time.Time) {
		return []string{"open", "picking", "picked", "packing", "packed"}[i%5], now.AddDate(0, 0, i%2).Add(7 * time.Hour)
	})
	return view.New(view.Options{Ledger: l, Now: func() time.Time { return now }})
}

func fill(b *testing.B, l *ledger.Ledger, n int, each func(i int) (state string, by time.Time)) {
	b.Helper()
	const slice = 10_000
	for from := 0; from < n; from += slice {
		_, err := l.Submit(b.Context(), ledger.Request{Class: ledger.Work, Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			for i := from; i < min(n, from+slice); i++ {
				state, by := each(i)
				id := fmt.Sprintf("%s-%07d", state, i)
				if _, err := tx.Exec(`INSERT INTO fulfilment (id, order_id, state, ship_by) VALUES (?1, ?1, ?2, ?3)`, id, state, by.UnixMicro()); err != nil {
					return ledger.Decision{}, err
				}
			}
			return ledger.Decision{Skip: true}, nil
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
}
