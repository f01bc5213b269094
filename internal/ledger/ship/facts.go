package ship

import (
	"encoding/json"
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger/engine"
	ledgerorder "tallyman/internal/ledger/order"
)

// Site is the site as it was defined last; before that it is empty.
func Site(r engine.Reader) (ship.Site, error) {
	var site ship.Site
	err := r.Query(func(row engine.Row) error {
		if err := json.Unmarshal([]byte(row.Text(0)), &site); err != nil {
			return fmt.Errorf("site: %w", err)
		}
		return nil
	}, `SELECT body FROM site`)
	return site, err
}

// LoadFacts gathers what a scan at a dock has to know.
func LoadFacts(r engine.Reader, thing floor.Thing) (load.Facts, error) {
	f := load.Facts{Thing: thing}
	if thing.Kind != floor.AParcel && thing.Kind != floor.AnAttempt {
		return f, nil
	}
	if err := r.Query(func(row engine.Row) error {
		f.Parcel = load.Parcel{
			ID: floor.ParcelID(thing.Ref), Fulfilment: floor.FulfilmentID(row.Text(0)), Order: floor.OrderID(row.Text(1)),
			State: pack.ParcelState(row.Text(2)), Service: row.Text(3), Cancelled: order.State(row.Text(4)) == order.Void,
			Hold: row.Text(5), Last: row.Int(6) == 0, Label: row.Text(7),
		}
		return nil
	}, `SELECT p.fulfilment, p.order_id, p.state, p.service, f.state,
			coalesce((SELECT kind FROM hold WHERE hold.order_id = p.order_id ORDER BY kind LIMIT 1), ''),
			(SELECT count(*) FROM parcel x WHERE x.fulfilment = p.fulfilment AND x.id <> p.id
				AND x.state NOT IN ('void', 'handed_over')),
			coalesce((SELECT attempt FROM print_job j WHERE j.parcel = p.id AND j.document = 'label' AND j.state <> 'void'
				ORDER BY j.number DESC LIMIT 1), '')
		FROM parcel p JOIN fulfilment f ON f.id = p.fulfilment WHERE p.id = ?1`, thing.Ref); err != nil {
		return f, err
	}
	var err error
	f.Parcel.Contents, err = ledgerorder.Contents(r, f.Parcel.ID)
	return f, err
}
