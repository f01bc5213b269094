package ledgertest

import (
	"context"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

func givenUpBefore(r *rig) {
	t := r.t
	l := r.open(t, nil)
	never := func(engine.Tx, time.Time) (ledger.Decision, error) {
		t.Error("it was begun")
		return decided(Counted{"A", 1}), nil
	}
	_, err := l.Submit(t.Context(), ledger.Request{Deadline: r.now().Add(-time.Second), Decide: never})
	wants(t, err, ledger.ErrGivenUp, "a deadline in the past")
	deadline := r.now().Add(time.Minute)
	release := hold(t, l)
	result := make(chan error, 1)
	go func() {
		_, err := l.Submit(t.Context(), ledger.Request{Deadline: deadline, Key: "k", Decide: never})
		result <- err
	}()
	await(t, func() bool { return l.Waiting() == 1 })
	r.clock.Add(int64(time.Hour))
	release()
	wants(t, within(t, result, "the receipt"), ledger.ErrGivenUp, "a deadline that passed in the queue")
	_, err = l.Submit(t.Context(), ledger.Request{Key: "k", Decide: Decide(Counted{"A", 1})})
	must(t, err)
	same(t, l.Head().Seq, 1, "the head")
}

func givenUpWithin(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 0}))
	r.told(t, l)
	deadline := r.now().Add(time.Minute)
	got := together(
		t, l,
		ledger.Request{Decide: oneMore("A")},
		ledger.Request{Deadline: deadline, Key: "k", Decide: oneMore("A")},
		ledger.Request{Decide: func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
			r.clock.Store(deadline.Add(time.Minute).UnixNano())
			return oneMore("A")(tx, at)
		}},
	)
	must(t, got[0].err)
	wants(t, got[1].err, ledger.ErrGivenUp, "patience that ended before the commit")
	same(t, got[1].receipt.Seq, 0, "its entry")
	must(t, got[2].err)
	same(t, got[2].receipt.Seq, 3, "the entry behind it")
	same(t, number(t, l, "SELECT quantity FROM toy_bin"), 2, "the quantity")
	same(t, number(t, l, "SELECT count(*) FROM idempotency"), 0, "answers kept")
	same(t, len(r.told(t, l)), 1, "commits")
	sound(t, l)
}

// lateness lets the clock jump at each of its readings in turn.
func lateness(r *rig) {
	t := r.t
	l := r.open(t, nil)
	var inTime, late, never int
	for jump := range int64(12) {
		before := l.Head()
		r.ticks.Store(jump + 1)
		receipt, err := l.Submit(t.Context(), ledger.Request{Deadline: time.Unix(0, r.clock.Load()).Add(time.Minute), Decide: oneMore("A")})
		r.ticks.Store(0)
		switch {
		case err != nil:
			wants(t, err, ledger.ErrGivenUp, "what was not stored")
			same(t, l.Head(), before, "the head")
			never++
		case receipt.Late:
			late++
		default:
			inTime++
		}
		same(t, l.Head().Seq == before.Seq+1, err == nil, "stored and said so")
	}
	if inTime == 0 || late == 0 || never == 0 {
		t.Errorf("%d in time, %d late, %d given up: want some of each", inTime, late, never)
	}
	sound(t, l)
}

func cancelled(r *rig) {
	t := r.t
	l := r.open(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	release := hold(t, l)
	result := make(chan error, 1)
	go func() {
		_, err := l.Submit(ctx, ledger.Request{Key: "k", Decide: Decide(Counted{"A", 1})})
		result <- err
	}()
	await(t, func() bool { return l.Waiting() == 1 })
	cancel()
	wants(t, within(t, result, "the end of the wait"), context.Canceled, "a request that waits")
	release()
	same(t, l.Head().Seq, 0, "the head")

	ctx, cancel = context.WithCancel(t.Context())
	receipt, err := l.Submit(ctx, ledger.Request{Key: "k", Decide: func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
		cancel()
		return oneMore("A")(tx, at)
	}})
	must(t, err)
	same(t, receipt.Seq, 1, "what the writer had begun")
	_, err = l.Submit(ctx, ledger.Request{Decide: oneMore("A")})
	wants(t, err, context.Canceled, "a context that ended before")
	same(t, l.Head().Seq, 1, "the head")
}
