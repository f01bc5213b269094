package demo

import (
	"context"
	"fmt"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// errNoPost says that nobody works there.
var errNoPost = fmt.Errorf("nobody is simulated there: %w", view.ErrNotFound)

const (
	// opensWithin is how long the program may take to open a scanner's line.
	opensWithin = 2 * time.Second
	// leftAlone is how long a person may do nothing at a station before its
	// worker comes back.
	leftAlone = 5 * time.Minute
	// apart keeps two reads of one code from being one, whatever the tempo.
	apart = 300 * time.Millisecond
)

// post is a station with who works there. Its methods may be called by any
// number of goroutines.
type post struct {
	id     floor.StationID
	bench  *bench
	worker *worker // nil where nobody is simulated
	// hand is held while the worker scans.
	hand    chan struct{}
	changed func()

	mu    sync.Mutex
	yours bool
	// until is when the worker comes back by itself.
	until time.Time
	state web.DemoWork
	moved chan struct{} // closed and replaced when it is taken or given

	// code and at are the last read; they belong to who holds the hand.
	code string
	at   time.Time
	// screen is what the worker saw last while the day so far is played.
	screen view.Station
}

// stayAway waits until a person gives the post back or has left it alone.
func (s *post) stayAway(ctx context.Context, moved <-chan struct{}) {
	s.mu.Lock()
	rest := time.Until(s.until)
	s.mu.Unlock()
	if rest <= 0 && s.worker != nil {
		s.give()
		return
	}
	timer := time.NewTimer(max(rest, glance))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-moved:
	case <-ctx.Done():
	}
}

// pull pulls the trigger on a code and waits for the answer, unless a person
// has the station meanwhile.
func (s *post) pull(ctx context.Context, code string) error {
	select {
	case s.hand <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.hand }()
	if yours, _ := s.taken(); yours {
		return nil
	}
	if err := s.notDouble(ctx, code); err != nil {
		return err
	}
	opening, cancel := context.WithTimeout(ctx, opensWithin)
	defer cancel()
	if err := s.bench.scanner.WaitOpened(opening); err != nil {
		return err
	}
	_, err := s.bench.scanner.Scan(ctx, code)
	s.code, s.at = code, time.Now()
	return err
}

// notDouble waits until a code can be read again that the worker read last. It
// is called by who holds the hand.
func (s *post) notDouble(ctx context.Context, code string) error {
	rest := apart - time.Since(s.at)
	if code != s.code || rest <= 0 {
		return nil
	}
	timer := time.NewTimer(rest)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take gives the post to a person; the worker has let go when it returns.
func (s *post) take(ctx context.Context) error { return s.click(ctx, "") }

// click takes the post for a code that a person is about to scan, which is no
// double of what the worker scanned.
func (s *post) click(ctx context.Context, code string) error {
	s.move(true)
	select {
	case s.hand <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.hand }()
	return s.notDouble(ctx, code)
}

// give returns it to the worker.
func (s *post) give() { s.move(false) }

func (s *post) move(yours bool) {
	s.mu.Lock()
	different := s.yours != yours
	s.until = time.Now().Add(leftAlone)
	if different {
		s.yours = yours
		close(s.moved)
		s.moved = make(chan struct{})
	}
	s.mu.Unlock()
	if different {
		s.changed()
	}
}

// taken says whether a person has the post, and what is closed when that
// changes.
func (s *post) taken() (yours bool, moved <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.yours, s.moved
}

// is notes what the worker does.
func (s *post) is(state web.DemoWork) {
	s.mu.Lock()
	different := s.state != state
	s.state = state
	s.mu.Unlock()
	if different {
		s.changed()
	}
}
