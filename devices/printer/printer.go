package printer

import (
	"context"
)

// Printer is a printer by its device URL. Nothing is opened until something is
// sent or asked; jobs and questions to one Printer take turns. Its methods may
// be called from any goroutine.
//
// What only some printers can do is a one-method interface of its own, found
// by a type assertion: StatusReader.
type Printer interface {
	// Language is the one that jobs are to be written in, such as "zpl".
	Language() string
	// DPI is the resolution in dots per inch.
	DPI() int
	// Media is the size of one label or sheet. A roll without end has the
	// length of the longest piece that is cut off it.
	Media() (widthMM, heightMM float64)
	// Send sends one job and returns when it is known what became of it,
	// bounded by ctx and by the time-outs of the URL. It dials and looks at
	// the printer's status first. Then it calls starting, exactly once,
	// directly before the first byte; an error of starting ends the job as
	// NotStarted with that error.
	Send(ctx context.Context, job []byte, starting func() error) Result
}

// StatusReader is a printer that can tell its state.
type StatusReader interface {
	// Status asks the printer. A printer that does not answer, or cannot be
	// reached, is an error of type *TroubleError.
	Status(ctx context.Context) (Status, error)
}
