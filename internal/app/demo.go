package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"tallyman/devices/sim"
	"tallyman/fixtures"
	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/importing"
	"tallyman/internal/web"
)

// demoPrintTime is how long the demo's printer takes for a label, so that one
// sees it happen.
const demoPrintTime = 300 * time.Millisecond

// DemoOptions say what warehouse is played.
type DemoOptions struct {
	// Folder keeps settings and database, and goes on with those that are in
	// it; "" is a temporary folder.
	Folder string
	// Listen is a TCP address; when its port is taken, the next free one.
	Listen string
	// Warehouse has the files of tallyman import; nil is fixtures.Warehouse.
	Warehouse fs.FS
	Version   string
	Log       *slog.Logger
}

// Demo is a warehouse that is played: the program itself, with scanners on
// ptys and a printer on a TCP port that are simulated. Its methods may be
// called by any number of goroutines, but for Run and Close.
type Demo struct {
	app       *App
	folder    string
	warehouse fs.FS
	badges    []badge
	scanners  map[floor.StationID]*sim.Scanner
	printer   *sim.Printer
	closing   []func() error
}

// OpenDemo makes the folder, the devices and the program, brings the goods and
// the orders in and gives work to the floor.
func OpenDemo(ctx context.Context, options DemoOptions) (*Demo, error) {
	if options.Warehouse == nil {
		options.Warehouse = fixtures.Warehouse()
	}
	d := &Demo{folder: options.Folder, warehouse: options.Warehouse, scanners: map[floor.StationID]*sim.Scanner{}}
	if err := d.open(ctx, options); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Demo) open(ctx context.Context, options DemoOptions) (err error) {
	if d.badges, err = readBadges(d.warehouse); err != nil {
		return err
	}
	if err := d.makeFolder(); err != nil {
		return err
	}
	settings, err := d.settings(options.Listen)
	if err != nil {
		return err
	}
	if err := d.plugIn(settings); err != nil {
		return err
	}
	d.app, err = open(ctx, Options{
		Config: settings, Version: options.Version, NextPort: true, Log: options.Log,
	}, func(a *App) (web.Demo, error) {
		d.app = a
		return d, d.furnish(ctx)
	})
	if err != nil {
		return err
	}
	d.closing = append(d.closing, d.app.Close)
	return nil
}

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

// plugIn starts the simulated devices of the settings.
func (d *Demo) plugIn(settings config.Config) error {
	for _, s := range settings.Stations {
		scanner, err := sim.NewScanner(sim.ScannerOptions{Link: d.tty(s.ID), Profile: sim.Datalogic})
		if err != nil {
			return fmt.Errorf("scanner of %s: %w", s.ID, err)
		}
		d.scanners[s.ID] = scanner
		d.closing = append(d.closing, scanner.Close)
	}
	return nil
}

// furnish brings in what a new warehouse has, and gives out the first work. A
// folder that was used before has all of that.
func (d *Demo) furnish(ctx context.Context) error {
	if d.app.ledger.Head().Seq >= firstEntries {
		return nil
	}
	for _, kind := range importing.Kinds() {
		if err := d.bring(ctx, kind); err != nil {
			return err
		}
	}
	for _, totes := range []int{1, 3, 1} {
		if _, _, err := d.app.warehouse.Release(ctx, totes); err != nil {
			return err
		}
	}
	return nil
}

// firstEntries is more than what the settings make of an empty database.
const firstEntries = 10

func (d *Demo) bring(ctx context.Context, kind importing.Kind) error {
	file, err := fs.ReadFile(d.warehouse, string(kind)+".csv")
	if err == nil && kind == importing.Orders {
		file, err = asOfToday(file, d.app.now())
	}
	if err != nil {
		return err
	}
	report, err := d.app.Import(ctx, importing.File{Kind: kind, Body: bytes.NewReader(file)}, nil)
	if err == nil && report.Failed > 0 {
		first := report.Errors[0]
		err = fmt.Errorf("line %d: %s: %s", first.Line, first.Reason, first.Message)
	}
	if err != nil {
		return fmt.Errorf("%s of the demo: %w", kind, err)
	}
	return nil
}

// Run works until ctx ends.
func (d *Demo) Run(ctx context.Context) error { return d.app.Run(ctx) }

// Close gives everything back, the temporary folder too.
func (d *Demo) Close() error {
	var errs []error
	for len(d.closing) > 0 {
		last := len(d.closing) - 1
		errs = append(errs, d.closing[last]())
		d.closing = d.closing[:last]
	}
	return errors.Join(errs...)
}

// URL is where browsers open it.
func (d *Demo) URL() string { return d.app.URL() }

// SettingsFile is the settings file, with which the other commands speak to the
// demo.
func (d *Demo) SettingsFile() string { return filepath.Join(d.folder, settingsName) }

// Printer is the URL of the simulated printer.
func (d *Demo) Printer() string { return d.printer.URL() }

func (d *Demo) tty(id floor.StationID) string { return filepath.Join(d.folder, string(id)+".tty") }
