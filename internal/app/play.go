package app

import (
	"context"
	"encoding/json"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
	"tallyman/internal/web"
)

// Play is a demo around the program: people, devices and a shop.
type Play interface {
	web.Demo
	// Begin is called once, when everything but the web is there and nobody
	// follows what is committed.
	Begin(ctx context.Context, on *App) error
}

// Warehouse carries out commands; a demo's shop and its supervisor give some.
func (a *App) Warehouse() *warehouse.Warehouse { return a.warehouse }

// View reads what screens show.
func (a *App) View() *view.View { return a.view }

// Read reads the derived tables in one snapshot.
func (a *App) Read(ctx context.Context, read func(engine.Reader) error) error {
	return a.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) error { return read(r) })
}

// Head is the sequence of the last entry.
func (a *App) Head() int64 { return a.ledger.Head().Seq }

// PlayChanged announces that the demo is played otherwise now. It never waits.
func (a *App) PlayChanged() {
	a.feed.Touched(a.ledger.Head().Seq, []feed.Touch{{Collection: web.DemoCollection, ID: web.DemoNow}})
}

// demo is what the web shows of it; a nil Play is no demo.
func (a *App) demo() web.Demo {
	if a.options.Play == nil {
		return nil
	}
	return a.options.Play
}

// atScreen says that a person scans at a screen: a simulated worker lets go of
// the station.
func (a *App) atScreen(ctx context.Context, id floor.StationID) error {
	if a.options.Play == nil {
		return nil
	}
	return a.options.Play.Take(ctx, id)
}

// collections are those of the view and how the demo is played.
func collections() []string { return append(view.Collections(), web.DemoCollection) }

// rows are the rows of all collections. A demo's row is no part of history: it
// stands at whatever sequence it is read.
type rows struct {
	*view.View
	head func() int64
	demo web.Demo
}

// Rows implements feed.Source.
func (s rows) Rows(ctx context.Context, collection string) (seq int64, found []feed.Row, err error) {
	if collection != web.DemoCollection {
		return s.View.Rows(ctx, collection)
	}
	seq = s.head()
	if s.demo == nil {
		return seq, nil, nil
	}
	state, err := json.Marshal(s.demo.State())
	return seq, []feed.Row{{ID: web.DemoNow, JSON: state}}, err
}

// Some implements feed.Source.
func (s rows) Some(ctx context.Context, touched []feed.Touch) (seq int64, changes []feed.Change, err error) {
	var others []feed.Touch
	played := false
	for _, touch := range touched {
		if touch.Collection == web.DemoCollection {
			played = true
		} else {
			others = append(others, touch)
		}
	}
	seq, changes, err = s.View.Some(ctx, others)
	if err != nil || !played || s.demo == nil {
		return seq, changes, err
	}
	state, err := json.Marshal(s.demo.State())
	return seq, append(changes, feed.Change{Seq: seq, Collection: web.DemoCollection, ID: web.DemoNow, Row: state}), err
}
