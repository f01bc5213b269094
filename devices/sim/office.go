package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// OfficeOptions are what a simulated office printer begins with.
type OfficeOptions struct {
	// Formats are the formats that it takes; none is application/pdf.
	Formats []string
	// PrintTime is how long one job takes.
	PrintTime time.Duration
	// Queue makes it a CUPS queue: it says completed when a job was handed on.
	Queue bool
}

// Office is a simulated office printer that is reached over IPP. It has the
// faults of a Printer, as far as an office printer has them. All methods may
// be called from any goroutine.
type Office struct {
	options OfficeOptions
	address string
	server  *http.Server
	running sync.WaitGroup
	closing chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced at every change below
	faults   PrinterFaults
	listener net.Listener // nil while refusing
	jobs     []officeJob
	printed  [][]byte
}

// officeJob is a job by its number, which counts from 1.
type officeJob struct {
	state    int // job-state
	document []byte
}

const (
	jobPending   = 3
	jobPrinting  = 5
	jobCanceled  = 7
	jobCompleted = 9
)

// NewOffice starts a printer on a free port of 127.0.0.1. It runs until Close.
func NewOffice(options OfficeOptions) (*Office, error) {
	if len(options.Formats) == 0 {
		options.Formats = []string{"application/pdf"}
	}
	listener, err := bind("127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("simulated office printer: %w", err)
	}
	o := &Office{
		options: options, address: listener.Addr().String(),
		closing: make(chan struct{}), changed: make(chan struct{}),
	}
	o.server = &http.Server{Handler: http.HandlerFunc(o.answer), ReadHeaderTimeout: time.Minute}
	o.listen(listener)
	o.running.Go(o.press)
	return o, nil
}

// URL names the printer as the settings do.
func (o *Office) URL() string { return "ipp://" + o.address + "/ipp/print" }

// Set changes what is wrong, from now on. The error is of listening again after
// Refuse.
func (o *Office) Set(faults PrinterFaults) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.faults = faults
	o.tell()
	switch {
	case faults.Refuse && o.listener != nil:
		_ = o.listener.Close()
		o.listener = nil
	case !faults.Refuse && o.listener == nil:
		again, err := bind(o.address)
		if err != nil {
			return fmt.Errorf("simulated office printer: listen again: %w", err)
		}
		o.listen(again)
	}
	return nil
}

// Wait waits until n jobs have been printed in all and returns the documents.
func (o *Office) Wait(ctx context.Context, n int) ([][]byte, error) {
	for {
		o.mu.Lock()
		printed, changed := o.printed, o.changed
		o.mu.Unlock()
		if len(printed) >= n {
			return printed, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return printed, fmt.Errorf("waiting for %d jobs with %d printed: %w", n, len(printed), ctx.Err())
		}
	}
}

// Close ends the printer and all its connections.
func (o *Office) Close() error {
	o.mu.Lock()
	select {
	case <-o.closing:
		o.mu.Unlock()
		return nil
	default:
	}
	close(o.closing)
	o.mu.Unlock()
	err := o.server.Close()
	o.running.Wait()
	return err
}

// listen serves a listener; the caller holds mu or is the only one.
func (o *Office) listen(listener net.Listener) {
	o.listener = listener
	o.running.Go(func() { _ = o.server.Serve(listener) })
}

// tell wakes who waits; the caller holds mu.
func (o *Office) tell() {
	close(o.changed)
	o.changed = make(chan struct{})
}

// press prints what waits, in order, while nothing is wrong.
func (o *Office) press() {
	for {
		o.mu.Lock()
		changed := o.changed
		at := o.next()
		if at >= 0 {
			o.jobs[at].state = jobPrinting
		}
		o.mu.Unlock()
		if at < 0 {
			select {
			case <-changed:
				continue
			case <-o.closing:
				return
			}
		}
		select {
		case <-time.After(o.options.PrintTime):
		case <-o.closing:
			return
		}
		o.mu.Lock()
		o.printed = append(o.printed, o.jobs[at].document)
		o.jobs[at].state = jobCompleted
		o.faults.usePaper()
		o.tell()
		o.mu.Unlock()
	}
}

// next is the job to print now, or -1; the caller holds mu.
func (o *Office) next() int {
	if o.faults.stop() {
		return -1
	}
	for i := range o.jobs {
		if o.jobs[i].state == jobPending {
			return i
		}
	}
	return -1
}

// awake waits while the printer is deaf; false means that the request is over.
func (o *Office) awake(ctx context.Context) bool {
	for {
		o.mu.Lock()
		deaf, changed := o.faults.Deaf, o.changed
		o.mu.Unlock()
		if !deaf {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		case <-o.closing:
			return false
		}
	}
}

// receive reads a document as the faults let it.
func (o *Office) receive(r *http.Request, body io.Reader) ([]byte, error) {
	var document []byte
	for {
		if !o.awake(r.Context()) {
			return nil, errors.New("deaf")
		}
		o.mu.Lock()
		faults := o.faults
		o.mu.Unlock()
		size := 4096
		if faults.BytesPerSecond > 0 {
			size = max(1, faults.BytesPerSecond/100)
		}
		buffer := make([]byte, size)
		n, err := body.Read(buffer)
		document = append(document, buffer[:n]...)
		if faults.BytesPerSecond > 0 {
			time.Sleep(time.Duration(n) * time.Second / time.Duration(faults.BytesPerSecond))
		}
		for _, limit := range []int{faults.ResetAfter, faults.CloseAfter} {
			if limit > 0 && len(document) >= limit {
				return nil, errors.New("broken off")
			}
		}
		if errors.Is(err, io.EOF) {
			return document, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
