package sim

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"
)

// PrinterOptions are what a simulated printer begins with.
type PrinterOptions struct {
	// Language is zpl, tspl, epl or escpos; "" is zpl.
	Language string
	// Address to listen on; "" is a free port of 127.0.0.1.
	Address string
	// Faults it has from the start.
	Faults PrinterFaults
	// MuteInTrouble makes a zpl printer answer no ~HS at all while paper or
	// ribbon is out or the head is open, as current firmware does. It goes on
	// answering ~HQES.
	MuteInTrouble bool
	// PrintTime is how long one label takes.
	PrintTime time.Duration
	// Keep is how many labels and rejections are remembered; 0 is 1,000.
	Keep int
	// Printed and Rejected, when set, are called before the label or the
	// rejection counts as seen, each from one goroutine at a time.
	Printed  func(PrinterLabel)
	Rejected func(PrinterRejection)
}

// Printer is a simulated label or receipt printer on a real TCP port. It prints one
// connection's job at a time; the others wait, as with hardware. All methods
// may be called from any goroutine.
type Printer struct {
	options PrinterOptions
	address string
	head    chan struct{} // held by the connection whose job is read
	closing chan struct{}
	running sync.WaitGroup

	setting    sync.Mutex // one Set at a time
	mu         sync.Mutex
	changed    chan struct{} // closed and replaced at every change below
	faults     PrinterFaults
	listener   net.Listener // nil while refusing
	links      map[net.Conn]struct{}
	formats    int // read and not yet printed
	waiting    []PrinterLabel
	printed    int
	labels     []PrinterLabel
	rejections []PrinterRejection
	accepted   int
}

// NewPrinter starts a printer. It runs until Close.
func NewPrinter(options PrinterOptions) (*Printer, error) {
	if options.Address == "" {
		options.Address = "127.0.0.1:0"
	}
	if options.Keep == 0 {
		options.Keep = 1000
	}
	if options.Language == "" {
		options.Language = "zpl"
	}
	if newPrinterParser(options.Language) == nil {
		return nil, fmt.Errorf("simulated printer: language %q is not known: use zpl, tspl, epl or escpos", options.Language)
	}
	listener, err := bind(options.Address)
	if err != nil {
		return nil, fmt.Errorf("simulated printer: %w", err)
	}
	p := &Printer{
		options: options,
		address: listener.Addr().String(),
		head:    make(chan struct{}, 1),
		closing: make(chan struct{}),
		changed: make(chan struct{}),
		links:   make(map[net.Conn]struct{}),
	}
	p.running.Go(p.press)
	if err = p.listen(listener); err == nil {
		err = p.Set(options.Faults)
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Address is the host and port it listens on; it stays the same for life.
func (p *Printer) Address() string { return p.address }

// printerDPI is the resolution of every simulated printer.
const printerDPI = 203

// printerHeadDots is the head of every simulated receipt printer: that for 80 mm.
const printerHeadDots = 576

// URL names the printer as the settings do.
func (p *Printer) URL() string {
	paper := "media=102x152"
	if p.options.Language == "escpos" {
		paper = "roll=80"
	}
	return fmt.Sprintf("%s+tcp://%s?dpi=%d&%s", p.options.Language, p.address, printerDPI, paper)
}

// Faults returns what is wrong now.
func (p *Printer) Faults() PrinterFaults {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.faults
}

// Set changes what is wrong, from now on. Connections that exist go on under
// the new faults. The error is of listening again after Refuse.
func (p *Printer) Set(faults PrinterFaults) error {
	p.setting.Lock()
	defer p.setting.Unlock()
	p.mu.Lock()
	listener := p.listener
	if faults.Refuse {
		p.listener = nil
	}
	p.mu.Unlock()
	if faults.Refuse && listener != nil {
		_ = listener.Close()
	}
	if !faults.Refuse && listener == nil {
		again, err := bind(p.address)
		if err != nil {
			return fmt.Errorf("simulated printer: listen again: %w", err)
		}
		if err := p.listen(again); err != nil {
			return err
		}
	}
	p.change(func() { p.faults = faults })
	return nil
}

// Labels returns what came out, oldest first, as far as it is remembered.
func (p *Printer) Labels() []PrinterLabel {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.labels)
}

// Rejections returns what could not be printed, oldest first.
func (p *Printer) Rejections() []PrinterRejection {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.rejections)
}

// Accepted is how many connections were accepted so far.
func (p *Printer) Accepted() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.accepted
}

// Wait waits until n labels have come out in all and returns those that are
// remembered.
func (p *Printer) Wait(ctx context.Context, n int) ([]PrinterLabel, error) {
	err := p.Until(ctx, func() bool { return p.count() >= n })
	if err != nil {
		return p.Labels(), fmt.Errorf("waiting for %d labels with %d printed: %w", n, p.count(), err)
	}
	return p.Labels(), nil
}

// Until waits until ready says yes; it is asked again after every connection,
// label, rejection and change of faults.
func (p *Printer) Until(ctx context.Context, ready func() bool) error {
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		if ready() {
			return nil
		}
		select {
		case <-changed:
		case <-p.closing:
			return errors.New("the simulated printer was closed")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Close ends the printer and all its connections. A second call does nothing.
func (p *Printer) Close() error {
	p.mu.Lock()
	if p.closed() {
		p.mu.Unlock()
		return nil
	}
	close(p.closing)
	listener := p.listener
	p.listener = nil
	for link := range p.links {
		_ = link.Close()
	}
	p.mu.Unlock()
	var err error
	if listener != nil {
		err = listener.Close()
	}
	p.running.Wait()
	return err
}

func (p *Printer) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.printed
}

// change changes the state under the lock and tells everybody who waits.
func (p *Printer) change(what func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	what()
	close(p.changed)
	p.changed = make(chan struct{})
}
