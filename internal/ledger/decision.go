package ledger

import (
	"errors"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// Why a request was not carried out. Nothing of it was kept.
var (
	// ErrGivenUp: the patience of the request was used up before its commit.
	ErrGivenUp = errors.New("given up before it was stored: nobody waits for the answer any more")
	// ErrKeyReused: the key was used before with another body.
	ErrKeyReused = errors.New("this key was used before for something else: use a new key")
	// ErrInFlight: a request with this key is being carried out.
	ErrInFlight = errors.New("a request with this key is under way: wait for its answer")
	// ErrClosed: the ledger was closed.
	ErrClosed = errors.New("the ledger is closed")
)

// Decide decides one thing inside the writer. It sees everything decided
// before it. It may run more than once, when the batch around it has to be
// repeated, so it changes nothing but tx; it stays under a millisecond and
// calls nothing that waits. An error, or a panic, means that something broke:
// the decision is undone and the error returned; a refusal is a verdict.
//
// Through tx it writes working and record tables only; derived tables are
// changed by the events of the Decision. at is the time of the entry, UTC, in
// whole microseconds.
type Decide func(tx engine.Tx, at time.Time) (Decision, error)

// Decision is what was decided: it becomes one entry.
type Decision struct {
	// Station and Raw say where the decision came from and what was read,
	// redacted as far as it is a secret.
	Station floor.StationID
	Raw     string
	Verdict floor.Verdict
	// Events are applied to the derived tables in order.
	Events []floor.Event
	// Records are stored apart from the entry, which keeps their digests. A
	// record with the id of an older one is an error.
	Records []floor.Record
	// Status and Response are kept with the key of the request, and given
	// back when it comes again. Their meaning is the caller's.
	Status   int
	Response []byte
	// Skip makes no entry: there must be no events and no records then. What
	// was written through tx stays.
	Skip bool
}

// Class says what waits for what.
type Class int

// The classes of requests.
const (
	// Scan goes before everything else: a worker waits for it.
	Scan Class = iota
	// Work is everything that is not a scan.
	Work
)

// Request is what Submit is asked to do.
type Request struct {
	Class Class
	// Deadline is when nobody waits for the answer any more, by the ledger's
	// clock; zero is never.
	Deadline time.Time
	// Key makes the request unique, and BodyHash says what it asked; no key,
	// no memory.
	Key      string
	BodyHash []byte
	Decide   Decide
}

// Receipt is what became of a request. Everything in it is on the disk.
type Receipt struct {
	// Seq and At are of the entry; Seq is 0 when none was made.
	Seq     int64
	At      time.Time
	Verdict floor.Verdict
	// Status and Response are those of the Decision.
	Status   int
	Response []byte
	// Replayed says that the key was known and nothing new was decided.
	Replayed bool
	// Late says that the commit ended after the deadline: the decision
	// stands, and perhaps nobody heard of it.
	Late bool
}

// Touch names a row of a screen's collection that is different now.
type Touch struct {
	Collection, ID string
}

// Commit tells what a commit changed. Head is the last sequence number it
// made visible; Touched has every row once.
type Commit struct {
	Head    int64
	Touched []Touch
}
