package warehouse_test

import (
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
)

// What a label showed is dropped after its time, the digest of it is not; what
// the writer is told of in slices is dropped to the last one.
func TestOldBytesAreForgotten(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 50)
	r.stock("A-02", pen, 30)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	pickAll(r)
	packAll(r)
	r.printed()
	for range 20 {
		_, err := r.Reprint(r.ctx(), floor.PrintJobID(r.one(`SELECT id FROM print_job WHERE document = 'label' ORDER BY number DESC LIMIT 1`)), "torn")
		r.must(err)
		r.printed()
	}
	r.want("22", `SELECT count(*) FROM print_bytes`)
	head := r.ledger.Head()
	forget := func(since time.Time, want int) {
		t.Helper()
		dropped, err := r.ForgetBytes(r.ctx(), since)
		r.must(err)
		if dropped != want {
			t.Fatalf("%d were dropped, want %d", dropped, want)
		}
	}
	forget(r.clock.Add(-time.Minute), 0)

	// One more is under way: its bytes stay, however old they are.
	_, err = r.Reprint(r.ctx(), "J-000002", "torn")
	r.must(err)
	job, _, err := r.Claim(r.ctx(), "zpl+tcp://127.0.0.1:9", r.clock)
	r.must(err)
	_, err = r.Sending(r.ctx(), job.Printer, job.ID, []byte("^XA^FDlast^FS^XZ"))
	r.must(err)
	forget(r.clock.Add(time.Hour), 22)
	r.want(string(job.ID), `SELECT group_concat(job) FROM print_bytes`)
	r.want("0", `SELECT count(*) FROM print_job WHERE state <> 'queued' AND length(digest) <> 64`)
	if grown := r.ledger.Head().Seq - head.Seq; grown != 2 {
		t.Errorf("forgetting made %d entries", grown-2)
	}
	r.sound()
}
