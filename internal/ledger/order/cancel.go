package order

import (
	"encoding/json"
	"fmt"
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
	ledgerstock "tallyman/internal/ledger/stock"
)

// CancelFacts gathers what cancelling an order has to know.
func CancelFacts(r engine.Reader, id floor.OrderID) (change.CancelFacts, error) {
	var f change.CancelFacts
	err := r.Query(func(row engine.Row) error {
		f.Known, f.Fulfilment, f.State = true, floor.FulfilmentID(row.Text(0)), order.State(row.Text(1))
		return nil
	}, `SELECT id, state FROM fulfilment WHERE order_id = ?1`, id)
	if err != nil || !f.Known || f.State == order.Void || f.State == order.Closed {
		return f, err
	}
	if f.Lines, err = progress(r, id); err != nil {
		return f, err
	}
	if f.Allocations, err = allocations(r, f.Fulfilment); err != nil {
		return f, err
	}
	if f.Sessions, err = sessions(r, f.Fulfilment); err != nil {
		return f, err
	}
	if f.Parcels, err = parcels(r, f.Fulfilment); err != nil {
		return f, err
	}
	if f.Jobs, err = jobs(r, id); err != nil {
		return f, err
	}
	return f, freed(r, &f)
}

func allocations(r engine.Reader, id floor.FulfilmentID) ([]change.Allocation, error) {
	var found []change.Allocation
	err := r.Query(func(row engine.Row) error {
		found = append(found, change.Allocation{
			List: floor.PickListID(row.Text(0)), Line: int(row.Int(1)), Location: floor.LocationID(row.Text(2)),
			SKU: floor.SKU(row.Text(3)), Quantity: int(row.Int(4)),
		})
		return nil
	}, `SELECT p.list, p.line, p.location, p.sku, p.quantity - p.picked - p.shorted FROM pick_slot s
		JOIN pick_line p ON p.list = s.list AND p.slot = s.slot
		WHERE s.fulfilment = ?1 AND p.cancelled = 0 AND p.quantity > p.picked + p.shorted
		ORDER BY p.list, p.line`, id)
	return found, err
}

func sessions(r engine.Reader, id floor.FulfilmentID) ([]floor.Session, error) {
	var found []floor.Session
	err := r.Query(func(row engine.Row) error {
		var s floor.Session
		if err := json.Unmarshal(row.Blob(0), &s); err != nil {
			return fmt.Errorf("session: %w", err)
		}
		s.Read.Entry = row.Int(1)
		found = append(found, s)
		return nil
	}, `SELECT body, entry FROM session WHERE fulfilment = ?1
			OR list <> '' AND list IN (SELECT list FROM pick_slot WHERE fulfilment = ?1)
		ORDER BY station`, id)
	return found, err
}

func parcels(r engine.Reader, id floor.FulfilmentID) ([]change.Parcel, error) {
	var found []change.Parcel
	err := r.Query(func(row engine.Row) error {
		p := change.Parcel{
			ID: floor.ParcelID(row.Text(0)), Tote: floor.ToteID(row.Text(1)), State: pack.ParcelState(row.Text(2)),
		}
		var err error
		p.Contents, err = Contents(r, p.ID)
		found = append(found, p)
		return err
	}, `SELECT id, tote, state FROM parcel WHERE fulfilment = ?1 AND state NOT IN ('handed_over', 'void') ORDER BY id`, id)
	return found, err
}

// Contents is what lies in a parcel.
func Contents(r engine.Reader, id floor.ParcelID) ([]load.Content, error) {
	var found []load.Content
	err := r.Query(func(row engine.Row) error {
		found = append(found, load.Content{SKU: floor.SKU(row.Text(0)), Quantity: int(row.Int(1))})
		return nil
	}, `SELECT sku, quantity FROM stock WHERE place = ?1 ORDER BY sku`, floor.InParcel(id))
	return found, err
}

func jobs(r engine.Reader, id floor.OrderID) ([]floor.PrintJobID, error) {
	var found []floor.PrintJobID
	err := r.Query(func(row engine.Row) error {
		found = append(found, floor.PrintJobID(row.Text(0)))
		return nil
	}, `SELECT id FROM print_job WHERE order_id = ?1
		AND (state = 'queued' OR document = 'label' AND state IN ('sending', 'sent', 'confirmed', 'unknown'))
		ORDER BY number`, id)
	return found, err
}

// freed adds the levels of what the order gives back, and who waits for it.
func freed(r engine.Reader, f *change.CancelFacts) error {
	f.Levels, f.Waiting = map[floor.SKU]stock.Level{}, map[floor.SKU][]order.Demand{}
	var skus []floor.SKU
	for _, line := range f.Lines {
		if line.Reserved > 0 && !slices.Contains(skus, line.SKU) {
			skus = append(skus, line.SKU)
		}
	}
	levels, err := ledgerstock.Levels(r, skus)
	if err != nil {
		return err
	}
	for _, sku := range skus {
		f.Levels[sku] = levels[sku]
		waiting, err := Waiting(r, sku)
		if err != nil {
			return err
		}
		for _, d := range waiting {
			if d.Fulfilment != f.Fulfilment {
				f.Waiting[sku] = append(f.Waiting[sku], d)
			}
		}
	}
	return nil
}
