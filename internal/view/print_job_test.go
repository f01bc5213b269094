package view_test

import (
	"testing"
	"time"

	"tallyman/internal/view"
)

// Once the bytes are gone the row says so: a picture of them is composed anew.
func TestAPrintJobTellsWhatBecameOfItsBytes(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.pack()
	job := func() view.PrintJob {
		t.Helper()
		found, err := r.view.PrintJob(t.Context(), "J-000001", 0)
		r.must(err)
		return found
	}
	if j := job(); j.Bytes != "" || j.Digest != "" || len(j.SSCC) != 18 {
		t.Errorf("queued: %+v", j)
	}
	r.printed()
	sent := job()
	if sent.Bytes != view.BytesKept || len(sent.Digest) != 64 {
		t.Errorf("sent: %+v", sent)
	}
	_, err := r.ForgetBytes(t.Context(), r.clock.Add(time.Hour))
	r.must(err)
	if j := job(); j.Bytes != view.BytesGone || j.Digest != sent.Digest {
		t.Errorf("forgotten: %+v", j)
	}
	if _, err := r.view.Paper(t.Context(), "J-000001"); err != nil {
		t.Errorf("what it said: %v", err)
	}
}
