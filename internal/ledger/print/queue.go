package print

import (
	"encoding/json"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
)

// Oldest is the oldest queued job of a printer whose order has no unknown
// job: until somebody settles that one, nothing more is printed for the order.
// The last result is false when there is none.
func Oldest(r engine.Reader, printer string) (job print.Job, found bool, err error) {
	err = r.Query(func(row engine.Row) error {
		found = true
		job = print.Job{
			ID: floor.PrintJobID(row.Text(0)), Printer: printer, Document: print.Document(row.Text(1)),
			Attempt: row.Text(2), Copy: int(row.Int(3)), ExpiresAt: time.UnixMicro(row.Int(4)).UTC(),
			Snapshot: json.RawMessage(row.Blob(5)),
		}
		return nil
	}, `SELECT j.id, j.document, j.attempt, j.copy, j.expires_at, r.body
		FROM print_job j LEFT JOIN record r ON r.id = j.snapshot
		WHERE j.printer = ?1 AND j.state = 'queued' AND NOT EXISTS (
			SELECT 1 FROM print_job u WHERE u.order_id = j.order_id AND u.state = 'unknown')
		ORDER BY j.number LIMIT 1`, printer)
	return job, found, err
}

// Claim notes that a job is being rendered until a moment.
func Claim(tx engine.Tx, id floor.PrintJobID, until time.Time) error {
	_, err := tx.Exec(`INSERT INTO print_claim (job, until) VALUES (?1, ?2)
		ON CONFLICT (job) DO UPDATE SET until = excluded.until`, id, until.UnixMicro())
	return err
}

// Unclaim gives a job back.
func Unclaim(tx engine.Tx, id floor.PrintJobID) error {
	_, err := tx.Exec(`DELETE FROM print_claim WHERE job = ?1`, id)
	return err
}

// State is the state of a job and the printer that it is for; "" is an unknown
// one.
func State(r engine.Reader, id floor.PrintJobID) (state print.State, printer string, err error) {
	err = r.Query(func(row engine.Row) error {
		state, printer = print.State(row.Text(0)), row.Text(1)
		return nil
	}, `SELECT state, printer FROM print_job WHERE id = ?1`, id)
	return state, printer, err
}

// InSending are the jobs of a printer that are being sent.
func InSending(r engine.Reader, printer string) ([]floor.PrintJobID, error) {
	var found []floor.PrintJobID
	err := r.Query(func(row engine.Row) error {
		found = append(found, floor.PrintJobID(row.Text(0)))
		return nil
	}, `SELECT id FROM print_job WHERE printer = ?1 AND state = 'sending' ORDER BY number`, printer)
	return found, err
}

// AnswerFacts gathers what a person's word on a paper has to know.
func AnswerFacts(r engine.Reader, id floor.PrintJobID) (print.AnswerFacts, error) {
	var f print.AnswerFacts
	err := r.Query(func(row engine.Row) error {
		f.State = print.State(row.Text(0))
		f.Job = print.JobQueued{
			Job: id, Printer: row.Text(1), Document: print.Document(row.Text(2)), Station: floor.StationID(row.Text(3)),
			Order: floor.OrderID(row.Text(4)), Fulfilment: floor.FulfilmentID(row.Text(5)),
			Parcel: floor.ParcelID(row.Text(6)), Snapshot: floor.RecordID(row.Text(7)),
		}
		f.Expiry = time.Duration(row.Int(8)) * time.Microsecond
		f.Copies = int(row.Int(9))
		return nil
	}, `SELECT state, printer, document, station, order_id, fulfilment, parcel, snapshot, expires_at - queued_at,
			(SELECT count(*) FROM print_job c WHERE c.parcel = j.parcel AND c.document = j.document
				AND c.snapshot = j.snapshot)
		FROM print_job j WHERE id = ?1`, id)
	if err != nil {
		return f, err
	}
	next, err := code.Next(r, jobs)
	f.NextJob = int(next)
	return f, err
}

// ReprintFacts gathers what another copy of a paper has to know.
func ReprintFacts(r engine.Reader, id floor.PrintJobID) (f print.ReprintFacts, err error) {
	if f.AnswerFacts, err = AnswerFacts(r, id); err != nil || f.State == "" {
		return f, err
	}
	if err := r.Query(func(row engine.Row) error {
		f.Attempts = append(f.Attempts, print.Attempt{
			Job: floor.PrintJobID(row.Text(0)), Document: f.Job.Document, State: print.State(row.Text(1)),
		})
		return nil
	}, `SELECT id, state FROM print_job WHERE parcel = ?1 AND document = ?2 AND snapshot = ?3 ORDER BY number`,
		f.Job.Parcel, f.Job.Document, f.Job.Snapshot); err != nil {
		return f, err
	}
	return f, r.Query(func(row engine.Row) error {
		f.Boxed, f.Cancelled = row.Int(0) == 1, row.Int(1) == 1
		return nil
	}, `SELECT p.state IN ('closed', 'labelled'), f.state = 'cancelled'
		FROM parcel p JOIN fulfilment f ON f.id = p.fulfilment WHERE p.id = ?1`, f.Job.Parcel)
}
