package ledgertest

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// tampering is a change behind the ledger's back, and what verify must name.
type tampering struct {
	name string
	// statements are run one by one; erased records are no finding.
	statements []string
	// finds are beginnings of the differences, in order; none is sound.
	finds []string
	// forged says that only a head kept elsewhere can tell.
	forged bool
}

func tamperings() []tampering {
	return []tampering{
		{name: "nothing"},
		{name: "a working row", statements: []string{"INSERT INTO toy_claim (bin, who) VALUES ('A', 'me')"}},
		{name: "an answer kept", statements: []string{"DELETE FROM idempotency"}},
		{name: "a derived row", statements: []string{"UPDATE toy_bin SET quantity = quantity + 1 WHERE bin = 'A'"}, finds: []string{"toy_bin 'A'.quantity: have 10, want 9"}},
		{name: "a derived row too much", statements: []string{"INSERT INTO toy_bin (bin, quantity, seq, at) VALUES ('X', 1, 1, 1)"}, finds: []string{"toy_bin 'X': have a row, want no row"}},
		{name: "a derived row missing", statements: []string{"DELETE FROM toy_bin WHERE bin = 'A'"}, finds: []string{"toy_bin 'A': have no row, want a row"}},
		{name: "what was read", statements: []string{"UPDATE entry SET raw = 'other' WHERE seq = 2"}, finds: []string{"entry 2.hash"}},
		{name: "a station", statements: []string{"UPDATE entry SET station = 'toy-2' WHERE seq = 2"}, finds: []string{"entry 2.hash"}},
		{name: "a time", statements: []string{"UPDATE entry SET at = at + 1 WHERE seq = 2"}, finds: []string{"entry 2.hash"}},
		{name: "a verdict", statements: []string{"UPDATE entry SET verdict = CAST(replace(verdict, 'good', 'bad') AS BLOB) WHERE seq = 3"}, finds: []string{"entry 3.hash"}},
		{name: "an event", statements: []string{`UPDATE entry SET events = CAST(replace(events, '"quantity":9', '"quantity":8') AS BLOB) WHERE seq = 3`}, finds: []string{"entry 3.hash", "toy_bin 'A'.quantity: have 9, want 8"}},
		{name: "an event that means nothing", statements: []string{`UPDATE entry SET events = CAST('[{"k":"toy.gone","v":1,"d":{}}]' AS BLOB) WHERE seq = 3`}, finds: []string{"entry 3.hash", "entry 3.events", "toy_bin 'A'.quantity", "toy_bin 'A'.seq"}},
		{name: "an event and the row it made", statements: []string{
			`UPDATE entry SET events = CAST(replace(events, '"quantity":9', '"quantity":8') AS BLOB) WHERE seq = 3`,
			"UPDATE toy_bin SET quantity = 8 WHERE bin = 'A'",
		}, finds: []string{"entry 3.hash"}},
		{name: "the digest of a record", statements: []string{"UPDATE entry SET records = CAST('[]' AS BLOB) WHERE seq = 4"}, finds: []string{"entry 4.hash", "record: have 1, want 0"}},
		{name: "a record", statements: []string{"UPDATE record SET body = CAST(replace(body, 'Ada', 'Eve') AS BLOB) WHERE id = 'r1'"}, finds: []string{"record r1.body"}},
		{name: "the salt of a record", statements: []string{"UPDATE record SET salt = body WHERE id = 'r1'"}, finds: []string{"record r1.body"}},
		{name: "a record of nobody", statements: []string{"INSERT INTO record (id, salt, body) SELECT 'r2', salt, body FROM record"}, finds: []string{"record: have 2"}},
		{name: "an erased record", statements: []string{"DELETE FROM record WHERE id = 'r1'"}},
		{name: "an entry missing", statements: []string{"DELETE FROM entry WHERE seq = 2"}, finds: []string{"entry 2: have no entry", "entry 3.hash", "toy_bin 'B'.quantity: have 2, want 5"}},
		{name: "the last entry missing", statements: []string{"DELETE FROM entry WHERE seq = 5"}, finds: []string{"head 1: have 5:", "entry 5: have no entry"}},
		{name: "two entries swapped", statements: []string{"UPDATE entry SET seq = 99 WHERE seq = 1", "UPDATE entry SET seq = 1 WHERE seq = 2", "UPDATE entry SET seq = 2 WHERE seq = 99"}, finds: []string{"entry 1.hash", "entry 2.hash", "entry 3.hash", "toy_bin 'B'.quantity", "toy_bin 'B'.seq"}},
		{name: "the head", statements: []string{"UPDATE head SET seq = 4"}, finds: []string{"head 1"}},
		{name: "the last entry and every trace of it", statements: []string{
			"DELETE FROM entry WHERE seq = 5", "UPDATE head SET (seq, hash) = (SELECT seq, hash FROM entry WHERE seq = 4)",
		}, forged: true, finds: []string{"entry 5: have no entry"}},
	}
}

