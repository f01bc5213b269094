package feed

import (
	"context"
	"time"
)

const (
	// shareFor is how long a snapshot serves others: the moment in which
	// every screen reconnects after a restart.
	shareFor = 250 * time.Millisecond
	// readWithin bounds the reading of a snapshot.
	readWithin = 10 * time.Second
)

// snapshot is a collection read once for everybody who wants it now.
type snapshot struct {
	done    chan struct{}
	seq     int64
	message []byte
	err     error
}

// snapshot gives a snapshot whose seq is usable, reading it when nobody has
// just done so. A read that began after the call is always usable.
func (f *Feed) snapshot(ctx context.Context, collection string, usable func(seq int64) bool) (*snapshot, error) {
	for {
		shared, own := f.sharedSnapshot(ctx, collection)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-shared.done:
		}
		if shared.err != nil && own {
			return nil, shared.err
		}
		if shared.err == nil && (own || usable(shared.seq)) {
			return shared, nil
		}
		f.forgetSnapshot(collection, shared)
	}
}

// sharedSnapshot finds the read that is under way or just done, or begins one.
func (f *Feed) sharedSnapshot(ctx context.Context, collection string) (shared *snapshot, own bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if found := f.snapshots[collection]; found != nil {
		return found, false
	}
	begun := &snapshot{done: make(chan struct{})}
	f.snapshots[collection] = begun
	// The read is everybody's: it does not end with the screen that began it.
	go f.readSnapshot(context.WithoutCancel(ctx), collection, begun)
	return begun, true
}

func (f *Feed) readSnapshot(ctx context.Context, collection string, begun *snapshot) {
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	seq, rows, err := f.source.Rows(ctx, collection)
	if err == nil {
		begun.message = f.encoder.Snapshot(seq, collection, rows)
	}
	begun.seq, begun.err = seq, err
	close(begun.done)
	time.AfterFunc(shareFor, func() { f.forgetSnapshot(collection, begun) })
}

func (f *Feed) forgetSnapshot(collection string, old *snapshot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.snapshots[collection] == old {
		delete(f.snapshots, collection)
	}
}
