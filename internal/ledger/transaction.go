package ledger

import (
	"errors"
	"time"

	"tallyman/internal/ledger/engine"
)

// transaction is the engine.Tx of one decision. lost is an error after which
// there is nothing left to commit: SQLite has rolled back by itself, or the
// database is damaged. Statements run after that would each be committed at
// once, so a closure that overlooks the error must not get further.
type transaction struct {
	writer *writer
	lost   error
}

var errEnded = errors.New("the transaction was kept after its decision had ended")

func (t *transaction) end() { t.writer = nil }

// Query implements engine.Reader.
func (t *transaction) Query(each func(engine.Row) error, text string, arguments ...any) error {
	if t.writer == nil {
		return errEnded
	}
	if t.lost != nil {
		return t.lost
	}
	return t.noted(t.writer.db.Query(each, text, arguments...))
}

// Exec implements engine.Tx.
func (t *transaction) Exec(text string, arguments ...any) (int64, error) {
	if t.writer == nil {
		return 0, errEnded
	}
	if t.lost != nil {
		return 0, t.lost
	}
	changed, err := t.writer.db.Exec(text, arguments...)
	return changed, t.noted(err)
}

// noted keeps an error that ended the transaction.
func (t *transaction) noted(err error) error {
	if err != nil && (errors.Is(err, engine.ErrDamaged) || !t.writer.db.Open()) {
		t.lost = err
	}
	return err
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
