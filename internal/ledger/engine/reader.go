package engine

import (
	"context"
	"errors"
)

// Read gives fn one consistent snapshot of the database, as of its first
// query. It waits for a free connection until ctx ends; ctx also ends a query
// under way. After Close it fails with ErrClosed. The snapshot holds up the write-ahead log: work that takes longer
// than a moment is done on a copy. The Reader must not be kept.
func (d *Database) Read(ctx context.Context, fn func(Reader) error) (err error) {
	var c *connection
	select {
	case c = <-d.readers:
	case <-d.closing:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { d.readers <- c }()
	if _, err := c.exec("BEGIN"); err != nil {
		return err
	}
	defer func() {
		_, ended := c.exec("ROLLBACK")
		err = errors.Join(err, ended)
	}()
	return fn(snapshot{ctx: ctx, connection: c})
}

// snapshot is the Reader of one Read; it lives no longer than its context.
type snapshot struct {
	ctx        context.Context //nolint:containedctx // the context of the call it belongs to
	connection *connection
}

// Query implements Reader.
func (s snapshot) Query(each func(Row) error, text string, arguments ...any) error {
	return s.connection.query(s.ctx, each, text, arguments)
}
