package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// errNoPost says that nobody works there.
var errNoPost = fmt.Errorf("nobody is simulated there: %w", view.ErrNotFound)

const (
	// glance is how often a worker who waits looks at the screen.
	glance = 700 * time.Millisecond
	// opensWithin is how long the program may take to open a scanner's line.
	opensWithin = 2 * time.Second
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
	state web.DemoWork
	moved chan struct{} // closed and replaced when it is taken or given

	// code and at are the last read; they belong to who holds the hand.
	code string
	at   time.Time
}

// placeWorkers puts a worker at every station where there is one to simulate.
func (p *playing) placeWorkers() {
	var tables []string
	for _, s := range p.settings.Stations {
		if s.Kind == config.Pack {
			tables = append(tables, floor.CodeBody(string(s.ID)))
		}
	}
	placed := map[shift.Role]int{}
	for n, s := range p.settings.Stations {
		at := &post{
			id: s.ID, bench: p.benches[s.ID], hand: make(chan struct{}, 1), moved: make(chan struct{}),
			state: web.DemoWaiting, changed: p.Demo.changed,
		}
		p.posts = append(p.posts, at)
		role := roleAt(shift.Kind(s.Kind))
		badges := p.labels.role(role)
		if placed[role] == len(badges) || s.Kind == config.Dock {
			continue
		}
		chance := rand.New(rand.NewPCG(uint64(n), seed)) //nolint:gosec // people's chance, not a secret
		at.worker = &worker{
			station: s.ID, kind: shift.Kind(s.Kind), own: badges[placed[role]], labels: &p.labels, sight: p.sight,
			tray: at.bench.tray, tables: tables, dock: own(floor.CodeDock, p.app.Docks()[0]), chance: chance,
			slips: slips{chance: chance}, now: p.clock.now, aside: map[string]time.Time{},
		}
		placed[role]++
	}
}

// seed makes the people of a demo be the same every day.
const seed = 952

func roleAt(kind shift.Kind) shift.Role {
	if kind == shift.Pick {
		return shift.Picker
	}
	return shift.Packer
}

// man lets the worker of a post work until ctx ends.
func (p *playing) man(ctx context.Context, s *post) {
	for ctx.Err() == nil {
		yours, moved := s.taken()
		if yours || s.worker == nil {
			select {
			case <-moved:
			case <-ctx.Done():
			}
			continue
		}
		if err := p.turn(ctx, s, moved); err != nil {
			p.fail(ctx, string(s.id), err)
			s.is(web.DemoWaiting)
			_ = p.tempo.pass(ctx, glance, moved)
		}
	}
}

// turn is one look at the screen and what follows from it.
func (p *playing) turn(ctx context.Context, s *post, moved <-chan struct{}) error {
	screen, err := p.app.View().Station(ctx, s.id, 0)
	if err != nil {
		return err
	}
	next, err := s.worker.next(ctx, screen)
	if err != nil {
		return err
	}
	if next.code == "" {
		s.is(web.DemoWaiting)
		return p.tempo.pass(ctx, glance, moved)
	}
	s.is(web.DemoWorking)
	if err := p.tempo.pass(ctx, next.takes, moved); err != nil {
		return err
	}
	err = s.pull(ctx, next.code)
	if errors.Is(err, sim.ErrUnplugged) || errors.Is(err, sim.ErrNoAnswer) || errors.Is(err, context.DeadlineExceeded) {
		s.is(web.DemoWaiting)
		return p.tempo.pass(ctx, glance, moved)
	}
	return err
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
	if rest := apart - time.Since(s.at); code == s.code && rest > 0 {
		timer := time.NewTimer(rest)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
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

// take gives the post to a person; the worker has let go when it returns.
func (s *post) take(ctx context.Context) error {
	s.move(true)
	select {
	case s.hand <- struct{}{}:
		<-s.hand
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// give returns it to the worker.
func (s *post) give() { s.move(false) }

func (s *post) move(yours bool) {
	s.mu.Lock()
	different := s.yours != yours
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
