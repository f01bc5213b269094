package ledger

import (
	"context"
	"sync"
)

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

// reach waits until the head is at seq or behind it.
func (h *headline) reach(ctx context.Context, seq int64) error {
	for {
		h.mu.Lock()
		if h.head.Seq >= seq {
			h.mu.Unlock()
			return nil
		}
		if h.moved == nil {
			h.moved = make(chan struct{})
		}
		moved := h.moved
		h.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
