package print

import (
	"cmp"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
)

// MoveFacts gathers what moving a printer's queue to a station has to know, of
// so many jobs at most.
func MoveFacts(r engine.Reader, from string, to floor.StationID, limit int) (print.MoveFacts, error) {
	f := print.MoveFacts{From: from, To: to}
	if err := r.Query(func(row engine.Row) error {
		f.Labels, f.Documents = row.Text(0), row.Text(1)
		return nil
	}, `SELECT labels, documents FROM station WHERE id = ?1`, to); err != nil {
		return f, err
	}
	return f, r.Query(func(row engine.Row) error {
		f.Waiting = append(f.Waiting, print.Attempt{
			Job: floor.PrintJobID(row.Text(0)), Document: print.Document(row.Text(1)), State: print.State(row.Text(2)),
		})
		return nil
	}, `SELECT id, document, state FROM print_job
		WHERE printer = ?1 AND state IN ('queued', 'sending', 'unknown') AND state = 'queued'
			AND CASE document WHEN 'label' THEN ?2 ELSE ?3 END <> printer
		ORDER BY number LIMIT ?4`, from, f.Labels, cmp.Or(f.Documents, f.Labels), limit)
}

// rerouted is seen where the job was asked for, and where its parcel is now.
func rerouted(tx engine.Tx, e print.JobRerouted) error {
	tx.Touch("print-jobs", string(e.Job))
	return tx.Query(func(row engine.Row) error {
		tx.Touch("stations", row.Text(0))
		return nil
	}, `UPDATE print_job SET printer = ?2 WHERE id = ?1 RETURNING station`, e.Job, e.Printer)
}
