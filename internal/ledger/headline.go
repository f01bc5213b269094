package ledger

import "sync"

// headline is the last committed head, and a bell for those who wait for one.
type headline struct {
	mu    sync.Mutex
	head  Head
	moved chan struct{}
}

func (h *headline) get() Head {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.head
}

func (h *headline) set(head Head) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.head = head
	if h.moved != nil {
		close(h.moved)
		h.moved = nil
	}
}

// at says whether the head is at seq or behind it; if not, moved is closed when
// it moves.
func (h *headline) at(seq int64) (moved <-chan struct{}, there bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.head.Seq >= seq {
		return nil, true
	}
	if h.moved == nil {
		h.moved = make(chan struct{})
	}
	return h.moved, false
}
