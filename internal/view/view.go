package view

import (
	"context"
	"errors"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

var (
	// ErrNotFound says that there is nothing with that id.
	ErrNotFound = errors.New("there is no such thing")
	// ErrErased says that what is asked for was erased, as personal data may be.
	ErrErased = errors.New("this was erased: only its traces in the ledger are left")
	// ErrCursor says that the cursor is not one that a list gave.
	ErrCursor = errors.New("this cursor is of no list: leave it out to begin anew")
)

// Ledger gives consistent snapshots of at least a sequence number, and the one
// they stand at. *ledger.Ledger is one.
type Ledger interface {
	Read(ctx context.Context, atLeast int64, fn func(r engine.Reader, head int64) error) error
}

// Options say where rows come from.
type Options struct {
	Ledger Ledger
	// Say makes the words of a phrase.
	Say func(floor.Phrase) string
	// Devices tells how the devices of a station are now; nil knows none. It
	// is called by several goroutines inside a read and must not wait.
	Devices func(floor.StationID) Devices
	// Zone is the time zone of the site; nil is UTC.
	Zone *time.Location
	// Now is the clock; nil is time.Now. It is called as Devices is.
	Now func() time.Time
}

// View reads rows. All methods may be called by any number of goroutines. An
// atLeast waits until the ledger has come that far, or the context ends; 0 is
// now.
type View struct{ options Options }

// New makes a view.
func New(options Options) *View {
	if options.Devices == nil {
		options.Devices = func(floor.StationID) Devices { return Devices{} }
	}
	if options.Zone == nil {
		options.Zone = time.UTC
	}
	if options.Now == nil {
		options.Now = time.Now //nolint:forbidigo // what a clock left out stands for; who tests time passes one
	}
	return &View{options}
}

// said is a phrase and its words; nil and "" for none.
func (v *View) said(phrase *floor.Phrase) (*floor.Phrase, string) {
	if phrase == nil || phrase.Code == "" {
		return nil, ""
	}
	return phrase, v.options.Say(*phrase)
}

// moment reads a time as it is stored, in microseconds.
func moment(micro int64) time.Time { return time.UnixMicro(micro).UTC() }
