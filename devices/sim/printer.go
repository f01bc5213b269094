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
	// Address to listen on; "" is a free port of 127.0.0.1.
	Address string
	// Faults it has from the start.
	Faults PrinterFaults
	// MuteInTrouble makes it answer no ~HS at all while paper or ribbon is
	// out or the head is open, as current firmware does.
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

// PrinterFaults are what is wrong with a printer. The zero value is a printer
// without faults.
type PrinterFaults struct {
	PaperOut, RibbonOut, HeadOpen, Paused bool
	// Silent: no ~HS is answered.
	Silent bool
	// Refuse: nobody listens on the port.
	Refuse bool
	// Deaf: connections are accepted and never read.
	Deaf bool
	// BytesPerSecond slows reading down; 0 is as fast as it comes.
	BytesPerSecond int
	// ResetAfter resets a connection when so many bytes of it were read,
	// counted from its first ^ (a ~HS before it does not count). 0 is never.
	ResetAfter int
	// ResetAtEnd resets a connection after ^XZ; the label is printed.
	ResetAtEnd bool
	// ResetOnce takes ResetAfter and ResetAtEnd back once a connection was
	// reset.
	ResetOnce bool
}

// PrinterLabel is a label that came out of the printer.
type PrinterLabel struct {
	// Number counts from 1 in the order of printing.
	Number int
	At     time.Time
	// ZPL is the format as received, ^XA and ^XZ included.
	ZPL []byte
	// WidthDots and LengthDots are ^PW and ^LL, 0 where not given.
	WidthDots, LengthDots int
	Copies                int
	Fields                []PrinterField
}

// FieldKind says what a field of a label is.
type FieldKind string

// The kinds of fields.
const (
	FieldText          FieldKind = "text"
	FieldCode128       FieldKind = "code128"
	FieldGS1128        FieldKind = "gs1-128"
	FieldQR            FieldKind = "qr"
	FieldDataMatrix    FieldKind = "datamatrix"
	FieldGS1DataMatrix FieldKind = "gs1-datamatrix"
	FieldITF           FieldKind = "itf"
	FieldEAN13         FieldKind = "ean-13"
	FieldEAN8          FieldKind = "ean-8"
	FieldUPCA          FieldKind = "upc-a"
	FieldBox           FieldKind = "box"
	FieldGraphic       FieldKind = "graphic"
)

// PrinterField is one field of a label at its origin in dots.
type PrinterField struct {
	Kind FieldKind
	X, Y int
	// Below says that Y is the baseline or lower edge (^FT), not the top.
	Below bool
	// ModuleDots is the narrowest bar of a barcode, StrokeDots the border of
	// a box.
	ModuleDots, StrokeDots int
	// WidthDots and HeightDots are of a box or graphic; of a text and of bars
	// there is only a height.
	WidthDots, HeightDots int
	// Text is the text or what a scanner reads from the barcode, with GS
	// (0x1D) between GS1 fields.
	Text string
	// Bitmap is a graphic: WidthDots/8 bytes a row, 1 is black.
	Bitmap []byte
}

// Texts returns the texts of all fields of one kind, in the label's order.
func (l PrinterLabel) Texts(kind FieldKind) []string {
	var texts []string
	for _, field := range l.Fields {
		if field.Kind == kind {
			texts = append(texts, field.Text)
		}
	}
	return texts
}

// PrinterRejection is what the printer could not print, and why.
type PrinterRejection struct {
	At     time.Time
	Reason string
	ZPL    []byte
}

// Printer is a simulated label printer on a real TCP port. It prints one
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

// URL names the printer as the settings do.
func (p *Printer) URL() string {
	return fmt.Sprintf("zpl+tcp://%s?dpi=%d&media=102x152", p.address, printerDPI)
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
