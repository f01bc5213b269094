package importing

import (
	"context"
	"fmt"

	"tallyman/internal/floor"
)

// batch collects rows for the store.
type batch[T any] struct {
	session *session
	send    func(context.Context, []T) ([]floor.Result, error)
	rows    []*row
	values  []T
}

func (b *batch[T]) add(ctx context.Context, r *row, value T) error {
	b.rows, b.values = append(b.rows, r), append(b.values, value)
	if len(b.rows) < mostRows {
		return nil
	}
	return b.sendAll(ctx, r.end)
}

// flush sends what is left and says that the whole file is done.
func (b *batch[T]) flush(ctx context.Context) error {
	return b.sendAll(ctx, b.session.table.lines.offset)
}

// sendAll sends the batch; done is the offset in the file that is reached by
// it.
func (b *batch[T]) sendAll(ctx context.Context, done int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s := b.session
	if len(b.rows) > 0 {
		results, err := b.send(ctx, b.values)
		if err != nil {
			return fmt.Errorf("import %s, from line %d: %w", s.file.Kind, b.rows[0].line, err)
		}
		if len(results) != len(b.rows) {
			return fmt.Errorf("import %s, from line %d: %d rows had %d results", s.file.Kind, b.rows[0].line, len(b.rows), len(results))
		}
		for i, result := range results {
			if err := s.tally(b.rows[i], result); err != nil {
				return err
			}
		}
		// The store may keep the slice it was given.
		b.rows, b.values = nil, nil
	}
	s.reached(done)
	return nil
}

// reached tells how far the import is.
func (s *session) reached(done int64) {
	s.quiet = 0
	if s.progress != nil {
		s.progress(Progress{
			Done: done, Total: s.file.Size,
			OK: s.report.OK, Unchanged: s.report.Unchanged, Failed: s.report.Failed,
		})
	}
}

// refuse notes a row that does not reach the store. A file full of them is
// seen to go on, too.
func (s *session) refuse(ctx context.Context, r *row) error {
	s.report.Failed++
	s.report.Errors = append(s.report.Errors, r.errors...)
	if s.quiet++; s.quiet >= mostRows {
		s.reached(r.end)
	}
	return ctx.Err()
}

func (s *session) tally(r *row, result floor.Result) error {
	switch result.Change {
	case floor.Created, floor.Changed:
		s.report.OK++
	case floor.Unchanged:
		s.report.Unchanged++
	case floor.Refused:
		s.report.Failed++
		key := s.file.Kind.key()
		s.report.Errors = append(s.report.Errors, RowError{
			Line: r.line, Column: key, Value: r.shown(key), Reason: result.Said.Code, Message: s.file.Say(result.Said),
		})
	default:
		return fmt.Errorf("import %s, line %d: the result %q is none that a store can have", s.file.Kind, r.line, result.Change)
	}
	return nil
}
