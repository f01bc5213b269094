package ledger

import (
	"sync"
	"sync/atomic"
)

// batchCap is how many requests one commit takes at most.
const batchCap = 256

// What a pending request can be: it is taken by the writer or left by the one
// who waits for it, whoever comes first.
const (
	waiting int32 = iota
	taken
	left
)

// pending is a request on its way through the writer. Receipt and err belong
// to the writer until done is closed.
type pending struct {
	request Request
	state   atomic.Int32
	done    chan struct{}
	receipt Receipt
	err     error
}

// leave gives up waiting. It fails when the writer has the request already.
func (p *pending) leave() bool { return p.state.CompareAndSwap(waiting, left) }

// take makes the request the writer's. It fails when nobody waits for it.
func (p *pending) take() bool { return p.state.CompareAndSwap(waiting, taken) }

// queue is what waits for the writer.
type queue struct {
	wake chan struct{}
	// scanning is how many scans wait; the writer looks at it between the
	// rows of a bulk.
	scanning atomic.Int64

	mu     sync.Mutex
	scans  []*pending
	works  []*pending
	bulks  []*bulk
	keys   map[string]struct{}
	closed error
}

func newQueue() *queue {
	return &queue{wake: make(chan struct{}, 1), keys: map[string]struct{}{}}
}

// push puts a request in. Its key is in flight from here on.
func (q *queue) push(p *pending) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed != nil {
		return q.closed
	}
	if key := p.request.Key; key != "" {
		if _, flying := q.keys[key]; flying {
			return ErrInFlight
		}
		q.keys[key] = struct{}{}
	}
	if p.request.Class == Scan {
		q.scans = append(q.scans, p)
		q.scanning.Add(1)
	} else {
		q.works = append(q.works, p)
	}
	q.ring()
	return nil
}

func (q *queue) pushBulk(b *bulk) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed != nil {
		return q.closed
	}
	q.bulks = append(q.bulks, b)
	q.ring()
	return nil
}

// ring wakes the writer; one ring is enough however much waits.
func (q *queue) ring() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// landed says that a key is not in flight any more.
func (q *queue) landed(key string) {
	if key == "" {
		return
	}
	q.mu.Lock()
	delete(q.keys, key)
	q.mu.Unlock()
}

// drain moves up to batchCap requests into batch, scans first.
func (q *queue) drain(batch []*pending) []*pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	before := len(q.scans)
	q.scans, batch = moveTaken(q.scans, batch)
	q.scanning.Add(int64(len(q.scans) - before))
	q.works, batch = moveTaken(q.works, batch)
	return batch
}

// moveTaken moves requests from the front of a line while there is room. Those
// that nobody waits for any more are dropped.
func moveTaken(line, batch []*pending) (rest, moved []*pending) {
	n := 0
	for ; n < len(line) && len(batch) < batchCap; n++ {
		if line[n].take() {
			batch = append(batch, line[n])
		}
	}
	rest = append(line[:0], line[n:]...)
	clear(line[len(rest):])
	return rest, batch
}

// nextBulk is the bulk whose turn it is, or nil. Several take turns.
func (q *queue) nextBulk() *bulk {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.bulks) == 0 {
		return nil
	}
	b := q.bulks[0]
	q.bulks = append(q.bulks[1:], b)
	return b
}

// dropBulk takes a bulk out.
func (q *queue) dropBulk(b *bulk) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i, other := range q.bulks {
		if other == b {
			q.bulks = append(q.bulks[:i], q.bulks[i+1:]...)
			return
		}
	}
}

// close refuses what comes from now on; what waits stays.
func (q *queue) close(why error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed == nil {
		q.closed = why
	}
	q.ring()
}

// state says why the queue is closed, nil when it is open.
func (q *queue) state() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed
}

// finished says that the queue is closed and nothing waits in it any more.
func (q *queue) finished() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed != nil && len(q.scans)+len(q.works)+len(q.bulks) == 0
}

// length is how many requests wait, bulks not counted.
func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.scans) + len(q.works)
}
