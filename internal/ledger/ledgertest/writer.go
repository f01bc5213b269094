package ledgertest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

var errRefused = errors.New("the closure broke")

// one more in a bin than there is: it needs what the decisions before it did.
func oneMore(bin string) ledger.Decide {
	return func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		quantity := 0
		err := tx.Query(func(row engine.Row) error { quantity = int(row.Int(0)); return nil },
			"SELECT quantity FROM toy_bin WHERE bin = ?1", bin)
		return decided(Counted{Bin: bin, Quantity: quantity + 1}), err
	}
}

func sequence(r *rig) {
	t := r.t
	const workers, each = 8, 20
	l := r.open(t, nil)
	seen := make([][]int64, workers)
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for i := range each {
				request := ledger.Request{Class: ledger.Class(worker % 2), Decide: oneMore("A")}
				if i%4 == 3 {
					request.Decide = func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
						_, _ = oneMore("A")(tx, at)
						return ledger.Decision{}, errRefused
					}
				}
				receipt, err := l.Submit(t.Context(), request)
				if i%4 == 3 {
					wants(t, err, errRefused, "a closure that breaks")
					continue
				}
				if err != nil {
					t.Error(err)
				}
				seen[worker] = append(seen[worker], receipt.Seq)
			}
		})
	}
	all.Wait()
	const made = workers * each * 3 / 4
	owner := map[int64]bool{}
	for worker, numbers := range seen {
		last := int64(0)
		for _, seq := range numbers {
			if seq <= last || owner[seq] || seq > made {
				t.Errorf("worker %d got entry %d after %d", worker, seq, last)
			}
			last, owner[seq] = seq, true
		}
	}
	last := int64(0)
	for _, commit := range r.told(t, l) {
		if commit.Head <= last {
			t.Errorf("commit %d was told after %d", commit.Head, last)
		}
		last = commit.Head
	}
	same(t, last, made, "the last commit that was told")
	same(t, l.Head().Seq, made, "the head")
	same(t, number(t, l, "SELECT quantity FROM toy_bin"), made, "the quantity that every decision raised by one")
	same(t, number(t, l, "SELECT count(*) FROM entry WHERE seq BETWEEN 1 AND ?1", made), made, "entries")
	report := sound(t, l)
	same(t, report.Head, l.Head(), "the head that verify saw")
	same(t, report.Entries, made, "the entries that verify saw")
}

func batchWithErrors(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 1}))
	r.told(t, l)
	got := together(
		t, l,
		ledger.Request{Decide: oneMore("A")},
		ledger.Request{Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			_, err := tx.Exec("INSERT INTO toy_claim (bin, who) VALUES ('A', 'nobody')")
			tx.Touch("bins", "refused")
			return ledger.Decision{}, errors.Join(err, errRefused)
		}},
		ledger.Request{Decide: func(engine.Tx, time.Time) (ledger.Decision, error) { panic("a bug") }},
		ledger.Request{Decide: Decide(Counted{"A", 7}, Moved{From: "A", To: "nowhere", Quantity: 8})},
		ledger.Request{Decide: oneMore("A")},
	)
	for i, wanted := range []int64{2, 0, 0, 0, 3} {
		same(t, got[i].receipt.Seq, wanted, fmt.Sprintf("the entry of request %d", i))
		same(t, got[i].err == nil, wanted != 0, fmt.Sprintf("request %d went well (%v)", i, got[i].err))
	}
	wants(t, got[1].err, errRefused, "the closure that broke")
	commits := r.told(t, l)
	if len(commits) != 1 || commits[0].Head != 3 || len(commits[0].Touched) != 1 || commits[0].Touched[0] != (ledger.Touch{Collection: "bins", ID: "A"}) {
		t.Errorf("the batch was told as %v", commits)
	}
	same(t, number(t, l, "SELECT quantity FROM toy_bin WHERE bin = 'A'"), 3, "the quantity")
	same(t, number(t, l, "SELECT count(*) FROM toy_claim"), 0, "claims of the closure that broke")
	sound(t, l)
}

func panics(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 1}, Counted{"B", 2}))
	var kept engine.Tx
	decide := func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		kept = tx
		return ledger.Decision{}, tx.Query(func(engine.Row) error { panic("a bug") }, "SELECT quantity FROM toy_bin WHERE bin = ?1", "A")
	}
	for range 3 {
		if _, err := l.Submit(t.Context(), ledger.Request{Decide: decide}); err == nil {
			t.Error("a panic was taken for a decision")
		}
	}
	if _, err := kept.Exec("DELETE FROM toy_bin"); err == nil {
		t.Error("a transaction could be used after its decision")
	}
	same(t, submit(t, l, oneMore("A")).Seq, 2, "the next entry")
	sound(t, l)
}

