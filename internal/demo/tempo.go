package demo

import (
	"context"
	"sync"
	"time"
)

// tempo is how fast everybody is who is simulated. Its methods may be called by
// any number of goroutines.
type tempo struct {
	mu      sync.Mutex
	speed   float64
	paused  bool
	changed chan struct{} // closed and replaced at each change
	// at is the people's time at the moment since.
	at, since time.Time
}

func newTempo(paused bool) *tempo {
	now := time.Now()
	return &tempo{speed: 1, paused: paused, changed: make(chan struct{}), at: now, since: now}
}

// time is what the people's watches say: they began with the tempo, and go as
// fast as the people.
func (t *tempo) time() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.watch()
}

func (t *tempo) watch() time.Time {
	if t.paused {
		return t.at
	}
	return t.at.Add(time.Duration(float64(time.Since(t.since)) * t.speed))
}

func (t *tempo) setSpeed(times float64) { t.change(func() { t.speed = times }) }

func (t *tempo) pause(paused bool) { t.change(func() { t.paused = paused }) }

func (t *tempo) change(what func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at, t.since = t.watch(), time.Now()
	what()
	close(t.changed)
	t.changed = make(chan struct{})
}

// now is the tempo, and what is closed when it is another.
func (t *tempo) now() (speed float64, paused bool, changed <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.speed, t.paused, t.changed
}

// pass lets so much of the people's time pass: less of ours when they are fast,
// none of theirs while they stand still. It returns early, without an error,
// when sooner is closed; the error is of ctx.
func (t *tempo) pass(ctx context.Context, d time.Duration, sooner <-chan struct{}) error {
	for {
		speed, paused, changed := t.now()
		if d <= 0 && !paused {
			return ctx.Err()
		}
		var done <-chan time.Time
		began := time.Now()
		if !paused {
			timer := time.NewTimer(time.Duration(float64(d) / speed))
			defer timer.Stop()
			done = timer.C
		}
		select {
		case <-done:
			d = 0
		case <-changed:
			if !paused {
				d -= time.Duration(float64(time.Since(began)) * speed)
			}
		case <-sooner:
			return ctx.Err()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
