package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tallyman/fixtures"
	"tallyman/internal/app"
	"tallyman/internal/config"
	"tallyman/internal/floor"
)

// Options say what warehouse is played.
type Options struct {
	// Folder keeps settings and database, and goes on with those that are in
	// it; "" is a temporary folder.
	Folder string
	// Listen is a TCP address; when its port is taken, the next free one.
	Listen string
	// Warehouse has the files of tallyman import; nil is fixtures.Warehouse.
	Warehouse fs.FS
	// Still begins with an empty day and workers who stand still.
	Still   bool
	Version string
	// Log may be nil for silence.
	Log *slog.Logger
}

// Demo is a warehouse that is played. Its methods may be called by any number
// of goroutines, but for Run and Close.
type Demo struct {
	options   Options
	log       *slog.Logger
	folder    string
	book      book
	listener  *lasting
	benches   map[floor.StationID]*bench
	tempo     *tempo
	resetting chan struct{}
	closing   []func() error

	mu sync.Mutex
	// now is what is played.
	now *playing
	// nth is how many warehouses were opened; only begin looks at it.
	nth int
}

// Open makes the folder, the devices and the program, brings the goods and the
// orders in and plays the day so far.
func Open(ctx context.Context, options Options) (*Demo, error) {
	if options.Warehouse == nil {
		options.Warehouse = fixtures.Warehouse()
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	d := &Demo{
		options: options, log: options.Log, folder: options.Folder, benches: map[floor.StationID]*bench{},
		tempo: newTempo(options.Still), resetting: make(chan struct{}, 1),
	}
	if err := d.open(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Demo) open(ctx context.Context) (err error) {
	if d.book, err = readBook(d.options.Warehouse); err != nil {
		return err
	}
	if err := d.makeFolder(); err != nil {
		return err
	}
	settings, err := d.settings()
	if err != nil {
		return err
	}
	if err := d.plugIn(settings); err != nil {
		return err
	}
	if d.listener, err = listen(ctx, settings.Server.Listen); err != nil {
		return err
	}
	d.closing = append(d.closing, d.listener.giveUp)
	return d.begin(ctx, settings)
}

// begin opens a warehouse.
func (d *Demo) begin(ctx context.Context, settings config.Config) error {
	d.nth++
	version := d.options.Version
	if d.nth > 1 {
		// Screens that know the one before load themselves anew.
		version = fmt.Sprintf("%s (warehouse %d)", version, d.nth)
	}
	p := &playing{Demo: d, nth: d.nth, settings: settings, day: dayOf(settings, time.Now())}
	if _, err := os.Stat(settings.DatabasePath()); errors.Is(err, fs.ErrNotExist) {
		p.fresh = true
		if !d.options.Still {
			p.clock.set(time.Now().Add(-daySoFar))
		}
	}
	d.listener.open()
	opened, err := app.New(ctx, app.Options{
		Config: settings, Version: version, Log: d.log, Now: p.clock.now, Listener: d.listener, Play: p,
	})
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	p.app, d.now = opened, p
	return nil
}

// Run works until ctx ends. It may be called once.
func (d *Demo) Run(ctx context.Context) error {
	for {
		again, err := d.now.run(ctx)
		if err != nil || !again {
			return err
		}
		if err := d.renew(ctx); err != nil {
			return fmt.Errorf("begin again: %w", err)
		}
	}
}

// renew throws the warehouse away, repairs what was broken and begins again.
func (d *Demo) renew(ctx context.Context) error {
	settings := d.now.settings
	if err := d.now.close(); err != nil {
		return err
	}
	files, err := filepath.Glob(settings.DatabasePath() + "*")
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	for _, b := range d.benches {
		if err := b.repair(); err != nil {
			return err
		}
	}
	d.tempo.setSpeed(1)
	d.tempo.pause(d.options.Still)
	return d.begin(ctx, settings)
}

// Close gives everything back, the temporary folder too. It must not be called
// while Run works.
func (d *Demo) Close() error {
	var errs []error
	if d.now != nil {
		errs = append(errs, d.now.close())
	}
	for len(d.closing) > 0 {
		last := len(d.closing) - 1
		errs = append(errs, d.closing[last]())
		d.closing = d.closing[:last]
	}
	return errors.Join(errs...)
}

// URL is where browsers open it.
func (d *Demo) URL() string { return d.listener.url() }

// SettingsFile is the settings file, with which the other commands speak to the
// demo.
func (d *Demo) SettingsFile() string { return filepath.Join(d.folder, settingsName) }

// makeFolder makes the folder, and removes a temporary one at the end.
func (d *Demo) makeFolder() error {
	if d.folder != "" {
		absolute, err := filepath.Abs(d.folder)
		if err != nil {
			return err
		}
		d.folder = absolute
		return os.MkdirAll(d.folder, 0o700)
	}
	made, err := os.MkdirTemp("", "tallyman-demo-")
	if err != nil {
		return err
	}
	d.folder = made
	d.closing = append(d.closing, func() error { return os.RemoveAll(made) })
	return nil
}
