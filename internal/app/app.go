package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync/atomic"
	"time"

	"tallyman/internal/config"
	"tallyman/internal/feed"
	"tallyman/internal/ledger"
	"tallyman/internal/paper"
	"tallyman/internal/spool"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
	"tallyman/internal/web"
	"tallyman/internal/words"
)

// Options are what the program is opened with.
type Options struct {
	Config config.Config
	// Version is told to screens and asked for by people.
	Version string
	// Office opens no scanner, no printer and no TCP port: only the database
	// and the socket beside it.
	Office bool
	// NextPort takes the next free port when that of the settings is taken.
	NextPort bool
	// Listener, when set, is used in place of the settings' address; whoever
	// made it closes it for good.
	Listener net.Listener
	// Play, when set, makes this a demo.
	Play Play
	// Root is where the machine's /sys and /dev are; "" is "/".
	Root string
	// Log may be nil for silence.
	Log *slog.Logger
	// Now is the clock; nil is time.Now. It must be safe for several
	// goroutines.
	Now func() time.Time
}

// App is the program. Run may be called once, Close at the end; the other
// methods may be called by any number of goroutines.
type App struct {
	options   Options
	log       *slog.Logger
	now       func() time.Time
	languages *words.Set
	// words are English.
	words *words.Catalogue

	ledger    *ledger.Ledger
	warehouse *warehouse.Warehouse
	view      *view.View
	feed      *feed.Feed
	spool     *spool.Spool
	web       *web.Server

	devices *devices
	ports   []port
	pulse   pulse

	// tcp is nil in the office.
	tcp, local net.Listener

	leaving atomic.Bool
	// closing undoes what was opened, the last first.
	// layout is that of the shipping label.
	layout  paper.Layout
	closing []func() error
}

// New opens and connects everything. When it returns, the addresses answer as
// soon as Run is called. It fails with engine.ErrInUse when another process has
// the database.
func New(ctx context.Context, options Options) (*App, error) {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Root == "" {
		options.Root = "/"
	}
	a := &App{options: options, log: options.Log, now: options.Now, languages: words.All(), pulse: newPulse()}
	a.words = a.languages.In()
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) (err error) {
	if a.devices, err = a.newDevices(); err != nil {
		return err
	}
	if a.layout, _, err = readLayout(a.options.Config); err != nil {
		return err
	}
	if err := a.openLedger(ctx); err != nil {
		return err
	}
	if err := a.connect(ctx); err != nil {
		return err
	}
	if err := a.furnish(ctx); err != nil {
		return err
	}
	if a.options.Play != nil {
		if err := a.options.Play.Begin(ctx, a); err != nil {
			return err
		}
	}
	a.ledger.OnCommit(a.committed)
	if err := a.openWeb(); err != nil {
		return err
	}
	return a.listen(ctx)
}

// onClose registers what Close has to undo.
func (a *App) onClose(undo func() error) { a.closing = append(a.closing, undo) }

// Close gives everything back. It may be called again, and must not be called
// while Run works.
func (a *App) Close() error {
	a.leaving.Store(true)
	var errs []error
	for len(a.closing) > 0 {
		last := len(a.closing) - 1
		errs = append(errs, a.closing[last]())
		a.closing = a.closing[:last]
	}
	return errors.Join(errs...)
}

// Ready says why the program cannot work now: it is leaving, or a write does
// not get through.
func (a *App) Ready(ctx context.Context) error {
	if a.leaving.Load() {
		return errLeaving
	}
	_, err := a.ledger.Submit(ctx, ledger.Request{Class: ledger.Work, Decide: nothing})
	return err
}

var errLeaving = errors.New("the server is about to stop")
