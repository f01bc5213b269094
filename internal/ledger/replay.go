package ledger

import (
	"context"
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// replayPage is how many entries are read at a time.
const replayPage = 256

// entries gives every entry behind seq to each, in order, a page at a time, so
// that each may run statements of its own.
func entries(ctx context.Context, r engine.Reader, seq int64, each func(*Entry) error) error {
	for {
		page, err := entryPage(r, seq)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := each(&page[i]); err != nil {
				return err
			}
		}
		seq = page[len(page)-1].Seq
	}
}

func entryPage(r engine.Reader, seq int64) ([]Entry, error) {
	page := make([]Entry, 0, replayPage)
	err := r.Query(func(row engine.Row) error {
		e := Entry{
			Seq: row.Int(0), At: row.Int(1), Station: row.Text(2), Raw: row.Text(3),
			Verdict: row.Blob(4), Events: row.Blob(5), Records: row.Blob(6),
		}
		copy(e.Hash[:], row.Blob(7))
		page = append(page, e)
		return nil
	}, "SELECT seq, at, station, raw, verdict, events, records, hash FROM entry WHERE seq > ?1 ORDER BY seq LIMIT ?2", seq, replayPage)
	return page, err
}

// replay applies the events of an entry again.
func (c *Codec) replay(tx engine.Tx, e *Entry) error {
	events, err := c.Decode(e.Events)
	if err != nil {
		return fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	at := stage.Moment{Seq: e.Seq, At: time.UnixMicro(e.At).UTC(), Station: floor.StationID(e.Station)}
	for _, event := range events {
		if err := c.apply(tx, at, event); err != nil {
			return err
		}
	}
	return nil
}

// project makes the derived tables anew when an older program made them, in
// one transaction, and remembers the version that they have.
func (w *writer) project(ctx context.Context, tables []string) (err error) {
	have, known, err := projection(w.db)
	want := w.ledger.options.Projection
	switch {
	case err != nil:
		return err
	case known && have == want:
		return nil
	case known && have > want:
		return fmt.Errorf("%w: its tables have projection %d and this program makes %d", engine.ErrNewer, have, want)
	}
	if err := w.db.Begin(); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = w.db.Rollback() // the connection is closed next
		}
	}()
	if known {
		w.ledger.options.Log.Info("making the derived tables anew", "from", have, "to", want)
		if err := w.rebuild(ctx, tables); err != nil {
			return fmt.Errorf("make the derived tables anew: %w", err)
		}
	}
	_, err = w.db.Exec("INSERT INTO projection (id, version) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET version = ?1", want)
	if err != nil {
		return err
	}
	return w.db.Commit()
}

func projection(r engine.Reader) (version int64, known bool, err error) {
	err = r.Query(func(row engine.Row) error {
		version, known = row.Int(0), true
		return nil
	}, "SELECT version FROM projection")
	return version, known, err
}

func (w *writer) rebuild(ctx context.Context, tables []string) error {
	if err := w.db.DeferForeignKeys(); err != nil {
		return err
	}
	for _, table := range tables {
		if _, err := w.db.Exec(`DELETE FROM "` + table + `"`); err != nil {
			return err
		}
	}
	tx := &transaction{writer: w}
	defer func() { w.touched = nil }()
	return entries(ctx, w.db, 0, func(e *Entry) error {
		w.touched = w.touched[:0]
		return w.ledger.codec.replay(tx, e)
	})
}
