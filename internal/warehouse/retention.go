package warehouse

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	ledgerprint "tallyman/internal/ledger/print"
)

// forgetSlice is of how many jobs the bytes are dropped in one commit: a page
// of some kB each is wiped, and scans wait for the writer no longer than that.
const forgetSlice = 16

// ForgetBytes drops the bytes of print jobs to which nothing happened since a
// moment, a few in each commit, and returns of how many. What they were is
// still known by their digest.
func (w *Warehouse) ForgetBytes(ctx context.Context, since time.Time) (dropped int, err error) {
	for last := floor.PrintJobID(""); ; {
		var stale []floor.PrintJobID
		err := w.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) (err error) {
			stale, err = ledgerprint.Stale(r, last, since, forgetSlice)
			return err
		})
		if err != nil || len(stale) == 0 {
			return dropped, err
		}
		last = stale[len(stale)-1]
		n, err := w.forget(ctx, stale, since)
		dropped += n
		if err != nil {
			return dropped, err
		}
	}
}

func (w *Warehouse) forget(ctx context.Context, stale []floor.PrintJobID, since time.Time) (dropped int, err error) {
	err = w.work(ctx, func(tx engine.Tx) (ledger.Decision, error) {
		dropped = 0
		for _, id := range stale {
			gone, err := ledgerprint.Forget(tx, id, since)
			if err != nil {
				return ledger.Decision{}, err
			}
			if gone {
				dropped++
			}
		}
		return ledger.Decision{Skip: true}, nil
	})
	return dropped, err
}
