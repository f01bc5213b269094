package view

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger/engine"
)

// Devices is how the devices of a station are now; nil is a device that it
// does not have.
type Devices struct {
	Scanner *Scanner
	Printer *Printer
}

// Scanner is how a scanner is.
type Scanner struct {
	State    string     `json:"state" enum:"up,down,never" doc:"Whether its line is open; never: not once since the server started."`
	LastByte *time.Time `json:"last_byte,omitempty" doc:"When the last byte came from it; absent when none did."`
}

// Printer is how a printer is.
type Printer struct {
	State   string `json:"state" enum:"up,down,never" doc:"Whether it was reached the last time it was needed; never: not needed yet."`
	Trouble string `json:"trouble,omitempty" doc:"What is wrong with it, such as paper_out; absent when nothing is known to be."`
}

// Station is the row of a station: who is there, what was said last, what it
// waits for.
type Station struct {
	ID    floor.StationID `json:"id" doc:"Name of the station."`
	Kind  shift.Kind      `json:"kind" enum:"pick,pack,dock" doc:"What is done there."`
	Badge floor.BadgeID   `json:"badge,omitempty" doc:"Badge of who works there; absent when nobody does."`
	Work  string          `json:"work,omitempty" doc:"The pick list or the order under way."`
	Tote  floor.ToteID    `json:"tote,omitempty" doc:"The tote that is being packed."`

	Seq     int64         `json:"seq" doc:"Sequence of the ledger entry with the last answer; 0 before the first."`
	Outcome floor.Outcome `json:"outcome,omitempty" enum:"good,bad,over,unknown" doc:"Colour of the last answer."`
	Said    *floor.Phrase `json:"said,omitempty" doc:"The last answer."`
	Text    string        `json:"text,omitempty" doc:"The last answer in words."`

	Next     *floor.Phrase `json:"next,omitempty" doc:"What the station waits for."`
	NextText string        `json:"next_text,omitempty" doc:"What the station waits for, in words."`

	Takeover     bool          `json:"takeover,omitempty" doc:"The screen is held until somebody acknowledges."`
	TakeoverSaid *floor.Phrase `json:"takeover_said,omitempty" doc:"What has to be acknowledged."`
	TakeoverText string        `json:"takeover_text,omitempty" doc:"What has to be acknowledged, in words."`

	Line *StationLine `json:"line,omitempty" doc:"Where a picker is on the walk."`

	GiftMessage string `json:"gift_message,omitempty" doc:"What the customer wants written on a card, while the order is packed here."`
	Note        string `json:"note,omitempty" doc:"What the customer asks of the packer, while the order is packed here."`

	UnknownJob floor.PrintJobID `json:"unknown_job,omitempty" doc:"The oldest print job of this station of which nobody knows whether it was printed: somebody has to look."`

	Scanner *Scanner `json:"scanner,omitempty" doc:"The scanner; absent when it has none."`
	Printer *Printer `json:"printer,omitempty" doc:"The label printer; absent when it has none."`
}

// StationLine is the pick line that a picker works on or walks to.
type StationLine struct {
	Location floor.LocationID `json:"location" doc:"The bin."`
	SKU      floor.SKU        `json:"sku" doc:"The item."`
	Name     string           `json:"name" doc:"Name of the item."`
	Order    floor.OrderID    `json:"order" doc:"The order it is for."`
	Tote     floor.ToteID     `json:"tote,omitempty" doc:"The tote it goes into."`
	Picked   int              `json:"picked" doc:"Units taken so far."`
	Quantity int              `json:"quantity" doc:"Units to take, without those found missing."`
	Here     bool             `json:"here" doc:"The picker has confirmed the bin."`
}

// Stations reads all stations by name, and the sequence they stand at.
func (v *View) Stations(ctx context.Context, atLeast int64) (stations []Station, seq int64, err error) {
	stations = []Station{}
	err = v.options.Ledger.Read(ctx, atLeast, func(r engine.Reader, head int64) error {
		seq = head
		ids, err := stationIDs(r)
		if err != nil {
			return err
		}
		for _, id := range ids {
			station, err := v.station(r, id)
			if err != nil {
				return err
			}
			if station != nil {
				stations = append(stations, *station)
			}
		}
		return nil
	})
	return stations, seq, err
}

// Station reads one station; ErrNotFound when there is none.
func (v *View) Station(ctx context.Context, id floor.StationID, atLeast int64) (Station, error) {
	return one(ctx, v, atLeast, "station", string(id), func(r engine.Reader) (*Station, error) {
		return v.station(r, string(id))
	})
}

func stationIDs(r engine.Reader) ([]string, error) {
	return texts(r, `SELECT id FROM station ORDER BY id`)
}

