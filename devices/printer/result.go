package printer

import "fmt"

// Outcome is what became of a job.
type Outcome int

// The outcomes.
const (
	// NotStarted: no byte was written; the job may be sent again.
	NotStarted Outcome = iota
	// Sent: the printer took every byte and ended the stream cleanly. That
	// does not prove that it is on paper.
	Sent
	// Confirmed: sent, and the printer's own counters say that nothing is
	// left to print and nothing is wrong.
	Confirmed
	// Unknown: at least the first byte may have been written and the rest did
	// not end cleanly. Never to be repeated without a person.
	Unknown
)

// String is the outcome in a word or two.
func (o Outcome) String() string {
	switch o {
	case NotStarted:
		return "not started"
	case Sent:
		return "sent"
	case Confirmed:
		return "confirmed"
	case Unknown:
		return "unknown"
	}
	return fmt.Sprintf("outcome %d", int(o))
}

// Result is what became of a job and why. Err is nil when it was sent or
// confirmed. Trouble is set when the printer is why a job was not started, and
// when it took a job and then said that something is wrong.
type Result struct {
	Outcome Outcome
	Trouble Trouble
	Err     error
}

// Trouble is a stable code for what is wrong with a printer; "" is nothing.
// Stations say it in their own words.
type Trouble string

// The troubles.
const (
	PaperOut  Trouble = "paper_out"
	RibbonOut Trouble = "ribbon_out"
	// InkOut: no toner or ink.
	InkOut    Trouble = "ink_out"
	HeadOpen  Trouble = "head_open"
	CoverOpen Trouble = "cover_open"
	Jam       Trouble = "jam"
	// Cutter: the knife is stuck.
	Cutter     Trouble = "cutter"
	Paused     Trouble = "paused"
	BufferFull Trouble = "buffer_full"
	// Temperature: the head is too hot or too cold to print.
	Temperature Trouble = "temperature"
	// NotReady: it is there and does not answer, which current printers do
	// when media or ribbon is out or the head is open.
	NotReady Trouble = "not_ready"
	// Fault: the printer says that something is wrong, and not what.
	Fault Trouble = "fault"
	// Offline: it cannot be reached.
	Offline Trouble = "offline"
)

// TroubleError says which printer has which trouble. Err is the cause, if
// there is one beyond the trouble itself.
type TroubleError struct {
	Printer string
	Trouble Trouble
	Err     error
}

// Error names printer, trouble and cause.
func (e *TroubleError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("printer %s: %s", e.Printer, e.Trouble)
	}
	return fmt.Sprintf("printer %s: %s: %v", e.Printer, e.Trouble, e.Err)
}

// Unwrap returns the cause.
func (e *TroubleError) Unwrap() error { return e.Err }
