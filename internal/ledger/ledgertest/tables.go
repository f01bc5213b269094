package ledgertest

import (
	"strings"
	"testing/fstest"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

func undeclared(r *rig) {
	t := r.t
	must(t, r.open(t, nil).Close())
	for _, c := range []struct {
		table  string
		change func(*ledger.Options)
	}{
		{"toy_claim", func(o *ledger.Options) { o.Stages[0].Tables = o.Stages[0].Tables[:2] }},
		{"toy_more", func(o *ledger.Options) {
			o.Stages[0].Tables = append(o.Stages[0].Tables, stage.Table{Name: "toy_more"})
		}},
		{"toy_bin", func(o *ledger.Options) { o.Stages[0].Tables = append(o.Stages[0].Tables, stage.Table{Name: "toy_bin"}) }},
		{"toy_new", func(o *ledger.Options) {
			o.Migrations.(fstest.MapFS)["00003_new.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE toy_new (id INTEGER PRIMARY KEY);\n")}
		}},
	} {
		options := r.options()
		c.change(&options)
		l, err := ledger.Open(t.Context(), options)
		if err == nil {
			must(t, l.Close())
		}
		if err == nil || !strings.Contains(err.Error(), c.table) {
			t.Errorf("table %s: got %v", c.table, err)
		}
	}
}

func projections(r *rig) {
	t := r.t
	l := r.open(t, nil)
	for i := range 300 { // more than a page of entries
		submit(t, l, Decide(Counted{"A", i}, Counted{"B", 1}, &Moved{From: "B", To: "A", Quantity: 1}))
		r.clock.Add(1_000_777)
	}
	run(t, l, "INSERT INTO toy_claim (bin, who) VALUES ('A', 'me')")
	submit(t, l, Decide(Noted{Text: "once", Copies: 1}))
	before := text(t, l, "SELECT bin || quantity || '@' || at || '#' || seq FROM toy_bin ORDER BY bin")
	run(t, l, "UPDATE toy_bin SET quantity = 77, at = 5 WHERE bin = 'A'")
	run(t, l, "DELETE FROM toy_bin WHERE bin = 'B'")
	run(t, l, "INSERT INTO toy_bin (bin, quantity, seq, at) VALUES ('X', 1, 1, 1)")
	must(t, l.Close())

	l = r.open(t, nil)
	same(t, number(t, l, "SELECT quantity FROM toy_bin WHERE bin = 'A'"), 77, "the quantity of the same projection")
	must(t, l.Close())

	l = r.open(t, func(o *ledger.Options) { o.Projection = 2 })
	same(t, text(t, l, "SELECT bin || quantity || '@' || at || '#' || seq FROM toy_bin ORDER BY bin"), before, "the bins made anew")
	same(t, number(t, l, "SELECT count(*) FROM toy_claim"), 1, "claims, which are not derived")
	same(t, submit(t, l, oneMore("A")).Seq, 302, "the next entry")
	if touched := r.told(t, l); len(touched[len(touched)-1].Touched) != 1 {
		t.Errorf("the next commit touched %v", touched)
	}
	sound(t, l)
	must(t, l.Close())

	_, err := ledger.Open(t.Context(), r.options())
	wants(t, err, engine.ErrNewer, "an older projection")
}

func lifted(r *rig) {
	t := r.t
	first := func(o *ledger.Options) { o.Stages = stages(1) }
	l := r.open(t, first)
	submit(t, l, Decide(Counted{"A", 1}, labelledFirst{Bin: "A", Name: "mugs"}))
	must(t, l.Close())

	l = r.open(t, func(o *ledger.Options) { o.Projection = 2 })
	same(t, text(t, l, "SELECT label || '/' || zone FROM toy_bin"), "mugs/none ", "the label of version 1")
	submit(t, l, Decide(Labelled{Bin: "A", Label: "plates", Zone: "B"}))
	sound(t, l)
	must(t, l.Close())

	// An older program must not guess what newer events mean.
	_, err := ledger.Open(t.Context(), func() ledger.Options {
		o := r.options()
		o.Stages, o.Projection = stages(1), 3
		return o
	}())
	if err == nil || !strings.Contains(err.Error(), "toy.labelled version 2") {
		t.Errorf("an older program read newer events: %v", err)
	}
	l = r.open(t, func(o *ledger.Options) { o.Projection = 2 })
	same(t, text(t, l, "SELECT label || '/' || zone FROM toy_bin"), "plates/B ", "the label after the attempt")
}
