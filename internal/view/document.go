package view

import (
	"context"
	"encoding/json"
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger/engine"
)

// LackingError says that a paper cannot be made, what is missing, and what to
// do. It holds no personal data.
type LackingError struct{ What string }

// Error is what is missing.
func (e *LackingError) Error() string { return e.What }

func lacking(format string, args ...any) error {
	return &LackingError{What: fmt.Sprintf(format, args...)}
}

// Contents reads what the papers of a packed parcel say: the snapshots of its
// newest label and of the invoice. An empty parcel is the newest of the order.
// It is personal data. ErrNotFound when there is no such order, a LackingError
// when nothing of it is packed yet, ErrErased when what was printed was erased.
func (v *View) Contents(ctx context.Context, id floor.OrderID, parcel floor.ParcelID) (ship.Contents, error) {
	return one(ctx, v, 0, "order", string(id), func(r engine.Reader) (*ship.Contents, error) {
		row, err := readOrder(r, string(id))
		if row == nil || err != nil {
			return nil, err
		}
		found := &ship.Contents{}
		if err := readSnapshot(r, &found.Label, fmt.Sprintf("label of order %s", id),
			"the order is not packed yet: its label is made when the parcel closes",
			`SELECT r.body FROM print_job j LEFT JOIN record r ON r.id = j.snapshot
				WHERE j.order_id = ?1 AND j.document = ?2 AND (?3 = '' OR j.parcel = ?3) ORDER BY j.number DESC LIMIT 1`,
			id, print.Label, parcel); err != nil {
			return nil, err
		}
		if err := readSnapshot(r, &found.Invoice, fmt.Sprintf("invoice of order %s", id),
			"it is made when the first parcel of the order closes",
			`SELECT r.body FROM invoice i LEFT JOIN record r ON r.id = i.snapshot WHERE i.order_id = ?1 ORDER BY i.at DESC LIMIT 1`,
			id); err != nil {
			return nil, err
		}
		return found, readGift(r, id, found)
	})
}

// readSnapshot reads a record that a query finds.
func readSnapshot(r engine.Reader, into any, what, why, query string, arguments ...any) error {
	found, body := false, []byte(nil)
	if err := r.Query(func(row engine.Row) error {
		found, body = true, row.Blob(0)
		return nil
	}, query, arguments...); err != nil {
		return err
	}
	switch {
	case !found:
		return lacking("there is no %s: %s", what, why)
	case len(body) == 0:
		return fmt.Errorf("the %s: %w", what, ErrErased)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("the %s cannot be read: %w", what, ErrErased)
	}
	return nil
}

// readGift adds the message of the giver, unless it was erased.
func readGift(r engine.Reader, id floor.OrderID, c *ship.Contents) error {
	customer := floor.RecordID("")
	if err := r.Query(func(row engine.Row) error {
		customer = floor.RecordID(row.Text(0))
		return nil
	}, `SELECT customer FROM orders WHERE id = ?1`, id); err != nil {
		return err
	}
	known, err := readCustomer(r, customer)
	if known != nil {
		c.GiftMessage = known.GiftMessage
	}
	return err
}
