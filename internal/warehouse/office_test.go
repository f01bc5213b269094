package warehouse_test

import (
	"errors"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger"
)

// A doubled click releases once.
func TestTheSameKeyReleasesOneList(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 5)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 1}), draft("SO-2", order.Line{SKU: mug, Quantity: 1}))
	first, answer, err := r.ReleaseOnce(r.ctx(), "click", 0)
	r.must(err)
	again, repeated, err := r.ReleaseOnce(r.ctx(), "click", 0)
	r.must(err)
	if first == "" || again != first || !repeated.Replayed || repeated.Seq != answer.Seq || repeated.Verdict != answer.Verdict {
		t.Fatalf("first %s %+v, again %s %+v", first, answer, again, repeated)
	}
	r.want("1", `SELECT count(*) FROM pick_list`)
	if _, _, err := r.ReleaseOnce(r.ctx(), "click", 4); !errors.Is(err, ledger.ErrKeyReused) {
		t.Fatalf("a key was taken for another cart: %v", err)
	}
	if other, _, err := r.ReleaseOnce(r.ctx(), "another click", 0); err != nil || other == first {
		t.Fatalf("another click: %s %v", other, err)
	}
	if none, said, err := r.ReleaseOnce(r.ctx(), "a third click", 0); err != nil || none != "" || said.Verdict.Accepted() {
		t.Fatalf("with nothing left: %q %+v %v", none, said, err)
	}
}

// A label that was torn after it was scanned: the new one is good at the dock,
// the old one is not.
func TestTheOfficePrintsAnotherLabel(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 5)
	r.stock("A-02", pen, 3)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	pickAll(r)
	packAll(r)
	reprint := func(job floor.PrintJobID, said string) {
		t.Helper()
		answer, err := r.Reprint(r.ctx(), job, "label torn")
		r.must(err)
		if answer.Verdict.Said.Code != said {
			t.Fatalf("another copy of %s: %+v, want %s", job, answer.Verdict, said)
		}
	}
	reprint("J-000001", "nothing_to_reprint")
	r.printed()
	r.good("pack-1", r.own(floor.CodeAttempt, "000001"), "order_packed_done")
	reprint("J-000001", "reprinting")
	reprint("J-000001", "nothing_to_reprint")
	r.want("1", `SELECT copy FROM print_job WHERE id = 'J-000003' AND document = 'label' AND state = 'queued'`)
	r.want("confirmed", `SELECT state FROM print_job WHERE id = 'J-000001'`)
	r.printed()
	r.good("dock-1", r.badges[shift.Packer], "welcome")
	r.good("dock-1", r.own(floor.CodeDock, "1"), "dock_open")
	r.refused("dock-1", r.own(floor.CodeAttempt, "000001"), "label_copy_old")
	r.good("dock-1", r.say(floor.Acknowledge), "acknowledged")
	r.good("dock-1", r.own(floor.CodeAttempt, "000003"), "handed_over")
	reprint("J-000003", "nothing_to_reprint")
	reprint("J-000002", "reprinting")
	reprint("J-999999", "print_job_not_there")
	r.sound()
}
