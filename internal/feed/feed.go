package feed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Touch names a row that is different now.
type Touch struct{ Collection, ID string }

// Row is a row of a collection as screens see it.
type Row struct {
	ID   string
	JSON json.RawMessage
}

// Change is the newest state of a row. Row is nil when the row is gone. The
// feed sets Seq; a source need not.
type Change struct {
	Seq        int64
	Collection string
	ID         string
	Row        json.RawMessage
}

// Source reads rows. Both methods are called from several goroutines.
type Source interface {
	// Rows gives a whole collection in one read transaction, and the
	// sequence it was read at.
	Rows(ctx context.Context, collection string) (seq int64, rows []Row, err error)
	// Some gives the touched rows, in the order touched, in one read
	// transaction, and the sequence it was read at: at least that of the last
	// commit that was announced.
	Some(ctx context.Context, touched []Touch) (seq int64, changes []Change, err error)
}

// Encoder makes messages of snapshots and frames. It is called once per message
// however many screens get it, from several goroutines, and must not change
// what it is given. The bytes are shared: nobody may change them.
type Encoder interface {
	Snapshot(seq int64, collection string, rows []Row) []byte
	Changes(seq int64, changes []Change) []byte
}

// Options are what a feed is made of.
type Options struct {
	Source  Source
	Encoder Encoder
	// Collections are those that screens may subscribe to, at most 64;
	// touches of others are ignored.
	Collections []string
	// Log takes failures to read; nil discards them.
	Log *slog.Logger
}

const (
	// frameEvery is the least time between two frames: fast enough to look
	// immediate, slow enough to carry 1,000 events a second to 200 screens.
	frameEvery = 20 * time.Millisecond
	// retryAfter is the pause after a read that failed.
	retryAfter = 250 * time.Millisecond
)

// Feed is the fan. Its methods may be called from any goroutine.
type Feed struct {
	source  Source
	encoder Encoder
	log     *slog.Logger
	bits    map[string]mask

	wake chan struct{}

	mu        sync.Mutex
	pending   []Touch
	waiting   map[Touch]bool
	head      int64
	ring      ring
	screens   map[*Screen]bool
	snapshots map[string]*snapshot
	ended     bool

	frames, changes, coalesced, cutOff atomic.Int64
}

// New makes a feed; Run makes it work.
func New(options Options) *Feed {
	f := &Feed{
		source:    options.Source,
		encoder:   options.Encoder,
		log:       options.Log,
		bits:      map[string]mask{},
		wake:      make(chan struct{}, 1),
		waiting:   map[Touch]bool{},
		screens:   map[*Screen]bool{},
		snapshots: map[string]*snapshot{},
	}
	if f.log == nil {
		f.log = slog.New(slog.DiscardHandler)
	}
	if len(options.Collections) > 64 {
		panic("feed: more than 64 collections")
	}
	for i, name := range options.Collections {
		f.bits[name] = 1 << i
	}
	return f
}

// Touched announces a commit: its sequence and the rows that are different
// now. It never waits. A row that changed outside the ledger, such as a
// station whose scanner was unplugged, is announced with the sequence of the
// last commit.
func (f *Feed) Touched(seq int64, touched []Touch) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.head = max(f.head, seq)
	for _, touch := range touched {
		switch {
		case f.bits[touch.Collection] == 0:
		case f.waiting[touch]:
			f.coalesced.Add(1)
		default:
			f.waiting[touch] = true
			f.pending = append(f.pending, touch)
		}
	}
	if len(f.pending) > 0 {
		f.wakeUp()
	}
}

func (f *Feed) wakeUp() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Run reads and publishes until the context ends, then cuts off all screens.
func (f *Feed) Run(ctx context.Context) error {
	defer f.cutAll()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-f.wake:
		}
		pause := frameEvery
		if err := f.flush(ctx); err != nil && ctx.Err() == nil {
			f.log.Error("feed: touched rows could not be read; trying again", "error", err)
			pause = retryAfter
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// flush reads what was touched and publishes it. After a failure the touches
// wait again.
func (f *Feed) flush(ctx context.Context) error {
	f.mu.Lock()
	touched, seq := f.pending, f.head
	f.pending, f.waiting = nil, map[Touch]bool{}
	f.mu.Unlock()

	head, changes, err := f.source.Some(ctx, touched)
	if err == nil && head < seq {
		err = fmt.Errorf("rows were read at %d, which is older than the announced %d", head, seq)
	}
	if err != nil {
		f.putBack(touched)
		return err
	}
	for i := range changes {
		changes[i].Seq = seq
	}
	f.publish(newFrame(f, seq, changes))
	return nil
}

func (f *Feed) putBack(touched []Touch) {
	f.mu.Lock()
	defer f.mu.Unlock()
	later := f.pending
	f.pending, f.waiting = nil, map[Touch]bool{}
	for _, touch := range slices.Concat(touched, later) {
		if !f.waiting[touch] {
			f.waiting[touch] = true
			f.pending = append(f.pending, touch)
		}
	}
	f.wakeUp()
}

func (f *Feed) publish(frame *frame) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ring.add(frame)
	f.frames.Add(1)
	f.changes.Add(int64(len(frame.changes)))
	for screen := range f.screens {
		screen.push(frame)
	}
}

// ErrClosed is what a screen gets when the feed has ended.
var ErrClosed = errors.New("the feed has ended")

func (f *Feed) cutAll() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	for screen := range f.screens {
		screen.fail(ErrClosed)
	}
}

// Seq is the sequence of the last frame, 0 before the first.
func (f *Feed) Seq() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ring.last
}
