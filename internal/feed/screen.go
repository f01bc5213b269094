package feed

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

const (
	// queueFrames is how far a screen may lag before only the newest state
	// is kept for it: more than a second under load.
	queueFrames = 64
	// queueChanges is how much newest state it may leave unread before it is
	// cut off.
	queueChanges = 8192
)

// ErrUnknown is wrapped when somebody subscribes to a collection that is not.
var ErrUnknown = errors.New("there is no such collection")

// ErrSlow is what a screen gets that reads too slowly even for the newest
// state. It should come back and take a snapshot.
var ErrSlow = errors.New("the screen does not keep up")

// Screen is one subscription. Next is for one goroutine; Close for any.
type Screen struct {
	feed   *Feed
	wanted mask
	// since says below which seq frames are left out, per collection.
	since map[mask]int64

	wake chan struct{}

	mu    sync.Mutex
	first [][]byte
	queue []*frame
	// ready is false until since is known; nothing is dropped before.
	ready bool
	err   error
}

// Subscribe opens a screen on some collections. A screen that was here before
// gives the seq of its last message as resume, and 0 otherwise. Close it when
// done. It fails with ErrUnknown, ErrClosed or what kept a snapshot from being
// read.
func (f *Feed) Subscribe(ctx context.Context, collections []string, resume int64) (*Screen, error) {
	screen := &Screen{feed: f, since: map[mask]int64{}, wake: make(chan struct{}, 1)}
	collections = slices.Compact(slices.Sorted(slices.Values(collections)))
	for _, name := range collections {
		if f.bits[name] == 0 {
			return nil, fmt.Errorf("%w: %q", ErrUnknown, name)
		}
		screen.wanted |= f.bits[name]
	}
	f.mu.Lock()
	if f.ended {
		f.mu.Unlock()
		return nil, ErrClosed
	}
	remembers, then := f.ring.covers(resume), f.ring
	screen.queue = slices.Clone(f.ring.frames)
	f.screens[screen] = true
	f.mu.Unlock()

	if remembers {
		for _, name := range collections {
			screen.since[f.bits[name]] = resume
		}
	} else if err := screen.takeSnapshots(ctx, collections, then); err != nil {
		screen.Close()
		return nil, err
	}
	screen.begin()
	return screen, nil
}

// takeSnapshots reads the collections. A snapshot that another screen has just
// taken will do when the frames since then were at hand at registration.
func (s *Screen) takeSnapshots(ctx context.Context, collections []string, then ring) error {
	usable := func(seq int64) bool { return seq >= then.last || seq > then.forgotten }
	for _, name := range collections {
		shared, err := s.feed.snapshot(ctx, name, usable)
		if err != nil {
			return fmt.Errorf("collection %s: %w", name, err)
		}
		s.first = append(s.first, shared.message)
		s.since[s.feed.bits[name]] = shared.seq
	}
	return nil
}

// begin drops what the screen has already and lets the queue be bounded.
func (s *Screen) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready = true
	s.queue = slices.DeleteFunc(s.queue, func(f *frame) bool { return s.visible(f) == 0 })
	s.bound()
}

// visible is the part of a frame that this screen shall see.
func (s *Screen) visible(f *frame) mask {
	seen := s.wanted & f.holds
	for bit, since := range s.since {
		if f.seq < since {
			seen &^= bit
		}
	}
	return seen
}

// push queues a frame. It never waits.
func (s *Screen) push(f *frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil || s.wanted&f.holds == 0 || s.ready && s.visible(f) == 0 {
		return
	}
	s.queue = append(s.queue, f)
	s.bound()
	s.wakeUp()
}

// bound keeps the queue short: the newest state of each row, or the end.
func (s *Screen) bound() {
	if !s.ready || len(s.queue) <= queueFrames {
		return
	}
	var all []Change
	for _, f := range s.queue {
		all = append(all, f.only(s.visible(f))...)
	}
	kept, dropped := newest(all)
	s.feed.coalesced.Add(dropped)
	if len(kept) > queueChanges {
		s.stop(ErrSlow)
		s.feed.cutOff.Add(1)
		return
	}
	s.queue = []*frame{newFrame(s.feed, s.queue[len(s.queue)-1].seq, kept)}
}

func (s *Screen) stop(err error) {
	if s.err == nil {
		s.err, s.queue, s.first = err, nil, nil
	}
	s.wakeUp()
}

func (s *Screen) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stop(err)
}

func (s *Screen) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Next waits for the next message to send. The bytes are shared with other
// screens. It fails with ErrSlow, ErrClosed or the context's error.
func (s *Screen) Next(ctx context.Context) ([]byte, error) {
	for {
		message, err := s.take()
		if message != nil || err != nil {
			return message, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-s.wake:
		}
	}
}

func (s *Screen) take() ([]byte, error) {
	s.mu.Lock()
	if s.err != nil || len(s.first) == 0 && len(s.queue) == 0 {
		defer s.mu.Unlock()
		return nil, s.err
	}
	if len(s.first) > 0 {
		defer s.mu.Unlock()
		message := s.first[0]
		s.first = s.first[1:]
		return message, nil
	}
	f := s.queue[0]
	s.queue[0] = nil
	s.queue = s.queue[1:]
	seen := s.visible(f)
	s.mu.Unlock()
	// Encoding is outside the lock: the publisher never waits for it.
	return f.message(seen), nil
}

// Close ends the subscription; Next fails with ErrClosed.
func (s *Screen) Close() {
	s.feed.mu.Lock()
	delete(s.feed.screens, s)
	s.feed.mu.Unlock()
	s.fail(ErrClosed)
}
