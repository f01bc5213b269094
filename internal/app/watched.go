package app

import (
	"context"
	"sync"

	"tallyman/devices/line"
	"tallyman/devices/printer"
)

// watched is a printer that remembers how it was the last time it was needed.
type watched struct {
	printer.Printer
	// changed is called when it is different now; it must not wait.
	changed func()

	mu      sync.Mutex
	state   line.State
	trouble printer.Trouble
}

// Send implements printer.Printer.
func (w *watched) Send(ctx context.Context, job []byte, starting func() error) printer.Result {
	result := w.Printer.Send(ctx, job, starting)
	if w.note(result) {
		w.changed()
	}
	return result
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
	return different
}

func (w *watched) now() (line.State, printer.Trouble) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == "" {
		return line.Never, ""
	}
	return w.state, w.trouble
}

// noted is told of a printer's trouble by the spool; a watched printer knows it
// already.
func noted(string, printer.Trouble) {}
