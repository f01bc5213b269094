package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

// mostRows is how many rows a Store gets at once.
const mostRows = 64

// File is what is imported.
type File struct {
	Kind Kind
	Body io.Reader
	// Size is in bytes, 0 if it is not known.
	Size int64
	// Zone is what dates without an offset mean; nil is UTC.
	Zone *time.Location
	// Say puts the Store's refusals in words; nil leaves their codes.
	Say func(floor.Phrase) string
}

// Run reads a file into a store and reports every row that was refused.
// progress, which may be nil, is called after each batch, and after as many
// refused rows, from this goroutine.
//
// The error is a *FileError when the header is wrong, the Store's when it
// broke, or one of reading or ctx; the report tells how far the import came,
// and the same file can simply be imported again.
func Run(ctx context.Context, file File, store Store, progress func(Progress)) (Report, error) {
	s := &session{file: file, progress: progress, taken: map[claim]int{}}
	s.report = Report{Kind: file.Kind, Errors: []RowError{}}
	if s.file.Zone == nil {
		s.file.Zone = time.UTC
	}
	if s.file.Say == nil {
		s.file.Say = func(p floor.Phrase) string { return p.Code }
	}
	err := s.run(ctx, store)
	slices.SortStableFunc(s.report.Errors, func(a, b RowError) int { return a.Line - b.Line })
	return s.report, err
}

// session is one import.
type session struct {
	file     File
	table    *table
	report   Report
	progress func(Progress)
	taken    map[claim]int
	// quiet is how many rows were refused since progress was told.
	quiet int
}

func (s *session) run(ctx context.Context, store Store) error {
	body, digest := s.file.Body, ""
	if s.file.Kind == Stock {
		copied, err := digestFile(body)
		if err != nil {
			return err
		}
		defer copied.Close()
		body, digest = copied, copied.digest
	}
	var err error
	if s.table, err = openTable(s.file.Kind, body); err != nil {
		return err
	}
	switch s.file.Kind {
	case Items:
		return load(ctx, s, readItem, store.DefineItems)
	case Locations:
		return load(ctx, s, readLocation, store.DefineLocations)
	case Stock:
		read := func(r *row, taken map[claim]int) stock.Count { return readCount(r, taken, digest) }
		return load(ctx, s, read, store.CountStock)
	case Badges:
		return load(ctx, s, readBadge, store.IssueBadges)
	case Totes:
		return load(ctx, s, readTote, store.DefineTotes)
	case Orders:
		return s.loadOrders(ctx, store)
	}
	return fmt.Errorf("there is no kind of import %q: use one of %v", s.file.Kind, Kinds())
}

// load streams rows that stand for themselves.
func load[T any](ctx context.Context, s *session, read func(*row, map[claim]int) T, send func(context.Context, []T) ([]floor.Result, error)) error {
	b := batch[T]{session: s, send: send}
	for {
		r, err := s.table.next()
		if errors.Is(err, io.EOF) {
			return b.flush(ctx)
		}
		if err != nil {
			return err
		}
		var value T
		if r.readable() {
			value = read(r, s.taken)
		}
		if r.bad() {
			if err := s.refuse(ctx, r); err != nil {
				return err
			}
			continue
		}
		if err := b.add(ctx, r, value); err != nil {
			return err
		}
	}
}

// loadOrders reads all rows before it places the orders that are whole.
func (s *session) loadOrders(ctx context.Context, store Store) error {
	reader := orderReader{zone: s.file.Zone, byID: map[string]*pendingOrder{}}
	for {
		r, err := s.table.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		s.report.Errors = append(s.report.Errors, reader.add(r)...)
	}
	b := batch[order.Draft]{session: s, send: store.PlaceOrders}
	for _, pending := range reader.ordered {
		if pending.badLine > 0 {
			s.report.Failed++
			s.report.Errors = append(s.report.Errors, pending.refusal()...)
			continue
		}
		if err := b.add(ctx, pending.first, pending.draft); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}
