package ledger

import (
	"context"
	"time"

	"tallyman/internal/ledger/engine"
)

// How much of a bulk one commit takes before others get their turn.
const (
	sliceRows = 64
	sliceTime = 2 * time.Millisecond
)

// BulkRow is what became of one row of a bulk.
type BulkRow struct {
	Receipt Receipt
	// Err says that deciding this row broke; the other rows go on.
	Err error
}

// bulk is a piece of work of many rows on its way through the writer, which
// has it to itself until done is closed.
type bulk struct {
	ctx  context.Context //nolint:containedctx // the context of the call that waits for it
	n    int
	row  func(i int) Decide
	rows []BulkRow
	err  error
	done chan struct{}
}

// Bulk carries out n decisions in order, in slices of at most 64 rows or two
// milliseconds, each committed by itself; a waiting scan ends a slice. It is
// not one transaction: the rows it returns are decided and stored (or have
// their own error), the rest was not begun. It ends early with an error when
// ctx ends, when the ledger is closed, or when a commit fails; the rows of
// that commit carry its error.
func (l *Ledger) Bulk(ctx context.Context, n int, row func(i int) Decide) ([]BulkRow, error) {
	if n == 0 {
		return nil, ctx.Err()
	}
	b := &bulk{ctx: ctx, n: n, row: row, rows: make([]BulkRow, 0, n), done: make(chan struct{})}
	if err := l.queue.pushBulk(b); err != nil {
		return nil, err
	}
	<-b.done
	return b.rows, b.err
}

// slice carries out the next rows of a bulk and commits them.
func (w *writer) slice(b *bulk) {
	b.err = b.ctx.Err()
	if b.err == nil {
		b.err = w.ledger.queue.state()
	}
	if b.err == nil {
		b.err = w.sliceOf(b)
	}
	if b.err != nil || len(b.rows) == b.n {
		w.ledger.queue.dropBulk(b)
		close(b.done)
	}
}

func (w *writer) sliceOf(b *bulk) error {
	began, first := w.ledger.options.Now(), len(b.rows)
	batch, lost := w.attempt(func(i int) *pending {
		switch {
		case first+i == b.n || i == sliceRows:
			return nil
		case i > 0 && w.ledger.queue.scanning.Load() > 0:
			return nil
		case i > 0 && w.ledger.options.Now().Sub(began) >= sliceTime:
			return nil
		}
		return &pending{request: Request{Class: Work, Decide: func(tx engine.Tx, at time.Time) (Decision, error) {
			return b.row(first+i)(tx, at)
		}}}
	})
	for _, p := range batch {
		b.rows = append(b.rows, BulkRow{Receipt: p.receipt, Err: p.err})
	}
	w.publish()
	return lost
}
