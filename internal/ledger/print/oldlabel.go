package print

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// oldLabels is touched when an old label was seen, or found.
const oldLabels = "old-labels"

const oldLabelColumns = `SELECT j.id, j.order_id, j.parcel, j.state, j.reason,
	EXISTS (SELECT 1 FROM print_job n WHERE n.parcel = j.parcel AND n.document = j.document AND n.number > j.number
		AND n.state <> 'void'),
	EXISTS (SELECT 1 FROM old_label o WHERE o.job = j.id) FROM print_job j`

// ScannedLabel gathers what is known of the label that bears an attempt's code.
func ScannedLabel(r engine.Reader, parcel floor.ParcelID, attempt string) (print.OldLabelFacts, error) {
	return oldLabel(r, oldLabelColumns+` WHERE j.parcel = ?1 AND j.attempt = ?2 AND j.document = 'label'`, parcel, attempt)
}

// OldLabel gathers what is known of the label of a job.
func OldLabel(r engine.Reader, id floor.PrintJobID) (print.OldLabelFacts, error) {
	return oldLabel(r, oldLabelColumns+` WHERE j.id = ?1`, id)
}

func oldLabel(r engine.Reader, text string, arguments ...any) (f print.OldLabelFacts, err error) {
	err = r.Query(func(row engine.Row) error {
		f = print.OldLabelFacts{
			Job: floor.PrintJobID(row.Text(0)), Order: floor.OrderID(row.Text(1)), Parcel: floor.ParcelID(row.Text(2)),
			State: print.State(row.Text(3)), Reason: row.Text(4), Newer: row.Int(5) == 1, Seen: row.Int(6) == 1,
		}
		return nil
	}, text, arguments...)
	return f, err
}

func seen(tx engine.Tx, at stage.Moment, e print.OldLabelSeen) error {
	tx.Touch(oldLabels, string(e.Job))
	_, err := tx.Exec(`INSERT INTO old_label (job, order_id, station, reason, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)`,
		e.Job, e.Order, e.Station, e.Reason, at.At.UnixMicro())
	return err
}

func found(tx engine.Tx, e print.OldLabelGone) error {
	tx.Touch(oldLabels, string(e.Job))
	_, err := tx.Exec(`DELETE FROM old_label WHERE job = ?1`, e.Job)
	return err
}
