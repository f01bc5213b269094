package warehouse_test

import (
	"errors"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
)

// shelf brings a picker in front of the mugs.
func shelf(tb testing.TB) *rig {
	tb.Helper()
	r := newRig(tb)
	r.stock("A-01", mug, 5)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 4}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	toMugs(r)
	return r
}

func toMugs(r *rig) {
	r.t.Helper()
	r.good("pick-1", r.badges[shift.Picker], "welcome")
	r.good("pick-1", r.say(floor.Next), "list_taken")
	r.good("pick-1", r.own(floor.CodeTote, "0001"), "tote_bound")
	r.good("pick-1", "A-01", "location_confirmed")
}

func (r *rig) ask(key string, at time.Time) warehouse.Ask {
	scan := floor.Scan{Station: "pick-1", Device: "pick-1", Raw: mugEAN, GTIN: "0" + mugEAN, At: at, Key: key}
	return warehouse.Ask{Scan: scan, Window: 200 * time.Millisecond}
}

func TestTheSameCodeAtOnceIsOneUnit(t *testing.T) {
	r := shelf(t)
	r.clock = r.clock.Add(time.Minute)
	for _, step := range []struct {
		after  time.Duration
		double bool
		tote   string
	}{{0, false, "1"}, {50 * time.Millisecond, true, "1"}, {180 * time.Millisecond, true, "1"}, {400 * time.Millisecond, false, "2"}} {
		r.clock = r.clock.Add(step.after)
		answer, err := r.Scan(r.ctx(), r.ask("", r.clock))
		r.must(err)
		if !answer.Verdict.Accepted() || answer.Verdict.Double != step.double || answer.Verdict.Said.Code != "item_picked" {
			t.Fatalf("after %v: %+v", step.after, answer.Verdict)
		}
		r.want(step.tote, `SELECT quantity FROM stock WHERE place = 'tote:T-0001'`)
	}
	r.sound()
}

func TestAScreensScanIsUniqueByItsKey(t *testing.T) {
	r := shelf(t)
	first, err := r.Scan(r.ctx(), r.ask("1", r.clock.Add(time.Minute)))
	r.must(err)
	again, err := r.Scan(r.ctx(), r.ask("1", r.clock.Add(2*time.Minute)))
	r.must(err)
	if !again.Replayed || again.Seq != first.Seq || again.Verdict != first.Verdict {
		t.Fatalf("first %+v, again %+v", first, again)
	}
	r.want("1", `SELECT quantity FROM stock WHERE place = 'tote:T-0001'`)
}

func TestNothingHappensAfterThePatience(t *testing.T) {
	r := shelf(t)
	head := r.ledger.Head()
	ask := r.ask("", r.clock)
	ask.Deadline = r.clock.Add(-time.Millisecond)
	if _, err := r.Scan(r.ctx(), ask); !errors.Is(err, ledger.ErrGivenUp) {
		t.Fatalf("got %v", err)
	}
	if r.ledger.Head() != head {
		t.Fatal("a scan was stored that nobody waits for")
	}
}

func TestAnAnswerNobodyHeardIsSettledFirst(t *testing.T) {
	for name, c := range map[string]struct {
		say  floor.Command
		said string
		tote string
	}{
		"kept":   {floor.Next, "kept", "2"},
		"undone": {floor.UndoLast, "undone", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			r := shelf(t)
			first, err := r.Scan(r.ctx(), r.ask("", r.clock.Add(time.Minute)))
			r.must(err)
			r.Heard("pick-1", first.Seq)
			second, err := r.Scan(r.ctx(), r.ask("", r.clock.Add(2*time.Minute)))
			r.must(err)
			r.must(r.Unheard(r.ctx(), "pick-1", second.Seq))
			r.clock = r.clock.Add(3 * time.Minute)
			r.refused("pick-1", mugEAN, "settle_first")
			r.good("pick-1", r.say(c.say), c.said)
			r.want(c.tote, `SELECT quantity FROM stock WHERE place = 'tote:T-0001'`)
			r.sound()
		})
	}
}

func TestAfterARestartOnlyOpenAnswersAreSettled(t *testing.T) {
	r := shelf(t)
	answer, err := r.Scan(r.ctx(), r.ask("", r.clock.Add(time.Minute)))
	r.must(err)
	r.Heard("pick-1", answer.Seq)
	r.Close()
	head := r.ledger.Head()
	w := warehouse.New(r.ledger, warehouse.Options{})
	r.must(w.SettleAll(r.ctx()))
	if r.ledger.Head() != head {
		t.Fatal("a station is asked about an answer that was heard")
	}
	r.clock = r.clock.Add(2 * time.Minute)
	_, err = w.Scan(r.ctx(), r.ask("", r.clock))
	r.must(err)
	r.must(w.SettleAll(r.ctx()))
	r.refused("pick-1", "A-01", "settle_first")
}

func TestAStationNobodyKnows(t *testing.T) {
	r := newRig(t)
	answer, err := r.Scan(r.ctx(), warehouse.Ask{Scan: floor.Scan{Station: "attic", Raw: "X"}})
	r.must(err)
	if answer.Verdict.Outcome != floor.Unknown || answer.Seq != 0 {
		t.Fatalf("%+v", answer)
	}
}

func TestAPersonSettlesAnUnknownPrint(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 5)
	r.stock("A-02", pen, 3)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	pickAll(r)
	packAll(r)
	const printer = "zpl+tcp://127.0.0.1:9"
	job, _, err := r.Claim(r.ctx(), printer, r.clock)
	r.must(err)
	if _, err := r.Sending(r.ctx(), job.Printer, job.ID, []byte("^XA^XZ")); err != nil {
		t.Fatal(err)
	}
	r.must(r.SettleJob(r.ctx(), job.ID, print.Unknown, "reset"))
	if _, found, err := r.Claim(r.ctx(), printer, r.clock); err != nil || found {
		t.Fatalf("the invoice goes on before the label is settled: %v %v", found, err)
	}
	answer, err := r.AnswerPrintJob(r.ctx(), job.ID, false)
	r.must(err)
	if answer.Verdict.Said.Code != "reprinting" {
		t.Fatalf("%+v", answer.Verdict)
	}
	r.refused("pack-1", job.Attempt, "label_copy_old")
	r.good("pack-1", r.say(floor.Acknowledge), "acknowledged")
	r.printed()
	r.refused("pack-1", r.one(`SELECT sscc FROM parcel`), "scan_2d_code")
	r.good("pack-1", r.one(`SELECT attempt FROM print_job WHERE document = 'label' AND copy = 1`), "order_packed_done")
	r.sound()
}
