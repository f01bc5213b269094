package ledger

import (
	"context"
	"errors"
	"testing"
)

// A bulk that came just before the queue was closed is still waited for.
func TestQueueIsNotFinishedWhileAnythingWaits(t *testing.T) {
	q := newQueue()
	b := &bulk{ctx: context.Background(), done: make(chan struct{})}
	if err := q.pushBulk(b); err != nil {
		t.Fatal(err)
	}
	p := &pending{done: make(chan struct{})}
	if err := q.push(p); err != nil {
		t.Fatal(err)
	}
	q.close(ErrClosed)
	if q.finished() {
		t.Error("finished with a bulk and a request")
	}
	if got := q.drain(nil); len(got) != 1 || got[0] != p {
		t.Errorf("drained %v", got)
	}
	if q.finished() {
		t.Error("finished with a bulk")
	}
	q.dropBulk(q.nextBulk())
	if !q.finished() {
		t.Error("not finished with nothing")
	}
	if err := q.push(&pending{}); !errors.Is(err, ErrClosed) {
		t.Errorf("took a request after close: %v", err)
	}
}

// At most so many requests share a commit; scans go first, and what nobody
// waits for is left out.
func TestQueueOrder(t *testing.T) {
	q := newQueue()
	var scans, works []*pending
	for range batchCap {
		work, scan := &pending{request: Request{Class: Work}}, &pending{}
		for _, p := range []*pending{work, scan} {
			if err := q.push(p); err != nil {
				t.Fatal(err)
			}
		}
		scans, works = append(scans, scan), append(works, work)
	}
	scans[0].leave()
	first := q.drain(nil)
	if len(first) != batchCap || first[0] != scans[1] || first[batchCap-2] != scans[batchCap-1] || first[batchCap-1] != works[0] {
		t.Errorf("the first batch has %d requests in another order", len(first))
	}
	if n := q.scanning.Load(); n != 0 {
		t.Errorf("%d scans are said to wait", n)
	}
	if second := q.drain(nil); len(second) != batchCap-1 || second[0] != works[1] {
		t.Errorf("the second batch has %d requests", len(second))
	}
}