func applyFails(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 1}, &Counted{"B", 1}))
	before := l.Head()
	for name, event := range map[string]floor.Event{
		"more than there is":    Moved{From: "A", To: "B", Quantity: 10},
		"an event of nobody":    foreign{},
		"no event":              nil,
		"no event of some type": (*Counted)(nil),
	} {
		if _, err := l.Submit(t.Context(), ledger.Request{Decide: Decide(Counted{"A", 9}, event)}); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := l.Submit(t.Context(), ledger.Request{Decide: func(engine.Tx, time.Time) (ledger.Decision, error) {
		d := decided(Counted{"A", 9})
		d.Skip = true
		return d, nil
	}}); err == nil {
		t.Error("events without an entry were taken")
	}
	same(t, l.Head(), before, "the head")
	same(t, number(t, l, "SELECT sum(quantity) FROM toy_bin"), 2, "the quantities")
	sound(t, l)
}

type foreign struct{}

// EventKind implements floor.Event.
func (foreign) EventKind() string { return "toy.unheard_of" }

func records(r *rig) {
	t := r.t
	l := r.open(t, nil)
	decide := func(id floor.RecordID) ledger.Decide {
		return func(engine.Tx, time.Time) (ledger.Decision, error) {
			d := decided(Counted{"A", 1})
			d.Records = []floor.Record{{ID: id, Value: map[string]string{"name": "Ada Lovelace"}}}
			return d, nil
		}
	}
	submit(t, l, decide("r1"))
	submit(t, l, decide("r2"))
	if _, err := l.Submit(t.Context(), ledger.Request{Decide: decide("r1")}); err == nil {
		t.Error("a record was written over")
	}
	same(t, number(t, l, "SELECT count(*) FROM record WHERE body LIKE '%Lovelace%'"), 2, "records")
	same(t, number(t, l, "SELECT count(DISTINCT salt) FROM record"), 2, "salts")
	same(t, number(t, l, "SELECT count(*) FROM entry WHERE records LIKE '%Lovelace%'"), 0, "entries that tell a name")
	report := sound(t, l)
	same(t, report.Records, 2, "records that verify saw")
}

func fullDisk(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 1}))
	much := make([]byte, 200_000)
	for i := range much {
		much[i] = 'x'
	}
	for _, copies := range []int{1, 2} {
		before := l.Head()
		got := together(
			t, l,
			ledger.Request{Decide: oneMore("A")},
			ledger.Request{Decide: filling(r.database.Fill)},
			ledger.Request{Decide: Decide(Noted{Text: string(much), Copies: copies})},
			ledger.Request{Decide: oneMore("A")},
		)
		wants(t, got[2].err, engine.ErrFull, "the entry that has no room")
		stored := int64(0)
		for _, i := range []int{0, 3} {
			if got[i].err == nil {
				stored++
			} else {
				wants(t, got[i].err, engine.ErrFull, "an entry of the same batch")
			}
		}
		same(t, l.Head().Seq, before.Seq+stored, "the head")
		same(t, number(t, l, "SELECT quantity FROM toy_bin"), l.Head().Seq, "the quantity")
		submit(t, l, filling(r.database.Empty))
		submit(t, l, oneMore("A"))
	}
	must(t, l.Err())
	same(t, number(t, l, "SELECT count(*) FROM toy_text"), 0, "texts that had no room")
	sound(t, l)
}

func filling(fill func(engine.Tx) error) ledger.Decide {
	return func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		return ledger.Decision{Skip: true}, fill(tx)
	}
}

func overlooked(r *rig) {
	t := r.t
	l := r.open(t, nil)
	submit(t, l, Decide(Counted{"A", 1}))
	before := l.Head()
	much := string(make([]byte, 100_000))
	for _, decision := range []ledger.Decision{decided(Counted{"A", 2}), decided(), {Skip: true}} {
		_, err := l.Submit(t.Context(), ledger.Request{Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			if err := r.database.Fill(tx); err != nil {
				return ledger.Decision{}, err
			}
			if _, err := tx.Exec("INSERT INTO toy_claim (bin, who) VALUES ('A', ?1)", much); err == nil {
				t.Error("there was room")
			}
			if err := r.database.Empty(tx); err == nil {
				_, _ = tx.Exec("INSERT INTO toy_claim (bin, who) VALUES ('B', 'overlooked')")
			}
			return decision, nil
		}})
		submit(t, l, filling(r.database.Empty))
		if err == nil {
			return // the engine undoes one statement only: nothing was lost
		}
		wants(t, err, engine.ErrFull, "the closure that overlooked it")
	}
	same(t, l.Head(), before, "the head")
	same(t, number(t, l, "SELECT count(*) FROM toy_claim"), 0, "claims outside of every transaction")
	sound(t, l)
}
