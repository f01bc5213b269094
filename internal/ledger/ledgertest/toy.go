package ledgertest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"testing/fstest"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Counted says that a bin was counted.
type Counted struct {
	Bin      string `json:"bin"`
	Quantity int    `json:"quantity"`
}

// EventKind implements floor.Event.
func (Counted) EventKind() string { return "toy.counted" }

// Moved says that units went from bin to bin.
type Moved struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Quantity int    `json:"quantity"`
}

// EventKind implements floor.Event.
func (Moved) EventKind() string { return "toy.moved" }

// Labelled says what is written on a bin.
type Labelled struct {
	Bin   string `json:"bin"`
	Label string `json:"label"`
	Zone  string `json:"zone"`
}

// EventKind implements floor.Event.
func (Labelled) EventKind() string { return "toy.labelled" }

// labelledFirst is version 1 of Labelled.
type labelledFirst struct {
	Bin  string `json:"bin"`
	Name string `json:"name"`
}

// EventKind implements floor.Event.
func (labelledFirst) EventKind() string { return "toy.labelled" }

// Noted carries a text; Copies of it are stored by one statement.
type Noted struct {
	Text   string `json:"text"`
	Copies int    `json:"copies"`
}

// EventKind implements floor.Event.
func (Noted) EventKind() string { return "toy.noted" }

// Stages is the toy stage: bins with quantities and labels, and texts.
func Stages() []stage.Stage { return stages(2) }

// stages is the toy stage with Labelled in a version, 1 or 2.
func stages(labelled int) []stage.Stage {
	label := stage.EventType{
		Kind: "toy.labelled", Version: 2, New: func() floor.Event { return &Labelled{} },
		Upcast: []func([]byte) ([]byte, error){liftLabelled},
	}
	if labelled == 1 {
		label = stage.EventType{Kind: "toy.labelled", Version: 1, New: func() floor.Event { return &labelledFirst{} }}
	}
	return []stage.Stage{{
		Name: "toy",
		Events: []stage.EventType{
			{Kind: "toy.counted", Version: 1, New: func() floor.Event { return &Counted{} }},
			{Kind: "toy.moved", Version: 1, New: func() floor.Event { return &Moved{} }},
			{Kind: "toy.noted", Version: 1, New: func() floor.Event { return &Noted{} }},
			label,
		},
		Tables: []stage.Table{
			{Name: "toy_bin", Class: stage.Derived},
			{Name: "toy_text", Class: stage.Derived},
			{Name: "toy_claim", Class: stage.Working},
		},
		Apply: apply,
	}}
}

func liftLabelled(data []byte) ([]byte, error) {
	var first labelledFirst
	if err := json.Unmarshal(data, &first); err != nil {
		return nil, err
	}
	return json.Marshal(Labelled{Bin: first.Bin, Label: first.Name, Zone: "none"})
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case Counted:
		tx.Touch("bins", e.Bin)
		_, err := tx.Exec(`INSERT INTO toy_bin (bin, quantity, seq, at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (bin) DO UPDATE SET quantity = excluded.quantity, seq = excluded.seq, at = excluded.at`,
			e.Bin, e.Quantity, at.Seq, at.At.UnixMicro())
		return err
	case Moved:
		tx.Touch("bins", e.From)
		tx.Touch("bins", e.To)
		return move(tx, e)
	case Labelled:
		return label(tx, e.Bin, e.Label, e.Zone)
	case labelledFirst:
		return label(tx, e.Bin, e.Name, "")
	case Noted:
		if e.Copies == 1 {
			_, err := tx.Exec("INSERT INTO toy_text (seq, copy, body) VALUES (?1, 1, ?2)", at.Seq, e.Text)
			return err
		}
		_, err := tx.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
			INSERT INTO toy_text (seq, copy, body) SELECT ?1, i, ?2 FROM n`, at.Seq, e.Text, e.Copies)
		return err
	}
	return fmt.Errorf("toy: no apply for %T", event)
}

func move(tx engine.Tx, e Moved) error {
	for _, end := range []struct {
		bin    string
		change int
	}{{e.To, e.Quantity}, {e.From, -e.Quantity}} {
		if _, err := tx.Exec("UPDATE toy_bin SET quantity = quantity + ?2 WHERE bin = ?1", end.bin, end.change); err != nil {
			return err
		}
	}
	return nil
}

func label(tx engine.Tx, bin, text, zone string) error {
	_, err := tx.Exec("UPDATE toy_bin SET label = ?2, zone = ?3 WHERE bin = ?1", bin, text, zone)
	return err
}

const toyTables = `-- +goose Up
CREATE TABLE toy_bin (
    bin      TEXT PRIMARY KEY,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    label    TEXT NOT NULL DEFAULT '',
    zone     TEXT NOT NULL DEFAULT '',
    seq      INTEGER NOT NULL,
    at       INTEGER NOT NULL
);
CREATE TABLE toy_text (
    seq  INTEGER NOT NULL,
    copy INTEGER NOT NULL CHECK (copy > 0),
    body TEXT NOT NULL,
    PRIMARY KEY (seq, copy)
);
CREATE TABLE toy_claim (
    bin TEXT PRIMARY KEY,
    who TEXT NOT NULL
);
`

// Migrations are the core's first step and the tables of the toy stage.
func Migrations() fs.FS {
	const core = "00001_core.sql"
	text, err := fs.ReadFile(ledger.Migrations(), core)
	if err != nil {
		panic(err) // it is embedded
	}
	return fstest.MapFS{core: {Data: text}, "00002_toy.sql": {Data: []byte(toyTables)}}
}

// Decide makes a decision of events, accepted, at the station toy-1.
func Decide(events ...floor.Event) ledger.Decide {
	return func(engine.Tx, time.Time) (ledger.Decision, error) {
		return decided(events...), nil
	}
}

func decided(events ...floor.Event) ledger.Decision {
	return ledger.Decision{
		Station: "toy-1", Raw: "]C1TOY",
		Verdict: floor.Verdict{Outcome: floor.Good, Said: floor.Phrase{Code: "toy", Quantity: len(events)}},
		Events:  events,
	}
}
