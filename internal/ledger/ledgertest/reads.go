package ledgertest

import (
	"context"
	"errors"
	"testing"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

func reads(r *rig) {
	t := r.t
	l := r.open(t, nil)
	must(t, l.Read(t.Context(), 0, func(_ engine.Reader, head int64) error {
		same(t, head, 0, "the head of an empty ledger")
		return nil
	}))
	result := make(chan error, 1)
	go func() {
		result <- l.Read(t.Context(), 2, func(_ engine.Reader, head int64) error {
			same(t, head >= 2, true, "the snapshot holds the entry waited for")
			return nil
		})
	}()
	submit(t, l, oneMore("A"))
	submit(t, l, oneMore("A"))
	must(t, within(t, result, "the read"))

	must(t, l.Read(t.Context(), 2, func(reader engine.Reader, head int64) error {
		same(t, head, 2, "the head of the snapshot")
		receipt, err := l.Submit(t.Context(), ledger.Request{Decide: oneMore("A")})
		same(t, receipt.Seq, 3, "an entry made meanwhile")
		must(t, err)
		return reader.Query(func(row engine.Row) error {
			same(t, row.Int(0), 2, "the quantity of the snapshot")
			return nil
		}, "SELECT quantity FROM toy_bin")
	}))

	ctx, cancel := context.WithCancel(t.Context())
	go func() { result <- l.Read(ctx, 1000, nil) }()
	cancel()
	wants(t, within(t, result, "the read"), context.Canceled, "a read of what never comes")
	go func() { result <- l.Read(context.WithoutCancel(t.Context()), 1000, nil) }()
	must(t, l.Close())
	wants(t, within(t, result, "the read"), ledger.ErrClosed, "a read that waits when the ledger closes")
}

// closing says that close was begun. The request that finds it out is taken
// back at once, since nobody has patience for it.
func closing(t *testing.T, r *rig, l *ledger.Ledger) bool {
	t.Helper()
	_, err := l.Submit(t.Context(), ledger.Request{Deadline: r.now().Add(-time.Second), Decide: skip})
	return errors.Is(err, ledger.ErrClosed)
}

func closes(r *rig) {
	t := r.t
	l := r.open(t, nil)
	_, err := ledger.Open(t.Context(), r.options())
	wants(t, err, engine.ErrInUse, "a second ledger on the same database")
	release := hold(t, l)
	results := make(chan outcome, 3)
	for i := range 3 {
		go func() {
			receipt, err := l.Submit(t.Context(), ledger.Request{Decide: oneMore("A")})
			results <- outcome{receipt, err}
		}()
		await(t, func() bool { return l.Waiting() == i+1 })
	}
	closed := make(chan error, 1)
	go func() { closed <- l.Close() }()
	await(t, func() bool { return closing(t, r, l) })
	release()
	for range 3 {
		got := within(t, results, "an answer")
		must(t, got.err)
	}
	must(t, within(t, closed, "close"))
	_, err = l.Submit(t.Context(), ledger.Request{Decide: oneMore("A")})
	wants(t, err, ledger.ErrClosed, "a request after close")
	wants(t, l.Read(t.Context(), 0, nil), ledger.ErrClosed, "a read after close")
	wants(t, l.CopyTo(t.Context(), r.database.Options.Path+".copy"), ledger.ErrClosed, "a copy after close")
	must(t, l.Close())
	l = r.open(t, nil)
	same(t, number(t, l, "SELECT quantity FROM toy_bin"), 3, "the quantity after opening again")
	same(t, l.Head().Seq, 3, "the head after opening again")
}