func (v *View) station(r engine.Reader, id string) (*Station, error) {
	var found *Station
	var session floor.Session
	err := r.Query(func(row engine.Row) error {
		found = &Station{ID: floor.StationID(row.Text(0)), Kind: shift.Kind(row.Text(1)), Seq: row.Int(3)}
		if !row.Null(2) {
			if err := json.Unmarshal(row.Blob(2), &session); err != nil {
				return fmt.Errorf("session of station %s: %w", id, err)
			}
		}
		if row.Null(4) {
			return nil
		}
		var verdict floor.Verdict
		if err := json.Unmarshal(row.Blob(4), &verdict); err != nil {
			return fmt.Errorf("verdict of entry %d: %w", found.Seq, err)
		}
		found.Outcome = verdict.Outcome
		found.Said, found.Text = v.said(&verdict.Said)
		return nil
	}, `SELECT t.id, t.kind, s.body, s.entry, e.verdict FROM station t
		LEFT JOIN session s ON s.station = t.id LEFT JOIN entry e ON e.seq = s.entry WHERE t.id = ?1`, id)
	if found == nil || err != nil {
		return nil, err
	}
	devices := v.options.Devices(found.ID)
	found.Scanner, found.Printer = devices.Scanner, devices.Printer
	found.Badge, found.Tote = session.Badge, session.Tote
	prompt := session.Prompt()
	found.Next, found.NextText = v.said(&prompt)
	if session.Unsettled != nil && (found.Said == nil || found.Said.Code != "settle_first") {
		// Nobody knows whether the last answer was heard: this is what stands.
		found.Outcome = floor.Bad
		found.Said, found.Text = v.said(session.Unsettled)
	}
	found.Takeover = session.Takeover != nil
	found.TakeoverSaid, found.TakeoverText = v.said(session.Takeover)
	if found.UnknownJob, err = unknownJob(r, found.ID); err != nil {
		return nil, err
	}
	switch {
	case session.Fulfilment != "":
		err = found.packing(r, session.Fulfilment)
	case session.List != "":
		found.Work = string(session.List)
		found.Line, err = walk(r, session)
	}
	return found, err
}

// packing adds the order that is packed at the station and what its customer
// wrote.
func (s *Station) packing(r engine.Reader, id floor.FulfilmentID) error {
	var customer floor.RecordID
	if err := r.Query(func(row engine.Row) error {
		s.Work = row.Text(0)
		if row.Int(1) == 1 || row.Int(2) == 1 {
			customer = floor.RecordID(row.Text(3))
		}
		return nil
	}, `SELECT o.id, o.gift, o.note, o.customer FROM fulfilment f JOIN orders o ON o.id = f.order_id WHERE f.id = ?1`,
		id); err != nil || customer == "" {
		return err
	}
	written, err := readCustomer(r, customer)
	if err == nil && written != nil {
		s.GiftMessage, s.Note = written.GiftMessage, written.Note
	}
	return err
}

// walk is the line at the confirmed bin, else the first that is left.
func walk(r engine.Reader, session floor.Session) (*StationLine, error) {
	var line *StationLine
	err := r.Query(func(row engine.Row) error {
		line = &StationLine{
			Location: floor.LocationID(row.Text(0)), SKU: floor.SKU(row.Text(1)), Name: row.Text(2),
			Order: floor.OrderID(row.Text(3)), Tote: floor.ToteID(row.Text(4)),
			Picked: int(row.Int(5)), Quantity: int(row.Int(6)), Here: row.Text(0) == string(session.Location),
		}
		return nil
	}, `SELECT l.location, l.sku, coalesce(i.name, ''), s.order_id, s.tote, l.picked, l.quantity - l.shorted
		FROM pick_line l JOIN pick_slot s ON s.list = l.list AND s.slot = l.slot LEFT JOIN item i ON i.sku = l.sku
		WHERE l.list = ?1 AND l.cancelled = 0 AND l.quantity > l.picked + l.shorted
		ORDER BY CASE WHEN l.location = ?2 THEN 0 ELSE 1 END, l.skips, l.sequence, l.location, l.slot, l.line LIMIT 1`,
		session.List, session.Location)
	return line, err
}

// unknownJob repeats the condition of the index of jobs that are not done, so
// that the few of them are looked at and not the history.
func unknownJob(r engine.Reader, id floor.StationID) (job floor.PrintJobID, err error) {
	err = r.Query(func(row engine.Row) error {
		job = floor.PrintJobID(row.Text(0))
		return nil
	}, `SELECT j.id FROM station t JOIN print_job j ON j.printer IN (t.labels, t.documents)
		WHERE t.id = ?1 AND j.state IN ('queued', 'sending', 'unknown') AND j.state = 'unknown' AND j.station = t.id
		ORDER BY j.number LIMIT 1`, id)
	return job, err
}
