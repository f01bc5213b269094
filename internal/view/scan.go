package view

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// ScanRow is a read as it came, with its answer. Badges are redacted.
type ScanRow struct {
	ID      int64           `json:"id" doc:"Sequence of the ledger entry."`
	Station floor.StationID `json:"station" doc:"Where it was read."`
	Raw     string          `json:"raw" doc:"The code as read; that of a badge is redacted."`
	Outcome floor.Outcome   `json:"outcome" enum:"good,bad,over,unknown" doc:"Colour of the answer."`
	Said    *floor.Phrase   `json:"said,omitempty" doc:"The answer."`
	Text    string          `json:"text" doc:"The answer in words."`
	Double  bool            `json:"double,omitempty" doc:"The same read came twice: this is the repeated answer."`
	At      time.Time       `json:"at" doc:"When it was decided."`
}

// Scans lists reads, the newest first.
func (v *View) Scans(ctx context.Context, ask Ask) (Page[ScanRow], error) {
	first := cursor{number: math.MaxInt64}
	return list[ScanRow]{row: v.scan, first: first, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		return keys(r, `SELECT seq, seq FROM entry WHERE raw <> '' AND seq < ?1 ORDER BY seq DESC LIMIT ?2`, after.number, limit)
	}}.page(ctx, v.options.Ledger, ask)
}

func liveScans(r engine.Reader) ([]string, error) {
	return texts(r, `SELECT seq FROM entry WHERE raw <> '' ORDER BY seq DESC LIMIT ?1`, newest)
}

func (v *View) scan(r engine.Reader, id string) (*ScanRow, error) {
	seq, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("scan %q: its id is the number of an entry: %w", id, err)
	}
	var found *ScanRow
	err = r.Query(func(row engine.Row) error {
		var verdict floor.Verdict
		if err := json.Unmarshal(row.Blob(3), &verdict); err != nil {
			return fmt.Errorf("verdict of entry %d: %w", seq, err)
		}
		found = &ScanRow{
			ID: seq, Station: floor.StationID(row.Text(0)), Raw: row.Text(1), At: moment(row.Int(2)),
			Outcome: verdict.Outcome, Double: verdict.Double,
		}
		found.Said, found.Text = v.said(&verdict.Said)
		return nil
	}, `SELECT station, raw, at, verdict FROM entry WHERE seq = ?1 AND raw <> ''`, seq)
	return found, err
}
