package view

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
)

// Bytes says what became of the bytes that were sent to a printer.
type Bytes string

// What can become of them.
const (
	BytesKept Bytes = "kept"
	BytesGone Bytes = "gone"
)

// PrintJob is the row of a print job.
type PrintJob struct {
	ID       floor.PrintJobID `json:"id" doc:"Name of the job."`
	Document print.Document   `json:"document" enum:"label,invoice" doc:"What it prints."`
	Order    floor.OrderID    `json:"order,omitempty" doc:"The order it belongs to."`
	Parcel   floor.ParcelID   `json:"parcel,omitempty" doc:"The parcel it belongs to."`
	Station  floor.StationID  `json:"station" doc:"Where it was asked for."`
	Printer  string           `json:"printer" doc:"Address of the printer."`
	State    print.State      `json:"state" enum:"queued,sending,sent,confirmed,unknown,failed,expired,void" doc:"How far it is; unknown: nobody knows whether it was printed."`
	Reason   string           `json:"reason,omitempty" doc:"Why it is in this state."`
	SSCC     string           `json:"sscc,omitempty" doc:"Number of its parcel, as the label shows it."`
	Bytes    Bytes            `json:"bytes,omitempty" enum:"kept,gone" doc:"Whether the exact bytes that were sent are still stored; absent when none were sent. Once they are gone the picture is composed anew."`
	Digest   string           `json:"digest,omitempty" doc:"SHA-256 of those bytes, in hexadecimal; it stays when they are gone."`
	Copy     int              `json:"copy" doc:"0 is the first print, n is marked COPY n."`
	QueuedAt time.Time        `json:"queued_at" doc:"When it was asked for."`
	At       time.Time        `json:"at" doc:"Since when it is in this state."`
}

// PrintJobs lists print jobs, the newest first.
func (v *View) PrintJobs(ctx context.Context, ask Ask) (Page[PrintJob], error) {
	first := cursor{number: math.MaxInt64}
	return list[PrintJob]{row: readPrintJob, first: first, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		if ask.State == "" {
			return keys(r, `SELECT number, id FROM print_job WHERE number < ?1 ORDER BY number DESC LIMIT ?2`, after.number, limit)
		}
		return keys(r, `SELECT number, id FROM print_job WHERE state = ?1 AND number < ?2
			ORDER BY number DESC LIMIT ?3`, ask.State, after.number, limit)
	}}.page(ctx, v.options.Ledger, ask)
}

// PrintJob reads a print job; ErrNotFound when there is none.
func (v *View) PrintJob(ctx context.Context, id floor.PrintJobID, atLeast int64) (PrintJob, error) {
	return one(ctx, v, atLeast, "print job", string(id), func(r engine.Reader) (*PrintJob, error) {
		return readPrintJob(r, string(id))
	})
}

// Paper reads what a print job says, to draw a picture of it: Document,
// Snapshot, Attempt and Copy are set. It is personal data. ErrNotFound when
// there is no such job, ErrErased when what it said was erased.
func (v *View) Paper(ctx context.Context, id floor.PrintJobID) (print.Job, error) {
	job, err := one(ctx, v, 0, "print job", string(id), func(r engine.Reader) (*print.Job, error) {
		var found *print.Job
		err := r.Query(func(row engine.Row) error {
			found = &print.Job{
				ID: id, Printer: row.Text(0), Document: print.Document(row.Text(1)), Attempt: row.Text(2),
				Copy: int(row.Int(3)), ExpiresAt: moment(row.Int(4)), Snapshot: json.RawMessage(row.Blob(5)),
			}
			return nil
		}, `SELECT j.printer, j.document, j.attempt, j.copy, j.expires_at, r.body
			FROM print_job j LEFT JOIN record r ON r.id = j.snapshot WHERE j.id = ?1`, id)
		return found, err
	})
	if err == nil && len(job.Snapshot) == 0 {
		err = fmt.Errorf("what print job %s said: %w", id, ErrErased)
	}
	return job, err
}

func livePrintJobs(r engine.Reader) ([]string, error) {
	return texts(r, `SELECT id FROM print_job ORDER BY number DESC LIMIT ?1`, newest)
}

func readPrintJob(r engine.Reader, id string) (*PrintJob, error) {
	var found *PrintJob
	err := r.Query(func(row engine.Row) error {
		found = &PrintJob{
			ID: floor.PrintJobID(id), Document: print.Document(row.Text(0)), Order: floor.OrderID(row.Text(1)),
			Parcel: floor.ParcelID(row.Text(2)), Station: floor.StationID(row.Text(3)), Printer: row.Text(4),
			State: print.State(row.Text(5)), Reason: row.Text(6), Copy: int(row.Int(7)),
			QueuedAt: moment(row.Int(8)), At: moment(row.Int(9)), SSCC: row.Text(10), Digest: row.Text(11),
		}
		found.Bytes = bytesOf(found.Digest, row.Int(12) == 1)
		return nil
	}, `SELECT j.document, j.order_id, j.parcel, j.station, j.printer, j.state, j.reason, j.copy, j.queued_at, j.moved_at,
			coalesce(p.sscc, ''), j.digest, EXISTS (SELECT 1 FROM print_bytes b WHERE b.job = j.id)
		FROM print_job j LEFT JOIN parcel p ON p.id = j.parcel WHERE j.id = ?1`, id)
	return found, err
}

func bytesOf(digest string, kept bool) Bytes {
	switch {
	case digest == "":
		return ""
	case kept:
		return BytesKept
	}
	return BytesGone
}
