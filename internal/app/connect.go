package app

import (
	"context"
	"fmt"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/spool"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
	"tallyman/internal/web"
)

const (
	// printPoll is how long an idle printer queue waits for a commit.
	printPoll = 5 * time.Second
	// printFinish is how long a label under way may take at the end.
	printFinish = 10 * time.Second
)

func (a *App) openLedger(ctx context.Context) error {
	opened, err := ledger.Open(ctx, ledger.Options{
		Path: a.options.Config.DatabasePath(), Stages: warehouse.Stages(), Projection: warehouse.Projection,
		Now: a.now, Log: a.log,
	})
	if err != nil {
		return err
	}
	a.ledger = opened
	a.onClose(opened.Close)
	a.warehouse = warehouse.New(opened, warehouse.Options{Log: a.log})
	a.onClose(func() error {
		a.warehouse.Close()
		return nil
	})
	return nil
}

// connect makes what listens to commits.
func (a *App) connect(ctx context.Context) (err error) {
	if err := a.adoptQueues(ctx); err != nil {
		return err
	}
	a.view = view.New(view.Options{
		Ledger: a.ledger, Say: a.words.Say, Devices: a.devices.of, Zone: a.options.Config.Server.TimeZone.Location, Now: a.now,
	})
	a.feed = feed.New(feed.Options{
		Source:  rows{View: a.view, head: a.Head, demo: a.demo()},
		Encoder: web.Encoder{}, Collections: collections(), Log: a.log,
	})
	a.devices.changed = a.deviceChanged
	a.spool, err = spool.New(spool.Options{
		Jobs: a.warehouse, Composer: composer{a.layout}, Printers: a.devices.queues(), Trouble: noted,
		Now: a.now, Poll: printPoll, Finish: printFinish, Log: a.log,
	})
	if err != nil {
		return err
	}
	return nil
}

// committed passes a commit on. It is called by the writer and never waits.
func (a *App) committed(c ledger.Commit) {
	// An exception may follow from each.
	touched := make([]feed.Touch, len(c.Touched), 2*len(c.Touched))
	printing := false
	for i, touch := range c.Touched {
		touched[i] = feed.Touch(touch)
		printing = printing || touch.Collection == view.PrintJobs
	}
	a.feed.Touched(c.Head, a.troubled(touched))
	if printing {
		for name := range a.devices.printers {
			a.spool.Wake(name)
		}
	}
}

// furnish makes the settings known and settles what the last run left open.
// No scanner is read yet.
func (a *App) furnish(ctx context.Context) error {
	if err := a.warehouse.DefineSite(ctx, siteOf(a.options.Config)); err != nil {
		return fmt.Errorf("make the site known: %w", err)
	}
	if err := a.warehouse.DefineStations(ctx, stationsOf(a.options.Config)); err != nil {
		return fmt.Errorf("make the stations known: %w", err)
	}
	if a.options.Office {
		return nil
	}
	a.openPorts()
	return a.warehouse.SettleAll(ctx)
}

func (a *App) openWeb() (err error) {
	a.web, err = web.New(web.Options{
		Office: a.warehouse, Views: a.view, Ledger: a.ledger, Scans: a, Imports: a, Papers: a, Ports: a, Feed: a.feed,
		Demo: a.demo(), Ready: a.Ready, Origins: a.options.Config.Server.Origins, Writers: writersOf(a.options.Config), Say: a.say,
		Version: a.options.Version, Log: a.log, Now: a.now,
	})
	return err
}

// say words a phrase for who sent an Accept-Language header.
func (a *App) say(languages string, phrase floor.Phrase) string {
	return a.languages.Accepting(languages).Say(phrase)
}

// nothing is decided to see that the writer answers.
func nothing(engine.Tx, time.Time) (ledger.Decision, error) { return ledger.Decision{Skip: true}, nil }
