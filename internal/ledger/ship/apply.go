package ship

import (
	"encoding/json"
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage is the ship stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "ship",
		Events: []stage.EventType{
			{Kind: "ship.site_defined", Version: 1, New: func() floor.Event { return &ship.SiteDefined{} }},
			{Kind: "ship.handed_over", Version: 1, New: func() floor.Event { return &ship.HandedOver{} }},
		},
		Tables: []stage.Table{{Name: "site", Class: stage.Derived}},
		Apply:  apply,
	}
}

func apply(tx engine.Tx, _ stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case ship.SiteDefined:
		body, err := json.Marshal(e.Site)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO site (id, body) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
			string(body))
		return err
	case ship.HandedOver:
		tx.Touch("orders", string(e.Order))
		_, err := tx.Exec(`UPDATE parcel SET state = 'handed_over', place = '' WHERE id = ?1`, e.Parcel)
		return err
	}
	return fmt.Errorf("ship: no apply for %T", event)
}
