package spool

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"tallyman/devices/printer"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// Jobs are the print jobs in the ledger. Every method commits before it
// returns; an error means that it is not known whether it did. The methods are
// called by several queues at once, for different printers.
type Jobs interface {
	// Claim returns the oldest queued job of a printer whose order has no
	// unknown job, and false if there is none. A queue claims the next job
	// only after it has let go of the one before, so a claim that an earlier
	// life of this queue left behind is handed out again.
	Claim(ctx context.Context, printer string, now time.Time) (print.Job, bool, error)
	// ReleaseJob gives back a claimed job of which no byte was written.
	ReleaseJob(ctx context.Context, id floor.PrintJobID) error
	// Sending moves a claimed job from queued to sending and stores the exact
	// bytes. It is false when the job is not queued for that printer any
	// more, because it was voided or moved after it was claimed.
	Sending(ctx context.Context, printer string, id floor.PrintJobID, job []byte) (begun bool, err error)
	// SettleJob moves a job to sent, confirmed, unknown, failed or expired. A
	// job that somebody moved on meanwhile stays as it is, without an error.
	SettleJob(ctx context.Context, id floor.PrintJobID, state print.State, reason string) error
	// InSending returns the jobs of a printer that are in sending.
	InSending(ctx context.Context, printer string) ([]floor.PrintJobID, error)
}

// The reasons that a job is settled with. They are stable; the words for them
// are made where they are shown.
const (
	// Counted: the printer counts nothing left to print.
	Counted = "counted"
	// Late: it expired before its first byte.
	Late = "late"
	// Interrupted: it was found in sending, and nobody is sending it.
	Interrupted = "interrupted"
	// BrokenOff: its first byte may have been written, and it did not end
	// cleanly.
	BrokenOff = "broken_off"
	// NotComposed: its document could not be made.
	NotComposed = "not_composed"
)

// Composer makes a job's bytes in the language, resolution and media of the
// printer. It is pure: the same job gives the same bytes. Its error makes the
// job failed and is logged, so it must not hold personal data.
type Composer interface {
	Compose(ctx context.Context, job print.Job, on printer.Printer) ([]byte, error)
}

// Options are what a spool works with. All but Log and Backoff are required.
type Options struct {
	Jobs     Jobs
	Composer Composer
	// Printers are the queues: the printers by the names that jobs have.
	Printers map[string]printer.Printer
	// Trouble is told whenever a printer's trouble changes; "" is none. It
	// is called by one goroutine per printer and must not wait.
	Trouble func(name string, trouble printer.Trouble)
	// Now is the clock by which jobs expire.
	Now func() time.Time
	// Poll is how long an idle queue waits for Wake before it looks by itself.
	Poll time.Duration
	// Finish is how long after the end of Run's context a label under way
	// may take.
	Finish time.Duration
	// Backoff is the pause after the nth failure in a row, n from 1.
	Backoff func(n int) time.Duration
	Log     *slog.Logger
}

// Spool is the queues of all printers.
type Spool struct {
	queues map[string]*queue
}

// New makes a spool; it does nothing until Run. The error names an option that
// is missing.
func New(options Options) (*Spool, error) {
	switch {
	case options.Jobs == nil, options.Composer == nil, options.Trouble == nil, options.Now == nil:
		return nil, errors.New("spool: Jobs, Composer, Trouble and Now have to be given")
	case options.Poll <= 0 || options.Finish <= 0:
		return nil, fmt.Errorf("spool: Poll (%v) and Finish (%v) have to be more than zero", options.Poll, options.Finish)
	}
	if options.Backoff == nil {
		options.Backoff = backoff
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	s := &Spool{queues: make(map[string]*queue, len(options.Printers))}
	for name, device := range options.Printers {
		s.queues[name] = &queue{
			Options: options,
			name:    name,
			device:  device,
			wake:    make(chan struct{}, 1),
			log:     options.Log.With("printer", name),
			doubt:   true,
		}
	}
	return s, nil
}

// Run works through the queues until ctx ends and the labels under way are
// finished, at the latest Finish later. It is called once.
func (s *Spool) Run(ctx context.Context) {
	var running sync.WaitGroup
	for _, q := range s.queues {
		running.Go(func() { q.run(ctx) })
	}
	running.Wait()
}

// Wake says that a printer may have a job now. It never waits and may be
// called from any goroutine; an unknown printer is ignored.
func (s *Spool) Wake(name string) {
	if q, found := s.queues[name]; found {
		select {
		case q.wake <- struct{}{}:
		default:
		}
	}
}
