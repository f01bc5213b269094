package ledgertest

import (
	"slices"
	"testing"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// answering is a decision with a response; it fails the test when it is made
// after the first time.
func answering(t *testing.T, times *int, skip bool) ledger.Decide {
	t.Helper()
	return func(engine.Tx, time.Time) (ledger.Decision, error) {
		if *times++; *times > 1 {
			t.Error("the same was decided twice")
		}
		d := decided()
		d.Status, d.Response, d.Skip = 201, []byte(`{"made":1}`), skip
		return d, nil
	}
}

func keys(r *rig) {
	t := r.t
	l := r.open(t, nil)
	for _, skip := range []bool{false, true} {
		times := 0
		request := ledger.Request{Key: "key-" + r.now().String(), BodyHash: []byte{1}, Decide: answering(t, &times, skip)}
		broken := request
		broken.Decide = func(engine.Tx, time.Time) (ledger.Decision, error) { return ledger.Decision{}, errRefused }
		_, err := l.Submit(t.Context(), broken)
		wants(t, err, errRefused, "a closure that broke")
		first, err := l.Submit(t.Context(), request)
		must(t, err)
		r.clock.Add(int64(time.Second))
		again, err := l.Submit(t.Context(), request)
		must(t, err)
		replayed(t, first, again)

		request.BodyHash = []byte{2}
		_, err = l.Submit(t.Context(), request)
		wants(t, err, ledger.ErrKeyReused, "another body")

		must(t, l.Close())
		l = r.open(t, nil)
		request.BodyHash = []byte{1}
		again, err = l.Submit(t.Context(), request)
		must(t, err)
		replayed(t, first, again)
	}
	same(t, l.Head().Seq, 1, "the head")
}

func replayed(t *testing.T, first, again ledger.Receipt) {
	t.Helper()
	same(t, first.Replayed, false, "the first answer is a replay")
	same(t, again.Replayed, true, "the second answer is a replay")
	same(t, again.Seq, first.Seq, "the entry")
	same(t, again.At, first.At, "the time")
	same(t, again.Verdict, first.Verdict, "the verdict")
	same(t, again.Status, first.Status, "the status")
	if first.Status != 201 || !slices.Equal(again.Response, first.Response) || len(first.Response) == 0 {
		t.Errorf("answered %d %q and then %q", first.Status, first.Response, again.Response)
	}
}

func keyInFlight(r *rig) {
	t := r.t
	l := r.open(t, nil)
	release := hold(t, l)
	result := make(chan outcome, 1)
	go func() {
		receipt, err := l.Submit(t.Context(), ledger.Request{Key: "k", Decide: oneMore("A")})
		result <- outcome{receipt, err}
	}()
	await(t, func() bool { return l.Waiting() == 1 })
	_, err := l.Submit(t.Context(), ledger.Request{Key: "k", Decide: oneMore("A")})
	wants(t, err, ledger.ErrInFlight, "a key that waits")
	release()
	first := within(t, result, "the first answer")
	must(t, first.err)
	again, err := l.Submit(t.Context(), ledger.Request{Key: "k", Decide: oneMore("A")})
	must(t, err)
	same(t, again.Seq, first.receipt.Seq, "the entry")
	same(t, again.Replayed, true, "a replay")
}

func forgottenKeys(r *rig) {
	t := r.t
	l := r.open(t, nil)
	const old = 100
	requests := make([]ledger.Request, old)
	for i := range requests {
		requests[i] = ledger.Request{Key: "old-" + time.Duration(i).String(), Decide: Decide()}
	}
	for _, got := range together(t, l, requests...) {
		must(t, got.err)
	}
	r.clock.Add(int64(time.Hour))
	border := r.now()
	_, err := l.Submit(t.Context(), ledger.Request{Key: "new", Decide: Decide()})
	must(t, err)
	dropped, err := l.ForgetKeys(t.Context(), border)
	must(t, err)
	same(t, dropped, old, "answers forgotten")
	receipt, err := l.Submit(t.Context(), requests[0])
	must(t, err)
	same(t, receipt.Replayed, false, "a forgotten key is a replay")
	receipt, err = l.Submit(t.Context(), ledger.Request{Key: "new", Decide: Decide()})
	must(t, err)
	same(t, receipt.Replayed, true, "a young key is a replay")
}
