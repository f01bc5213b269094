package ledgertest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

func bulkSlices(r *rig) {
	t := r.t
	l := r.open(t, nil)
	rows, err := l.Bulk(t.Context(), 150, func(i int) ledger.Decide {
		return Decide(Counted{Bin: fmt.Sprint(i), Quantity: i})
	})
	must(t, err)
	for i, row := range rows {
		must(t, row.Err)
		same(t, row.Receipt.Seq, int64(i+1), "the entry of a row")
	}
	same(t, len(rows), 150, "rows")
	commits := r.told(t, l)
	before := int64(0)
	for _, commit := range commits {
		if commit.Head-before > 64 {
			t.Errorf("a commit took %d rows", commit.Head-before)
		}
		before = commit.Head
	}
	rows, err = l.Bulk(t.Context(), 0, nil)
	if len(rows) != 0 || err != nil {
		t.Errorf("no rows gave %v, %v", rows, err)
	}
	// A row that takes longer than a slice may is committed by itself.
	_, err = l.Bulk(t.Context(), 3, func(int) ledger.Decide {
		return func(engine.Tx, time.Time) (ledger.Decision, error) {
			r.clock.Add(int64(time.Second))
			return decided(), nil
		}
	})
	must(t, err)
	same(t, len(r.told(t, l)), 3, "commits of three slow rows")
	sound(t, l)
}

func bulkLetsScansFirst(r *rig) {
	t := r.t
	l := r.open(t, nil)
	var scan, work, late outcome
	var done sync.WaitGroup
	during := func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
		done.Go(func() {
			late.receipt, late.err = l.Submit(t.Context(), ledger.Request{Class: ledger.Scan, Decide: oneMore("A")})
		})
		await(t, func() bool { return l.Waiting() == 1 })
		return oneMore("A")(tx, at)
	}
	rows, err := l.Bulk(t.Context(), 20, func(i int) ledger.Decide {
		return func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
			if i == 10 {
				done.Go(func() {
					work.receipt, work.err = l.Submit(t.Context(), ledger.Request{Class: ledger.Work, Decide: oneMore("A")})
				})
				await(t, func() bool { return l.Waiting() == 1 })
				done.Go(func() {
					scan.receipt, scan.err = l.Submit(t.Context(), ledger.Request{Class: ledger.Scan, Decide: during})
				})
				await(t, func() bool { return l.Waiting() == 2 })
			}
			return oneMore("A")(tx, at)
		}
	})
	must(t, err)
	done.Wait()
	must(t, scan.err)
	must(t, work.err)
	must(t, late.err)
	same(t, rows[10].Receipt.Seq, 11, "the row during which a scan came")
	same(t, scan.receipt.Seq, 12, "the scan")
	same(t, work.receipt.Seq, 13, "the work that came before the scan")
	same(t, late.receipt.Seq, 14, "the scan that came during the commit")
	same(t, rows[11].Receipt.Seq, 15, "the next row")
	sound(t, l)
}

func bulkRows(r *rig) {
	t := r.t
	l := r.open(t, nil)
	rows, err := l.Bulk(t.Context(), 5, func(i int) ledger.Decide {
		switch i {
		case 1:
			panic("a bug in making a row")
		case 2:
			return func(engine.Tx, time.Time) (ledger.Decision, error) { return ledger.Decision{}, errRefused }
		}
		return oneMore("A")
	})
	must(t, err)
	same(t, len(rows), 5, "rows")
	for i, wanted := range []int64{1, 0, 0, 2, 3} {
		same(t, rows[i].Receipt.Seq, wanted, fmt.Sprintf("the entry of row %d", i))
		same(t, rows[i].Err == nil, wanted != 0, fmt.Sprintf("row %d went well", i))
	}
	wants(t, rows[2].Err, errRefused, "row 2")
	sound(t, l)
}

func bulkEnds(r *rig) {
	t := r.t
	l := r.open(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := l.Bulk(ctx, 1000, func(i int) ledger.Decide {
		if i == 70 {
			cancel()
		}
		return oneMore("A")
	})
	wants(t, err, context.Canceled, "a bulk whose context ended")
	if len(rows) <= 70 || len(rows) == 1000 {
		t.Errorf("%d rows were decided", len(rows))
	}
	same(t, l.Head().Seq, int64(len(rows)), "the head")

	closed := make(chan error, 1)
	var once sync.Once
	rows, err = l.Bulk(t.Context(), 1000, func(int) ledger.Decide {
		return func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
			once.Do(func() {
				go func() { closed <- l.Close() }()
				await(t, func() bool { return closing(t, r, l) })
			})
			return oneMore("A")(tx, at)
		}
	})
	must(t, within(t, closed, "close"))
	wants(t, err, ledger.ErrClosed, "a bulk cut short by close")
	if len(rows) == 0 || len(rows) > 64 {
		t.Errorf("%d rows were decided before the ledger closed", len(rows))
	}
	for _, row := range rows {
		must(t, row.Err)
	}
}
