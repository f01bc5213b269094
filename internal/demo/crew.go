package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/web"
)

// glance is how often a worker who waits looks at the screen.
const glance = 700 * time.Millisecond

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
			state: web.DemoWaiting, changed: p.changed,
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
			slips: slips{chance: chance}, now: p.watch, aside: map[string]time.Time{},
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
			s.stayAway(ctx, moved)
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
