package demo

import (
	"context"
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// State implements web.DemoStage.
func (p *playing) State() web.DemoState {
	speed, paused, _ := p.tempo.now()
	state := web.DemoState{
		ID: web.DemoNow, Demo: true, Warehouse: p.nth, Speed: speed, Paused: paused,
		Workers: []web.DemoWorker{}, Printers: []web.DemoPrinter{}, Scanners: []web.DemoScanner{},
	}
	for _, s := range p.posts {
		if s.worker != nil {
			state.Workers = append(state.Workers, s.looks(paused))
		}
		plugged, faults := s.bench.looks()
		state.Scanners = append(state.Scanners, web.DemoScanner{Station: s.id, Plugged: plugged})
		if s.bench.printer != nil {
			state.Printers = append(state.Printers, web.DemoPrinter{Station: s.id, Faults: faults})
		}
	}
	return state
}

func (s *post) looks(paused bool) web.DemoWorker {
	s.mu.Lock()
	defer s.mu.Unlock()
	worker := web.DemoWorker{Station: s.id, State: s.state, Badge: s.worker.own.id}
	switch {
	case s.yours:
		worker.State = web.DemoYours
	case paused:
		worker.State = web.DemoPaused
	}
	return worker
}

// changed announces that the demo is played otherwise.
func (d *Demo) changed() {
	d.mu.Lock()
	p := d.now
	d.mu.Unlock()
	if p != nil {
		p.app.PlayChanged()
	}
}

// SetSpeed implements web.DemoStage.
func (p *playing) SetSpeed(times float64) {
	p.tempo.setSpeed(times)
	p.changed()
}

// Pause implements web.DemoStage.
func (p *playing) Pause(paused bool) {
	p.tempo.pause(paused)
	p.changed()
}

// Reset implements web.DemoStage.
func (p *playing) Reset() error {
	select {
	case p.resetting <- struct{}{}:
	default: // it is about to happen
	}
	return nil
}

// Take implements web.DemoCrew.
func (p *playing) Take(ctx context.Context, id floor.StationID) error {
	s, err := p.post(id)
	if err != nil {
		return err
	}
	return s.take(ctx)
}

// Give implements web.DemoCrew.
func (p *playing) Give(id floor.StationID) error {
	s, err := p.post(id)
	if err == nil {
		s.give()
	}
	return err
}

// SetPrinter implements web.DemoDevices.
func (p *playing) SetPrinter(id floor.StationID, faults []web.DemoFault) error {
	s, err := p.post(id)
	if err != nil {
		return err
	}
	if s.bench.printer == nil {
		return fmt.Errorf("station %s has no printer: %w", id, view.ErrNotFound)
	}
	defer p.changed()
	return s.bench.printer.Set(wrongWith(faults))
}

// SetScanner implements web.DemoDevices.
func (p *playing) SetScanner(id floor.StationID, plugged bool) error {
	s, err := p.post(id)
	if err != nil {
		return err
	}
	defer p.changed()
	return s.bench.setPlugged(plugged)
}
