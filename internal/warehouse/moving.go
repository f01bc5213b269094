package warehouse

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
	ledgerprint "tallyman/internal/ledger/print"
)

// moveSlice is how many jobs change their printer in one commit.
const moveSlice = 32

// MoveQueue moves what waits for a printer to the printers of a station, some
// jobs in a commit, the oldest first. Quantity in what is said is how many moved.
func (w *Warehouse) MoveQueue(ctx context.Context, from string, to floor.StationID, by, reason string) (Answer, error) {
	var all Answer
	for moved := 0; ; {
		some, err := w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
			facts, err := ledgerprint.MoveFacts(tx, from, to, moveSlice)
			return print.JudgeMove(facts, by, reason), err
		})
		if err != nil || !some.Verdict.Accepted() {
			if moved > 0 {
				return all, err
			}
			return some, err
		}
		moved += some.Verdict.Said.Quantity
		all = some
		all.Verdict.Said.Quantity = moved
	}
}
