package print

import (
	"cmp"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
)

// mostJammed is how many papers one answer settles: more than any printer holds.
const mostJammed = 100

const lastGoodColumns = `SELECT j.id, j.number, j.printer, j.order_id, j.state,
	(SELECT count(*) FROM print_job c WHERE c.parcel = j.parcel AND c.document = 'label' AND c.digest <> '') FROM print_job j`

// Jam gathers what a station has to know after a jam, as far as it was asked:
// of the label that is scanned now, or of the last good one.
func Jam(r engine.Reader, ask *floor.Ask, thing floor.Thing, raw string) (f print.JamFacts, err error) {
	switch {
	case ask == nil:
		return f, nil
	case ask.Kind == print.AskRest:
		return JamAt(r, floor.PrintJobID(ask.Code))
	case ask.Kind != print.AskLastGood:
		return f, nil
	case thing.Kind == floor.AnAttempt:
		f, err = jam(r, lastGoodColumns+` WHERE j.parcel = ?1 AND j.attempt = ?2 AND j.document = 'label'`, thing.Ref, raw)
		f.Several = false
	case thing.Kind == floor.AParcel:
		// The last row is read last: a label that was sent.
		return jam(r, lastGoodColumns+` WHERE j.parcel = ?1 AND j.document = 'label' ORDER BY (j.digest <> ''), j.number`, thing.Ref)
	}
	return f, err
}

// JamAt gathers what the label of a job answers as the last good one.
func JamAt(r engine.Reader, id floor.PrintJobID) (print.JamFacts, error) {
	f, err := jam(r, lastGoodColumns+` WHERE j.id = ?1`, id)
	f.Several = false
	return f, err
}

func jam(r engine.Reader, text string, arguments ...any) (f print.JamFacts, err error) {
	if err := r.Query(func(row engine.Row) error {
		f.Last = print.JobQueued{
			Job: floor.PrintJobID(row.Text(0)), Number: int(row.Int(1)), Printer: row.Text(2), Order: floor.OrderID(row.Text(3)),
		}
		f.State, f.Several = print.State(row.Text(4)), row.Int(5) > 1
		return nil
	}, text, arguments...); err != nil || f.State == "" {
		return f, err
	}
	if err := r.Query(func(row engine.Row) error {
		f.Before = append(f.Before, floor.PrintJobID(row.Text(0)))
		return nil
	}, `SELECT id FROM print_job WHERE printer = ?1 AND number < ?2 AND state IN ('sent', 'unknown')
		ORDER BY number DESC LIMIT ?3`, f.Last.Printer, f.Last.Number, mostJammed); err != nil {
		return f, err
	}
	if err := behind(r, &f); err != nil {
		return f, err
	}
	next, err := code.Next(r, jobs)
	f.NextJob = int(next)
	return f, err
}

// behind reads the papers behind the last good one that may be missing: those
// of parcels that still wait for them, and that nobody printed again.
func behind(r engine.Reader, f *print.JamFacts) error {
	return r.Query(func(row engine.Row) error {
		f.After = append(f.After, print.AnswerFacts{
			Job: print.JobQueued{
				Job: floor.PrintJobID(row.Text(0)), Printer: f.Last.Printer, Document: print.Document(row.Text(1)),
				Station: floor.StationID(row.Text(2)), Order: floor.OrderID(row.Text(3)),
				Fulfilment: floor.FulfilmentID(row.Text(4)), Parcel: floor.ParcelID(row.Text(5)),
				Snapshot: floor.RecordID(row.Text(6)),
			},
			Expiry: time.Duration(row.Int(7)) * time.Microsecond, Copies: cmp.Or(int(row.Int(8)), 1),
		})
		return nil
	}, `SELECT j.id, j.document, j.station, j.order_id, j.fulfilment, j.parcel, j.snapshot, j.expires_at - j.queued_at,
			(SELECT count(*) FROM print_job c WHERE c.parcel = j.parcel AND c.document = j.document AND c.snapshot = j.snapshot)
		FROM print_job j JOIN parcel p ON p.id = j.parcel
		WHERE j.printer = ?1 AND j.number > ?2 AND j.state IN ('sent', 'unknown')
			AND (p.state = 'closed' OR p.state = 'labelled' AND j.document <> 'label')
			AND NOT EXISTS (SELECT 1 FROM print_job n WHERE n.parcel = j.parcel AND n.document = j.document
				AND n.number > j.number AND n.state <> 'void')
		ORDER BY j.number LIMIT ?3`, f.Last.Printer, f.Last.Number, mostJammed)
}
