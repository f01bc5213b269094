package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"tallyman/internal/app"
	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/importing"
)

// playing is one warehouse, from its opening to its reset. It is what the
// program sees of the demo.
type playing struct {
	*Demo
	// nth counts the warehouses of a demo from 1.
	nth      int
	settings config.Config
	// fresh says that the warehouse has no history yet.
	fresh  bool
	app    *app.App
	clock  clock
	day    day
	labels labels
	sight  sight
	shop   shop
	posts  []*post
}

// Begin implements app.Play: it brings in what a new warehouse has, plays the
// day so far, and puts everybody in their place.
func (p *playing) Begin(ctx context.Context, on *app.App) error {
	p.app = on
	p.sight = sight{read: on.Read}
	for _, kind := range []importing.Kind{
		importing.Items, importing.Locations, importing.Stock, importing.Badges, importing.Totes,
	} {
		if !p.fresh {
			break
		}
		file, err := fs.ReadFile(p.options.Warehouse, string(kind)+".csv")
		if err == nil {
			err = p.bring(ctx, kind, bytes.NewReader(file))
		}
		if err != nil {
			return err
		}
	}
	if err := p.readLabels(ctx); err != nil {
		return err
	}
	p.placeWorkers()
	if !p.fresh {
		return p.shop.resume(ctx, p)
	}
	if !p.options.Still {
		if err := p.morning(ctx); err != nil {
			return fmt.Errorf("the day so far: %w", err)
		}
	}
	p.clock.real()
	return p.afternoon(ctx)
}

func (p *playing) bring(ctx context.Context, kind importing.Kind, file io.Reader) error {
	report, err := p.app.Import(ctx, importing.File{Kind: kind, Body: file}, nil)
	if err == nil && report.Failed > 0 {
		first := report.Errors[0]
		err = fmt.Errorf("line %d: %s: %s", first.Line, first.Reason, first.Message)
	}
	if err != nil {
		return fmt.Errorf("%s of the demo: %w", kind, err)
	}
	return nil
}

// run lets everybody work until ctx ends or the demo is to begin again.
func (p *playing) run(ctx context.Context) (again bool, err error) {
	people, goHome := context.WithCancel(ctx)
	defer goHome()
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- p.app.Run(serving) }()
	var working sync.WaitGroup
	for _, s := range p.posts {
		working.Go(func() { p.man(people, s) })
	}
	working.Go(func() { p.supervise(people) })
	working.Go(func() { p.sell(people) })
	select {
	case <-ctx.Done():
	case <-p.resetting:
		again = true
	case err = <-ended:
		goHome()
		working.Wait()
		return false, err
	}
	// People first, so that everybody gets an answer.
	goHome()
	working.Wait()
	stop()
	return again, <-ended
}

// close gives the warehouse back; it may be called again.
func (p *playing) close() error { return p.app.Close() }

// watch is the time that people go by: that of the day so far, then their own.
func (p *playing) watch() time.Time {
	if p.clock.played.Load() != nil {
		return p.clock.now()
	}
	return p.tempo.time()
}

// post finds where somebody works.
func (p *playing) post(id floor.StationID) (*post, error) {
	for _, s := range p.posts {
		if s.id == id {
			return s, nil
		}
	}
	return nil, fmt.Errorf("station %s: %w", id, errNoPost)
}

// fail logs what went wrong with somebody, unless it is only the end.
func (p *playing) fail(ctx context.Context, who string, err error) {
	if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
		p.log.ErrorContext(ctx, "demo: something went wrong; it is tried again", "who", who, "error", err)
	}
}
