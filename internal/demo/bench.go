package demo

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/web"
)

const (
	// printTime is how long a printer takes for a page, so that one sees it
	// happen.
	printTime = 300 * time.Millisecond
	// remembered is how many answers and pages the devices keep: nobody looks
	// at older ones.
	remembered = 32
)

// bench is what stands at a station: its scanner and, when it packs, its
// printer. It outlives the warehouse that is played.
type bench struct {
	scanner *sim.Scanner
	printer *sim.Printer
	tray    *tray
	// changed is called when a fault may have gone by itself.
	changed func()

	mu      sync.Mutex
	plugged bool
}

// bench finds or makes the bench of a station and plugs its scanner in.
func (d *Demo) bench(id floor.StationID) (*bench, error) {
	if b := d.benches[id]; b != nil {
		return b, nil
	}
	scanner, err := sim.NewScanner(sim.ScannerOptions{
		Link: filepath.Join(d.folder, string(id)+".tty"), Profile: sim.Datalogic, Keep: remembered,
	})
	if err != nil {
		return nil, fmt.Errorf("scanner of %s: %w", id, err)
	}
	d.closing = append(d.closing, scanner.Close)
	b := &bench{scanner: scanner, tray: &tray{}, plugged: true, changed: d.changed}
	d.benches[id] = b
	d.closing = append(d.closing, b.removePrinter)
	return b, nil
}

// placePrinter starts a printer at an address; "" is a free one.
func (b *bench) placePrinter(address string) (err error) {
	b.printer, err = sim.NewPrinter(sim.PrinterOptions{
		Address: address, PrintTime: printTime, Keep: remembered, Printed: b.printed,
		Rejected: func(sim.PrinterRejection) { b.changed() },
	})
	if err != nil {
		return fmt.Errorf("printer of the demo: %w", err)
	}
	return nil
}

func (b *bench) removePrinter() error {
	if b.printer == nil {
		return nil
	}
	return b.printer.Close()
}

// printed lets a page fall into the tray.
func (b *bench) printed(page sim.PrinterLabel) {
	b.tray.add(paperOf(page))
	// What happens once may be over.
	b.changed()
}

// setPlugged pulls the plug of the scanner or puts it in.
func (b *bench) setPlugged(plugged bool) error {
	b.mu.Lock()
	b.plugged = plugged
	b.mu.Unlock()
	if plugged {
		return b.scanner.Plug()
	}
	return b.scanner.Unplug()
}

// repair makes all as it was at the start.
func (b *bench) repair() error {
	b.tray.clear()
	err := b.setPlugged(true)
	if b.printer != nil {
		err = errors.Join(err, b.printer.Set(sim.PrinterFaults{}))
	}
	return err
}

// looks is how the devices are.
func (b *bench) looks() (plugged bool, faults []web.DemoFault) {
	b.mu.Lock()
	plugged = b.plugged
	b.mu.Unlock()
	if b.printer != nil {
		faults = faultsOf(b.printer.Faults())
	}
	return plugged, faults
}
