package view

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
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
	Since    *time.Time `json:"since,omitempty" doc:"Since when its line is so; absent when nobody knows."`
}

// Printer is how a printer is.
type Printer struct {
	State   string     `json:"state" enum:"up,down,never" doc:"Whether it was reached the last time it was needed; never: not needed yet."`
	Trouble string     `json:"trouble,omitempty" doc:"What is wrong with it, such as paper_out; absent when nothing is known to be."`
	Since   *time.Time `json:"since,omitempty" doc:"Since when it is so; absent when nobody knows."`
}

// Station is the row of a station: who is there, what was said last, what it
// waits for.
type Station struct {
	ID    floor.StationID `json:"id" doc:"Name of the station."`
	Kind  shift.Kind      `json:"kind" enum:"pick,pack,dock" doc:"What is done there."`
	Badge floor.BadgeID   `json:"badge,omitempty" doc:"Badge of who works there; absent when nobody does."`
	Code  string          `json:"code,omitempty" doc:"Code of the place: scanned, it binds a screen to the station, and totes are put down there; that of a dock takes parcels."`
	Work  string          `json:"work,omitempty" doc:"The pick list or the order under way."`
	Tote  floor.ToteID    `json:"tote,omitempty" doc:"The tote that is being packed."`

	Seq     int64         `json:"seq" doc:"Sequence of the ledger entry with the last answer; 0 before the first."`
	Outcome floor.Outcome `json:"outcome,omitempty" enum:"good,bad,over,unknown" doc:"Colour of the last answer."`
	Said    *floor.Phrase `json:"said,omitempty" doc:"The last answer."`
	Text    string        `json:"text,omitempty" doc:"The last answer in words."`
	At      *time.Time    `json:"at,omitempty" doc:"When the last answer was given; absent before the first."`

	Next     *floor.Phrase `json:"next,omitempty" doc:"What the station waits for."`
	NextText string        `json:"next_text,omitempty" doc:"What the station waits for, in words."`

	Ask      Question `json:"ask,omitempty" enum:"lay_back,take_over,remove,by_hand,park,last_good,rest_again" doc:"The question that the next scan answers, said asks it: the bin or the tote once more confirms lay_back and take_over, MANUAL by_hand; remove waits for an item, park for a parking card, last_good for the last good label of a jam; REPRINT answers rest_again. Anything else forgets it."`
	Quantity int      `json:"quantity,omitempty" doc:"Units that the next item counts, as a quantity code said."`
	Dock     string   `json:"dock,omitempty" doc:"The dock at which parcels are handed over."`

	Takeover     bool          `json:"takeover,omitempty" doc:"The screen is held until somebody acknowledges."`
	TakeoverSeq  int64         `json:"takeover_seq,omitempty" doc:"Sequence of the ledger entry that the take-over began with: another one is another mistake."`
	TakeoverSaid *floor.Phrase `json:"takeover_said,omitempty" doc:"What has to be acknowledged."`
	TakeoverText string        `json:"takeover_text,omitempty" doc:"What has to be acknowledged, in words."`

	List    *Walk            `json:"list,omitempty" doc:"The pick list, and how far it is."`
	Line    *StationLine     `json:"line,omitempty" doc:"Where a picker is on the walk."`
	Then    floor.LocationID `json:"then,omitempty" doc:"The bin after the present one; absent when that is the last."`
	Carries []StationSlot    `json:"carries,omitempty" doc:"The orders of the list, a tote each: what a cart carries."`
	InHand  int              `json:"in_hand,omitempty" doc:"Units that were taken and are in no tote yet."`

	Packing *Packing `json:"packing,omitempty" doc:"The parcel that is packed or waits for its label."`

	GiftMessage string `json:"gift_message,omitempty" doc:"What the customer wants written on a card, while the order is packed here."`
	Note        string `json:"note,omitempty" doc:"What the customer asks of the packer, while the order is packed here."`

	UnknownJob floor.PrintJobID `json:"unknown_job,omitempty" doc:"The oldest print job of this station of which nobody knows whether it was printed: somebody has to look."`

	Scanner *Scanner `json:"scanner,omitempty" doc:"The scanner; absent when it has none."`
	Printer *Printer `json:"printer,omitempty" doc:"The label printer; absent when it has none."`
}

// Question is the kind of a question that a scan answers.
type Question string

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

// placeCode is the code of a station as a place; "" when its name has nothing
// that a code can hold.
func placeCode(kind shift.Kind, id floor.StationID) string {
	place := floor.CodeStation
	if kind == shift.Dock {
		place = floor.CodeDock
	}
	code, err := floor.NewCode(place, floor.CodeBody(string(id)))
	if err != nil {
		return ""
	}
	return code.String()
}

func (v *View) station(r engine.Reader, id string) (*Station, error) {
	var found *Station
	var session floor.Session
	var printers []string
	err := r.Query(func(row engine.Row) error {
		found = &Station{ID: floor.StationID(row.Text(0)), Kind: shift.Kind(row.Text(1)), Seq: row.Int(3), TakeoverSeq: row.Int(5)}
		printers = []string{row.Text(6), row.Text(7)}
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
		at := moment(row.Int(8))
		found.At = &at
		return nil
	}, `SELECT t.id, t.kind, s.body, s.entry, e.verdict, s.takeover, t.labels, t.documents, e.at FROM station t
		LEFT JOIN session s ON s.station = t.id LEFT JOIN entry e ON e.seq = s.entry WHERE t.id = ?1`, id)
	if found == nil || err != nil {
		return nil, err
	}
	devices := v.options.Devices(found.ID)
	found.Scanner, found.Printer = devices.Scanner, devices.Printer
	found.Code = placeCode(found.Kind, found.ID)
	found.Badge, found.Tote, found.Dock, found.Quantity = session.Badge, session.Tote, session.Dock, session.Quantity
	if session.Ask != nil {
		found.Ask = Question(session.Ask.Kind)
	}
	prompt := session.Prompt()
	found.Next, found.NextText = v.said(&prompt)
	if session.Unsettled != nil && (found.Said == nil || found.Said.Code != "settle_first") {
		// Nobody knows whether the last answer was heard: this is what stands.
		found.Outcome = floor.Bad
		found.Said, found.Text = v.said(session.Unsettled)
	}
	found.Takeover = session.Takeover != nil
	found.TakeoverSaid, found.TakeoverText = v.said(session.Takeover)
	if found.UnknownJob, err = unknownJob(r, found.ID, printers); err != nil {
		return nil, err
	}
	switch {
	case session.Fulfilment != "":
		err = found.pack(r, session)
	case session.List != "":
		err = found.walk(r, session)
	}
	return found, err
}

// unknownJob is the oldest job that a station asked of one of its printers and
// that is unknown. It repeats the condition of the index of jobs that are not
// done, so that the few of them are looked at and not the history.
func unknownJob(r engine.Reader, id floor.StationID, printers []string) (job floor.PrintJobID, err error) {
	oldest := int64(math.MaxInt64)
	for i, printer := range printers {
		if printer == "" || slices.Contains(printers[:i], printer) || err != nil {
			continue
		}
		err = r.Query(func(row engine.Row) error {
			if number := row.Int(1); number < oldest {
				job, oldest = floor.PrintJobID(row.Text(0)), number
			}
			return nil
		}, `SELECT id, number FROM print_job WHERE printer = ?1 AND state IN ('queued', 'sending', 'unknown')
			AND state = 'unknown' AND station = ?2 ORDER BY number LIMIT 1`, printer, id)
	}
	return job, err
}
