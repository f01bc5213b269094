package station

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"tallyman/devices/scanner"
	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
)

// Ledger is what a station asks and tells.
type Ledger interface {
	// Scan decides and stores a scan; see warehouse.Warehouse.
	Scan(ctx context.Context, ask warehouse.Ask) (warehouse.Answer, error)
	// Heard says that the answer of an entry was written to the scanner. It
	// never waits.
	Heard(station floor.StationID, seq int64)
	// Unheard says that it perhaps was not; it returns when that is stored.
	Unheard(ctx context.Context, station floor.StationID, seq int64) error
}

// Options are what a station is made of.
type Options struct {
	Station floor.StationID
	// Window is how long the same code of the same scanner is one read.
	Window time.Duration
	// Patience is how long after a read the scanner takes its answer; 0 is
	// for ever.
	Patience time.Duration
	Ledger   Ledger
	// Now reads the clock that the reads have their time from.
	Now func() time.Time
	// Log takes what broke; nil discards it. Codes are never logged: a badge
	// is a key.
	Log *slog.Logger
}

// Station answers the reads of one scanner.
type Station struct {
	options Options
	log     *slog.Logger
}

// New makes a station; there is nothing to close.
func New(o Options) *Station {
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Station{options: o, log: log.With("station", string(o.Station))}
}

// Handle takes one read to its answer. It is called by the scanner's goroutine,
// one read at a time. A read that has begun is finished also when ctx ends:
// a scan that is half answered would be worse than a shutdown that waits.
func (s *Station) Handle(ctx context.Context, read scanner.Read) scanner.Reply {
	ctx = context.WithoutCancel(ctx)
	ask := warehouse.Ask{Scan: s.scan(read), Window: s.options.Window}
	if s.options.Patience > 0 {
		ask.Deadline = read.At.Add(s.options.Patience - onItsWay(s.options.Patience))
	}
	answer, err := s.options.Ledger.Scan(ctx, ask)
	if err != nil {
		if !errors.Is(err, ledger.ErrGivenUp) {
			s.log.Error("a scan could not be stored", "device", read.Device, "error", err)
		}
		return scanner.Reply{Answer: scanner.Bad}
	}
	reply := scanner.Reply{Answer: sound(answer.Verdict.Outcome)}
	if s.late(ask) {
		reply.Answer = scanner.Bad
	}
	if answer.Seq != 0 {
		reply.Delivered = func(err error) { s.delivered(ctx, ask, answer.Seq, err) }
	}
	return reply
}

// scan is what a read means. One that the line spoiled has no code.
func (s *Station) scan(read scanner.Read) floor.Scan {
	if read.Fault != "" {
		return floor.Scan{Station: s.options.Station, Device: read.Device, At: read.At, Fault: "read_" + string(read.Fault)}
	}
	return Resolve(s.options.Station, read.Device, read.Symbology, read.Code, read.At)
}

// onItsWay is how much of a scanner's patience the answer itself needs: one that
// was decided in the last moment would reach a scanner that has given up.
func onItsWay(patience time.Duration) time.Duration { return min(patience/10, 200*time.Millisecond) }

// sound is what the worker hears for an outcome.
func sound(outcome floor.Outcome) scanner.Answer {
	switch outcome {
	case floor.Good:
		return scanner.Good
	case floor.Over:
		return scanner.Over
	case floor.Unknown:
		return scanner.Attention
	default:
		return scanner.Bad
	}
}

// late says that the scanner does not wait any more. What the commit made of
// the scan stands; a bad sound sends the worker's eyes to the screen, also if
// the scanner takes it for the answer to the next read.
func (s *Station) late(ask warehouse.Ask) bool {
	return !ask.Deadline.IsZero() && s.options.Now().After(ask.Deadline)
}

// delivered reports whether the answer was heard. It waits until a doubt is
// stored, so that the next read of this scanner finds it.
func (s *Station) delivered(ctx context.Context, ask warehouse.Ask, seq int64, err error) {
	if err == nil && !s.late(ask) {
		s.options.Ledger.Heard(s.options.Station, seq)
		return
	}
	s.log.Warn("an answer was perhaps not heard", "seq", seq, "late", err == nil, "error", err)
	if err := s.options.Ledger.Unheard(ctx, s.options.Station, seq); err != nil {
		s.log.Error("that an answer was not heard could not be stored", "seq", seq, "error", err)
	}
}
