package print

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// jobs is the number range of print jobs.
const jobs = "job"

// Stage is the print stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "print",
		Events: []stage.EventType{
			{Kind: "print.job_queued", Version: 1, New: func() floor.Event { return &print.JobQueued{} }},
			{Kind: "print.job_moved", Version: 1, New: func() floor.Event { return &print.JobMoved{} }},
			{Kind: "print.job_rerouted", Version: 1, New: func() floor.Event { return &print.JobRerouted{} }},
			{Kind: "print.old_label_seen", Version: 1, New: func() floor.Event { return &print.OldLabelSeen{} }},
			{Kind: "print.old_label_gone", Version: 1, New: func() floor.Event { return &print.OldLabelGone{} }},
		},
		Tables: []stage.Table{
			{Name: "print_job", Class: stage.Derived},
			{Name: "old_label", Class: stage.Derived},
			{Name: "print_claim", Class: stage.Working},
			{Name: "print_bytes", Class: stage.Record},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case print.JobQueued:
		return queued(tx, at, e)
	case print.JobMoved:
		return moved(tx, at, e)
	case print.JobRerouted:
		return rerouted(tx, e)
	case print.OldLabelSeen:
		return seen(tx, at, e)
	case print.OldLabelGone:
		return found(tx, e)
	}
	return fmt.Errorf("print: no apply for %T", event)
}

// queued registers the code of a label's copy, so that scanning it is told
// from scanning another one. An invoice is proof of nothing.
func queued(tx engine.Tx, at stage.Moment, e print.JobQueued) error {
	tx.Touch("print-jobs", string(e.Job))
	tx.Touch("stations", string(e.Station))
	tx.Touch("orders", string(e.Order))
	if _, err := tx.Exec(`INSERT INTO print_job (id, number, printer, document, station, order_id, fulfilment, parcel,
			snapshot, attempt, copy, state, queued_at, moved_at, expires_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'queued', ?12, ?12, ?13)`,
		e.Job, e.Number, e.Printer, e.Document, e.Station, e.Order, e.Fulfilment, e.Parcel,
		e.Snapshot, e.Attempt, e.Copy, at.At.UnixMicro(), e.ExpiresAt.UnixMicro()); err != nil {
		return err
	}
	if err := code.Count(tx, jobs, int64(e.Number)); err != nil || e.Document != print.Label {
		return err
	}
	return code.Register(tx, e.Attempt, floor.Thing{Kind: floor.AnAttempt, Ref: string(e.Parcel)})
}

// moved is seen where the job was asked for, and where its parcel is now.
func moved(tx engine.Tx, at stage.Moment, e print.JobMoved) error {
	tx.Touch("print-jobs", string(e.Job))
	parcel := ""
	if err := tx.Query(func(row engine.Row) error {
		tx.Touch("stations", row.Text(0))
		parcel = row.Text(1)
		return nil
	}, `UPDATE print_job SET state = ?2, reason = ?3, moved_at = ?5,
			digest = CASE WHEN ?4 = '' THEN digest ELSE ?4 END
		WHERE id = ?1 RETURNING station, parcel`, e.Job, e.State, e.Reason, e.Digest, at.At.UnixMicro()); err != nil {
		return err
	}
	return tx.Query(func(row engine.Row) error {
		tx.Touch("stations", row.Text(0))
		return nil
	}, `SELECT station FROM parcel WHERE id = ?1`, parcel)
}
