package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/printer"
)

// watched is a printer that remembers how it was the last time it was needed.
type watched struct {
	printer.Printer
	// changed is called when it is different now; it must not wait.
	changed func()
	clock   func() time.Time

	mu      sync.Mutex
	state   line.State
	trouble printer.Trouble
	since   time.Time
}

// Send implements printer.Printer.
func (w *watched) Send(ctx context.Context, job []byte, starting func() error) printer.Result {
	result := w.Printer.Send(ctx, job, starting)
	if w.note(result) {
		w.changed()
	}
	return result
}

// Status implements printer.StatusReader; a printer that cannot be asked was not
// asked.
func (w *watched) Status(ctx context.Context) (printer.Status, error) {
	reader, tells := w.Printer.(printer.StatusReader)
	if !tells {
		return printer.Status{}, printer.ErrUnasked
	}
	status, err := reader.Status(ctx)
	said := printer.Result{Outcome: printer.Sent, Trouble: status.Trouble()}
	if err != nil {
		said = printer.Result{Outcome: printer.NotStarted}
		if trouble, known := errors.AsType[*printer.TroubleError](err); known && !errors.Is(err, printer.ErrUnasked) {
			said.Trouble = trouble.Trouble
		}
	}
	if w.note(said) {
		w.changed()
	}
	return status, err
}

// note says whether a result changed what is known of the printer. A job that
// was not started for another reason than the printer says nothing of it.
func (w *watched) note(result printer.Result) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	state, trouble := line.Up, result.Trouble
	switch {
	case trouble == printer.Offline, result.Outcome == printer.Unknown:
		state = line.Down
	case trouble == "" && result.Outcome == printer.NotStarted:
		return false
	}
	different := state != w.state || trouble != w.trouble
	w.state, w.trouble = state, trouble
	if different {
		w.since = w.clock()
	}
	return different
}

// now is how it is, and since when; the zero time is before it was needed.
func (w *watched) now() (line.State, printer.Trouble, time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == "" {
		return line.Never, "", time.Time{}
	}
	return w.state, w.trouble, w.since
}

// noted is told of a printer's trouble by the spool; a watched printer knows it
// already.
func noted(string, printer.Trouble) {}
