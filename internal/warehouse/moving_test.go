package warehouse_test

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
)

// A queue is moved in its order; what was begun stays, and a printer that had
// claimed a job just before must not begin it any more.
func TestAQueueIsMoved(t *testing.T) {
	r := newRig(t)
	const old, labels, documents = "zpl+tcp://127.0.0.1:9", "zpl+tcp://127.0.0.1:10", "zpl+tcp://127.0.0.1:11"
	r.must(r.DefineStations(r.ctx(), []shift.StationDefined{{Station: "pack-2", Kind: shift.Pack, Labels: labels, Documents: documents}}))
	r.stock("A-01", mug, 5)
	r.stock("A-02", pen, 3)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	pickAll(r)
	packAll(r)
	move := func(to floor.StationID, said string, quantity int) {
		t.Helper()
		answer, err := r.MoveQueue(r.ctx(), old, to, "office", "paper out")
		r.must(err)
		if answer.Verdict.Said.Code != said || answer.Verdict.Said.Quantity != quantity {
			t.Fatalf("moving to %s: %+v", to, answer.Verdict)
		}
	}
	move("pack-9", "station_prints_nothing", 0)
	move("pick-1", "station_prints_nothing", 0)
	move("pack-1", "nothing_to_move", 0)
	claimed, _, err := r.Claim(r.ctx(), old, r.clock)
	r.must(err)
	move("pack-2", "queue_moved", 2)
	begun, err := r.Sending(r.ctx(), old, claimed.ID, []byte("^XA^XZ"))
	r.must(err)
	if begun {
		t.Fatal("the old printer begins a job that was moved away")
	}
	for printer, document := range map[string]print.Document{labels: print.Label, documents: print.Invoice} {
		job, found, err := r.Claim(r.ctx(), printer, r.clock)
		r.must(err)
		if !found || job.Document != document {
			t.Fatalf("%s has %+v", printer, job)
		}
	}

	// What is being sent, or of which nobody knows, stays where it is.
	job, _, err := r.Claim(r.ctx(), labels, r.clock)
	r.must(err)
	_, err = r.Sending(r.ctx(), labels, job.ID, []byte("^XA^XZ"))
	r.must(err)
	for _, state := range []print.State{print.Sending, print.Unknown} {
		r.must(r.SettleJob(r.ctx(), job.ID, state, ""))
		answer, err := r.MoveQueue(r.ctx(), labels, "pack-1", "office", "")
		r.must(err)
		if answer.Verdict.Accepted() {
			t.Fatalf("a job in %s was moved: %+v", state, answer.Verdict)
		}
	}
	r.sound()
}
