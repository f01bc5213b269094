package ledger

import (
	"errors"
	"time"

	"tallyman/internal/ledger/engine"
)

// transaction is the engine.Tx of one decision.
type transaction struct{ writer *writer }

var errEnded = errors.New("the transaction was kept after its decision had ended")

func (t *transaction) end() { t.writer = nil }

// Query implements engine.Reader.
func (t *transaction) Query(each func(engine.Row) error, text string, arguments ...any) error {
	if t.writer == nil {
		return errEnded
	}
	return t.writer.db.Query(each, text, arguments...)
}

// Exec implements engine.Tx.
func (t *transaction) Exec(text string, arguments ...any) (int64, error) {
	if t.writer == nil {
		return 0, errEnded
	}
	return t.writer.db.Exec(text, arguments...)
}

// Touch implements engine.Tx.
func (t *transaction) Touch(collection, id string) {
	if t.writer != nil {
		t.writer.touched = append(t.writer.touched, Touch{Collection: collection, ID: id})
	}
}

// moment is a time as entries keep it: UTC, whole microseconds, without the
// monotonic reading, so that a replayed apply sees the same.
func moment(at time.Time) time.Time { return time.UnixMicro(at.UnixMicro()).UTC() }
