package warehouse

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// brought decides one thing that was brought in.
type brought[T any] func(tx engine.Tx, thing T, at time.Time) (floor.Change, floor.Decision, error)

// bulk decides things one by one in the bulk lane, where scans go first. A
// thing that broke ends it: what was decided before stays.
func bulk[T any](ctx context.Context, w *Warehouse, things []T, decide brought[T]) ([]floor.Result, error) {
	results := make([]floor.Result, len(things))
	rows, err := w.ledger.Bulk(ctx, len(things), func(i int) ledger.Decide {
		return func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
			change, d, err := decide(tx, things[i], at)
			if err != nil {
				return ledger.Decision{}, err
			}
			results[i] = result(change, d)
			return entry(d), nil
		}
	})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.Err != nil {
			return nil, row.Err
		}
	}
	return results, nil
}

func result(change floor.Change, d floor.Decision) floor.Result {
	r := floor.Result{Change: change}
	if change == floor.Refused {
		r.Said = d.Verdict.Said
	}
	return r
}

// refusal is a decision that only says why not.
func refusal(said floor.Phrase) floor.Decision {
	var d floor.Decision
	d.Refuse(floor.Bad, said)
	return d
}
