package warehouse

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger/engine"
	ledgership "tallyman/internal/ledger/ship"
)

// DefineSite makes the site's settings known; only a difference becomes an
// entry.
func (w *Warehouse) DefineSite(ctx context.Context, site ship.Site) error {
	_, err := w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		var d floor.Decision
		known, err := ledgership.Site(tx)
		if err != nil {
			return d, err
		}
		alike, err := same(known, site)
		if err != nil || alike {
			return d, err
		}
		d.Happened(ship.SiteDefined{Site: site})
		d.Accept(floor.Phrase{Code: "settings_changed"})
		return d, nil
	})
	return err
}
