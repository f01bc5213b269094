package warehouse_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
	"tallyman/internal/warehouse"
)

// BenchmarkFulfilmentMoved is a fulfilment on its whole way through the house,
// beside a ledger that keeps its present state and not where it was. 64 are
// under way at a time; the two take turns.
func BenchmarkFulfilmentMoved(b *testing.B) {
	const together = 64
	states := []order.State{order.Open, order.Picking, order.Picked, order.Packing, order.Packed, order.Closed}
	full, bare := openFor(b, warehouse.Stages()), openFor(b, presentOnly())
	var took [2]time.Duration
	rounds := 0
	for ; b.Loop(); rounds++ {
		for i, l := range []*ledger.Ledger{full, bare} {
			began := time.Now()
			var moving sync.WaitGroup
			for n := range together {
				id := fmt.Sprintf("SO-%d", rounds*together+n)
				moving.Go(func() { through(b, l, id, states) })
			}
			moving.Wait()
			took[i] += time.Since(began)
		}
	}
	each := func(d time.Duration) float64 {
		return float64(d.Nanoseconds()) / float64(rounds*together*len(states))
	}
	b.ReportMetric(each(took[0]), "ns/move")
	b.ReportMetric(each(took[1]), "bare-ns/move")
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// through has an entry for each state of a fulfilment.
func through(b *testing.B, l *ledger.Ledger, id string, states []order.State) {
	b.Helper()
	for i, state := range states {
		_, err := l.Submit(b.Context(), ledger.Request{Class: ledger.Scan, Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			moved := order.FulfilmentMoved{Fulfilment: floor.FulfilmentID(id + "/1"), Order: floor.OrderID(id), State: state}
			d := ledger.Decision{Station: "pack-1", Raw: mugEAN, Events: []floor.Event{moved}}
			if i > 0 {
				return d, nil
			}
			_, err := tx.Exec(`INSERT INTO fulfilment (id, order_id, state, ship_by) VALUES (?1, ?2, 'scheduled', 0)`, id+"/1", id)
			return d, err
		}})
		if err != nil {
			b.Error(err)
		}
	}
}

func openFor(b *testing.B, stages []stage.Stage) *ledger.Ledger {
	b.Helper()
	l, err := ledger.Open(b.Context(), ledger.Options{
		Path: filepath.Join(b.TempDir(), "moved.db"), Stages: stages, Projection: warehouse.Projection,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := l.Close(); err != nil {
			b.Error(err)
		}
	})
	return l
}

// presentOnly are the stages without the history of states.
func presentOnly() []stage.Stage {
	stages := warehouse.Stages()
	for i := range stages {
		apply := stages[i].Apply
		stages[i].Apply = func(tx engine.Tx, at stage.Moment, event floor.Event) error {
			e, moves := event.(order.FulfilmentMoved)
			if !moves {
				return apply(tx, at, event)
			}
			tx.Touch("orders", string(e.Order))
			_, err := tx.Exec(`UPDATE fulfilment SET state = ?2 WHERE id = ?1`, e.Fulfilment, e.State)
			return err
		}
	}
	return stages
}
