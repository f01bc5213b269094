package view

import (
	"context"
	"encoding/json"
	"fmt"

	"tallyman/internal/feed"
	"tallyman/internal/ledger/engine"
)

// The collections.
const (
	Stations  = "stations"
	Orders    = "orders"
	PickLists = "pick-lists"
	PrintJobs = "print-jobs"
	Scans     = "scans"
	// Floor has one row, Now: the floor as a whole.
	Floor      = "floor"
	Exceptions = "exceptions"
)

// How much of a collection a screen gets to begin with. What is older is found
// through the lists.
const (
	// unfinished is how many orders or pick lists under way there are at
	// most, the oldest promises.
	unfinished = 500
	// finished is how many of each state there are that are done, the latest
	// promises.
	finished = 100
	// newest is how many print jobs and scans there are.
	newest = 100
)

// Collections are what screens may subscribe to.
func Collections() []string {
	return []string{Stations, Orders, PickLists, PrintJobs, Scans, Floor, Exceptions}
}

// shelf is a collection: the ids that a screen begins with, and the row of
// one of them, nil when there is none.
type shelf struct {
	ids func(r engine.Reader) ([]string, error)
	row func(r engine.Reader, id string) (any, error)
}

func (v *View) shelf(collection string) (shelf, error) {
	switch collection {
	case Stations:
		return shelf{stationIDs, func(r engine.Reader, id string) (any, error) { return row(v.station(r, id)) }}, nil
	case Orders:
		return shelf{liveOrders, func(r engine.Reader, id string) (any, error) { return row(readOrder(r, id)) }}, nil
	case PickLists:
		return shelf{livePickLists, func(r engine.Reader, id string) (any, error) { return row(readPickList(r, id)) }}, nil
	case PrintJobs:
		return shelf{livePrintJobs, func(r engine.Reader, id string) (any, error) { return row(readPrintJob(r, id)) }}, nil
	case Scans:
		return shelf{liveScans, func(r engine.Reader, id string) (any, error) { return row(v.scan(r, id)) }}, nil
	case Floor:
		return shelf{theFloor, func(r engine.Reader, id string) (any, error) { return row(v.floor(r, id)) }}, nil
	case Exceptions:
		return shelf{v.exceptionIDs, func(r engine.Reader, id string) (any, error) { return row(v.exception(r, id)) }}, nil
	}
	return shelf{}, fmt.Errorf("%w: %q", feed.ErrUnknown, collection)
}

// row makes a missing row a plain nil.
func row[T any](found *T, err error) (any, error) {
	if found == nil {
		return nil, err
	}
	return found, err
}

// Rows implements feed.Source: a whole collection as a screen begins with it.
// Orders and pick lists are those under way, oldest promise first, and some
// that are done; print jobs and scans are the newest.
func (v *View) Rows(ctx context.Context, collection string) (seq int64, rows []feed.Row, err error) {
	s, err := v.shelf(collection)
	if err != nil {
		return 0, nil, err
	}
	err = v.options.Ledger.Read(ctx, 0, func(r engine.Reader, head int64) error {
		seq = head
		ids, err := s.ids(r)
		if err != nil {
			return err
		}
		for _, id := range ids {
			encoded, err := s.encode(r, id)
			if err != nil {
				return err
			}
			if encoded != nil {
				rows = append(rows, feed.Row{ID: id, JSON: encoded})
			}
		}
		return nil
	})
	return seq, rows, err
}

// Some implements feed.Source.
func (v *View) Some(ctx context.Context, touched []feed.Touch) (seq int64, changes []feed.Change, err error) {
	err = v.options.Ledger.Read(ctx, 0, func(r engine.Reader, head int64) error {
		seq = head
		for _, touch := range touched {
			s, err := v.shelf(touch.Collection)
			if err != nil {
				return err
			}
			encoded, err := s.encode(r, touch.ID)
			if err != nil {
				return err
			}
			changes = append(changes, feed.Change{Seq: head, Collection: touch.Collection, ID: touch.ID, Row: encoded})
		}
		return nil
	})
	return seq, changes, err
}

func (s shelf) encode(r engine.Reader, id string) (json.RawMessage, error) {
	row, err := s.row(r, id)
	if row == nil || err != nil {
		return nil, err
	}
	return json.Marshal(row)
}

// texts collects the first column of a query.
func texts(r engine.Reader, text string, arguments ...any) ([]string, error) {
	var found []string
	err := r.Query(func(row engine.Row) error {
		found = append(found, row.Text(0))
		return nil
	}, text, arguments...)
	return found, err
}
