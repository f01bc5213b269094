package stage

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// Stage is one stage's part of the ledger.
type Stage struct {
	// Name is the part before the dot of its event kinds and the name of its
	// folder.
	Name   string
	Events []EventType
	Tables []Table
	// Apply changes the derived tables by one event, and nothing else: it
	// reads the event and derived tables only. The event comes by value, also
	// when it is replayed. An error stops the ledger from committing the
	// decision.
	Apply func(tx engine.Tx, at Moment, event floor.Event) error
}

// Moment is when and where an event happened: the sequence, the time and the
// station of its entry. Station is "" for what did not happen at one.
type Moment struct {
	Seq     int64
	At      time.Time
	Station floor.StationID
}

// EventType names the newest version of an event and makes an empty one to
// decode into; New returns a pointer. Upcast lifts the stored JSON of older
// versions, step by step: Upcast[0] makes version 2 of version 1.
type EventType struct {
	Kind    string
	Version int
	New     func() floor.Event
	Upcast  []func([]byte) ([]byte, error)
}

// Class says what becomes of a table when history is replayed.
type Class string

// The classes of tables.
const (
	// Derived tables follow from the entries alone; verify rebuilds and
	// compares them.
	Derived Class = "derived"
	// Working tables may be lost: claims, leases, answers to repeated keys.
	Working Class = "working"
	// Record tables hold personal data and secrets that entries only point
	// to; their rows can be erased.
	Record Class = "record"
	// Core tables are the entries themselves and the ledger's own state.
	Core Class = "core"
)

// Table declares a table. A test refuses tables that nobody declared.
type Table struct {
	Name  string
	Class Class
}
