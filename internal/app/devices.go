package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/printer"
	"tallyman/devices/scanner"
	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
)

// healthPause is how long a scanner's new state may stay unnoticed.
const healthPause = 250 * time.Millisecond

// devices are the scanners and printers of the settings. The maps do not change
// once the program is open.
type devices struct {
	scanners map[floor.StationID]*scanner.Scanner
	// printers are by their device URL, which is the name that print jobs
	// have; labels says which one a station has.
	printers map[string]*watched
	labels   map[floor.StationID]string
	// users are the stations of a printer.
	users map[string][]floor.StationID
	// changed is told which stations look different now. It must not wait.
	changed func([]floor.StationID)
	clock   func() time.Time

	mu sync.Mutex
	// since is when a scanner's line came to be as it is.
	since map[floor.StationID]time.Time
}

// newDevices makes them of their URLs; nothing is opened. All that is wrong is
// joined in the error.
func (a *App) newDevices() (*devices, error) {
	d := &devices{
		scanners: map[floor.StationID]*scanner.Scanner{}, printers: map[string]*watched{},
		labels: map[floor.StationID]string{}, users: map[string][]floor.StationID{},
		changed: func([]floor.StationID) {}, clock: a.now, since: map[floor.StationID]time.Time{},
	}
	if a.options.Office {
		return d, nil
	}
	var errs []error
	for _, s := range a.options.Config.Stations {
		if s.Scanner != "" {
			opened, err := scanner.Open(string(s.ID), s.Scanner)
			if err != nil {
				errs = append(errs, fmt.Errorf("station %s: scanner: %w", s.ID, err))
			}
			d.scanners[s.ID] = opened
		}
		if s.Labels != "" {
			d.labels[s.ID] = s.Labels
			errs = append(errs, d.addPrinter(s.ID, "labels", s.Labels))
		}
		if s.Documents != "" && s.Documents != s.Labels {
			errs = append(errs, d.addPrinter(s.ID, "documents", s.Documents))
		}
	}
	return d, errors.Join(errs...)
}

func (d *devices) addPrinter(id floor.StationID, key, url string) error {
	d.users[url] = append(d.users[url], id)
	if _, known := d.printers[url]; known {
		return nil
	}
	opened, err := printer.Open(url)
	if err != nil {
		return fmt.Errorf("station %s: %s: %w", id, key, err)
	}
	d.printers[url] = &watched{Printer: opened, changed: func() { d.changed(d.users[url]) }, clock: d.clock}
	return nil
}

// adoptQueues keeps the queues of printers that were taken out of the settings
// while jobs waited for them: those jobs are printed there, or expire, and are
// not forgotten.
func (a *App) adoptQueues(ctx context.Context) error {
	if a.options.Office {
		return nil
	}
	var left []string
	err := a.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			left = append(left, row.Text(0))
			return nil
		}, `SELECT DISTINCT printer FROM print_job WHERE state IN ('queued', 'sending', 'unknown')`)
	})
	if err != nil {
		return fmt.Errorf("look up printers with jobs: %w", err)
	}
	for _, url := range left {
		if _, known := a.devices.printers[url]; known {
			continue
		}
		opened, err := printer.Open(url)
		if err != nil {
			a.log.Warn("print jobs wait for a printer that cannot be named any more", "printer", url, "error", err)
			continue
		}
		a.log.Warn("print jobs wait for a printer that is not in the settings", "printer", url)
		a.devices.printers[url] = &watched{Printer: opened, changed: func() {}, clock: a.now}
	}
	return nil
}

func (d *devices) queues() map[string]printer.Printer {
	queues := make(map[string]printer.Printer, len(d.printers))
	for url, p := range d.printers {
		queues[url] = p
	}
	return queues
}

// of is what screens see of a station's devices.
func (d *devices) of(id floor.StationID) view.Devices {
	var found view.Devices
	if s := d.scanners[id]; s != nil {
		health := s.Health()
		found.Scanner = &view.Scanner{State: string(health.State), Since: d.scannerSince(id)}
		if !health.LastByte.IsZero() {
			last := health.LastByte.UTC()
			found.Scanner.LastByte = &last
		}
	}
	if p := d.printers[d.labels[id]]; p != nil {
		state, trouble, since := p.now()
		found.Printer = &view.Printer{State: string(state), Trouble: string(trouble)}
		if !since.IsZero() {
			since = since.UTC()
			found.Printer.Since = &since
		}
	}
	return found
}

func (d *devices) scannerSince(id floor.StationID) *time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	if since, known := d.since[id]; known {
		return &since
	}
	return nil
}

func (d *devices) noteScanner(id floor.StationID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since[id] = d.clock().UTC()
}

// watch announces stations whose scanner came or went.
func (d *devices) watch(ctx context.Context) {
	known := map[floor.StationID]line.State{}
	for id := range d.scanners {
		known[id] = line.Never
	}
	tick := time.NewTicker(healthPause)
	defer tick.Stop()
	for {
		var different []floor.StationID
		for id, s := range d.scanners {
			if state := s.Health().State; state != known[id] {
				known[id] = state
				d.noteScanner(id)
				different = append(different, id)
			}
		}
		if len(different) > 0 {
			d.changed(different)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// deviceChanged announces rows that changed between two commits.
func (a *App) deviceChanged(ids []floor.StationID) {
	var touched []feed.Touch
	for _, id := range ids {
		touched = append(touched, feed.Touch{Collection: view.Stations, ID: string(id)})
		touched = append(touched, view.DeviceExceptions(id)...)
	}
	a.feed.Touched(a.ledger.Head().Seq, touched)
	a.pulse.stir()
}
