package view

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"tallyman/internal/ledger/engine"
)

// The length of a page.
const (
	usualLimit = 100
	mostLimit  = 500
)

// Ask asks for a page of a list.
type Ask struct {
	// State keeps the rows in that state only; "" is every one. Scans have
	// none.
	State string
	// Query keeps the rows that answer it, "" all of them; only items and
	// bins can be asked for so. Zone keeps the bins of a zone.
	Query, Zone string
	// Cursor is the Next of the page before, "" for the first page.
	Cursor string
	// Limit is how many rows, 100 when it is 0 and never more than 500.
	Limit int
	// AtLeast is the sequence that the page must hold.
	AtLeast int64
}

// Page is a part of a list.
type Page[T any] struct {
	Rows []T `json:"rows" doc:"The rows of this page."`
	// Next is the cursor of the page behind this one, "" when this is the
	// last.
	Next string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
	Seq  int64  `json:"seq" doc:"Sequence of the ledger entry that the page stands at."`
}

// cursor is the key of the last row of a page.
type cursor struct {
	number int64
	id     string
}

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(c.number, 10) + ":" + c.id))
}

func parseCursor(text string, first cursor) (cursor, error) {
	if text == "" {
		return first, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return cursor{}, fmt.Errorf("%w: %q", ErrCursor, text)
	}
	number, id, _ := strings.Cut(string(decoded), ":")
	c := cursor{id: id}
	if c.number, err = strconv.ParseInt(number, 10, 64); err != nil {
		return cursor{}, fmt.Errorf("%w: %q", ErrCursor, text)
	}
	return c, nil
}

// list is how a page is read: the keys behind a cursor, and the row of a key.
type list[T any] struct {
	// first is what the list begins behind.
	first cursor
	keys  func(r engine.Reader, after cursor, limit int) ([]cursor, error)
	row   func(r engine.Reader, id string) (*T, error)
}

func (l list[T]) page(ctx context.Context, ledger Ledger, ask Ask) (Page[T], error) {
	after, err := parseCursor(ask.Cursor, l.first)
	if err != nil {
		return Page[T]{}, err
	}
	limit := min(ask.Limit, mostLimit)
	if limit <= 0 {
		limit = usualLimit
	}
	page := Page[T]{Rows: []T{}}
	err = ledger.Read(ctx, ask.AtLeast, func(r engine.Reader, head int64) error {
		page.Seq = head
		keys, err := l.keys(r, after, limit+1)
		if err != nil {
			return err
		}
		if len(keys) > limit {
			keys = keys[:limit]
			page.Next = keys[limit-1].String()
		}
		for _, key := range keys {
			row, err := l.row(r, key.id)
			if err != nil {
				return err
			}
			if row != nil {
				page.Rows = append(page.Rows, *row)
			}
		}
		return nil
	})
	return page, err
}

// keys reads numbers and ids.
func keys(r engine.Reader, text string, arguments ...any) ([]cursor, error) {
	var found []cursor
	err := r.Query(func(row engine.Row) error {
		found = append(found, cursor{row.Int(0), row.Text(1)})
		return nil
	}, text, arguments...)
	return found, err
}

// one reads a single thing; ErrNotFound when there is none.
func one[T any](ctx context.Context, v *View, atLeast int64, what, id string, read func(r engine.Reader) (*T, error)) (T, error) {
	var found *T
	err := v.options.Ledger.Read(ctx, atLeast, func(r engine.Reader, _ int64) (err error) {
		found, err = read(r)
		return err
	})
	if err == nil && found == nil {
		err = fmt.Errorf("%s %q: %w", what, id, ErrNotFound)
	}
	if err != nil {
		return *new(T), err
	}
	return *found, nil
}