// story is what is tampered with: five entries, one with a record.
func story(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	submit(t, l, Decide(Counted{"A", 1}, Counted{"B", 5}))
	submit(t, l, Decide(Moved{From: "B", To: "A", Quantity: 3}))
	submit(t, l, Decide(Counted{"A", 9}))
	submit(t, l, func(engine.Tx, time.Time) (ledger.Decision, error) {
		d := decided()
		d.Records = []floor.Record{{ID: "r1", Value: map[string]string{"name": "Ada"}}}
		return d, nil
	})
	_, err := l.Submit(t.Context(), ledger.Request{Key: "k", Decide: Decide()})
	must(t, err)
}

func verifyFinds(r *rig) {
	t := r.t
	l := r.open(t, nil)
	report := sound(t, l)
	same(t, report.Entries, 0, "entries of an empty ledger")
	story(t, l)
	head := l.Head()
	copied, err := ledger.ParseHead(head.String())
	must(t, err)
	same(t, copied, head, "the head, written down and read again")
	for _, change := range tamperings() {
		undo := backup(t, l)
		for _, statement := range change.statements {
			run(t, l, statement)
		}
		report, err := l.Verify(t.Context(), head, nil)
		must(t, err)
		expectFound(t, change, report)
		if change.forged {
			report, err = l.Verify(t.Context(), ledger.Head{}, nil)
			must(t, err)
			same(t, report.Sound(), true, "without a head kept elsewhere it looks sound")
		}
		undo()
	}
	forged := head
	forged.Hash[0]++
	report, err = l.Verify(t.Context(), forged, nil)
	must(t, err)
	expectFound(t, tampering{name: "a history written anew", finds: []string{"entry 5.hash"}}, report)
}

func expectFound(t *testing.T, change tampering, report ledger.Report) {
	t.Helper()
	all := fmt.Sprint(report.Differences)
	good := len(report.Differences) == len(change.finds) && report.Found == int64(len(change.finds))
	for i, want := range change.finds {
		good = good && strings.HasPrefix(report.Differences[i].String(), want)
	}
	if !good {
		t.Errorf("changed %s: found %d: %s; want %q", change.name, report.Found, all, change.finds)
	}
	if change.name == "an erased record" {
		same(t, report.Erased, 1, "erased records")
	}
	same(t, report.Records > 0, change.name != "the digest of a record", "records were checked")
}

// backup puts aside what tampering changes; undo puts it back.
func backup(t *testing.T, l *ledger.Ledger) (undo func()) {
	t.Helper()
	tables := []string{"toy_bin", "toy_claim", "entry", "head", "record", "idempotency"}
	rows := map[string][][]any{}
	must(t, l.Read(t.Context(), 0, func(reader engine.Reader, _ int64) error {
		for _, table := range tables {
			if err := reader.Query(func(row engine.Row) error {
				rows[table] = append(rows[table], literals(row, columns(table)))
				return nil
			}, "SELECT * FROM "+table); err != nil {
				return err
			}
		}
		return nil
	}))
	return func() {
		t.Helper()
		for _, table := range tables {
			run(t, l, "DELETE FROM "+table)
			for _, row := range rows[table] {
				marks := make([]string, len(row))
				for i := range row {
					marks[i] = fmt.Sprintf("?%d", i+1)
				}
				run(t, l, "INSERT INTO "+table+" VALUES ("+strings.Join(marks, ", ")+")", row...)
			}
		}
	}
}

// columns tells the type of each column: t text, i integer, b bytes.
func columns(table string) string {
	return map[string]string{
		"toy_bin": "tittii", "toy_claim": "tt", "entry": "iittbbbb", "head": "iib",
		"record": "tbb", "idempotency": "tbibibi",
	}[table]
}

func literals(row engine.Row, types string) []any {
	values := make([]any, len(types))
	for i, kind := range types {
		switch {
		case row.Null(i):
		case kind == 't':
			values[i] = row.Text(i)
		case kind == 'i':
			values[i] = row.Int(i)
		default:
			values[i] = row.Blob(i)
		}
	}
	return values
}

func verifyAtWork(r *rig) {
	t := r.t
	l := r.open(t, nil)
	_, err := l.Bulk(t.Context(), 3000, func(int) ledger.Decide { return oneMore("A") })
	must(t, err)
	stop := make(chan struct{})
	var worker sync.WaitGroup
	worker.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if _, err := l.Submit(t.Context(), ledger.Request{Decide: oneMore("B")}); err != nil {
					t.Error(err)
				}
			}
		}
	})
	var last int64
	report, err := l.Verify(t.Context(), l.Head(), func(done, total int64) {
		// Work is done while verify is in the middle of it.
		_, err := l.Submit(t.Context(), ledger.Request{Decide: oneMore("C")})
		must(t, err)
		if done <= last && done != total || done > total {
			t.Errorf("%d of %d done after %d", done, total, last)
		}
		last = done
		_, err = l.Verify(t.Context(), ledger.Head{}, nil)
		wants(t, err, engine.ErrInUse, "a second verify")
	})
	close(stop)
	worker.Wait()
	must(t, err)
	same(t, report.Sound(), true, "what verify found: "+fmt.Sprint(report.Differences))
	same(t, report.Entries, last, "the progress at the end")
	same(t, report.Entries < l.Head().Seq, true, "entries came while verify ran")
	sound(t, l)
}
