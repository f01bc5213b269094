package print

import (
	"time"

	"tallyman/internal/floor"
)

// State is the state of a print job.
type State string

// The states of a print job.
const (
	Queued    State = "queued"
	Sending   State = "sending"
	Sent      State = "sent"
	Confirmed State = "confirmed"
	Unknown   State = "unknown"
	Failed    State = "failed"
	Expired   State = "expired"
	Void      State = "void"
)

// Document is what a job prints.
type Document string

// The documents.
const (
	Label   Document = "label"
	Invoice Document = "invoice"
)

// JobQueued says that a document is to be printed. Snapshot is the record it
// is composed from; Attempt is the code printed on this copy; Copy is 0 for
// the first and n for "COPY n".
type JobQueued struct {
	Job        floor.PrintJobID   `json:"job"`
	Number     int                `json:"number"`
	Printer    string             `json:"printer"`
	Document   Document           `json:"document"`
	Station    floor.StationID    `json:"station"`
	Order      floor.OrderID      `json:"order"`
	Fulfilment floor.FulfilmentID `json:"fulfilment"`
	Parcel     floor.ParcelID     `json:"parcel"`
	Snapshot   floor.RecordID     `json:"snapshot"`
	Attempt    string             `json:"attempt"`
	Copy       int                `json:"copy,omitempty"`
	ExpiresAt  time.Time          `json:"expires_at"`
}

// EventKind implements floor.Event.
func (JobQueued) EventKind() string { return "print.job_queued" }

// JobMoved says that a job is in another state, and why. Digest is the hex
// SHA-256 of the exact bytes, known from sending on.
type JobMoved struct {
	Job    floor.PrintJobID `json:"job"`
	State  State            `json:"state"`
	Reason string           `json:"reason,omitempty"`
	Digest string           `json:"digest,omitempty"`
}

// EventKind implements floor.Event.
func (JobMoved) EventKind() string { return "print.job_moved" }

// Allowed says whether a job may go from one state to another.
func Allowed(from, to State) bool {
	switch to {
	case Sending, Failed, Expired:
		return from == Queued
	case Sent:
		return from == Sending
	case Unknown:
		return from == Sending
	case Confirmed:
		return from == Sending || from == Sent || from == Unknown
	case Void:
		return from != Void && from != Confirmed
	case Queued:
		return false
	}
	return false
}

// Attempt is one print job of a parcel's document.
type Attempt struct {
	Job      floor.PrintJobID
	Document Document
	State    State
	Code     string
	Copy     int
	Snapshot floor.RecordID
	Printer  string
	// Out says that bytes were ever sent to the printer: a paper may exist.
	Out bool
}

// Left says whether the attempt may have left the printer.
func (a Attempt) Left() bool {
	switch a.State {
	case Sending, Sent, Confirmed, Unknown:
		return true
	case Queued, Failed, Expired, Void:
		return false
	}
	return false
}
