package shift

import (
	"encoding/json"
	"fmt"
	"strconv"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage is the shift stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "shift",
		Events: []stage.EventType{
			{Kind: "shift.session_changed", Version: 1, New: func() floor.Event { return &floor.SessionChanged{} }},
			{Kind: "shift.station_defined", Version: 1, New: func() floor.Event { return &shift.StationDefined{} }},
			{Kind: "shift.badge_issued", Version: 1, New: func() floor.Event { return &shift.BadgeIssued{} }},
			{Kind: "shift.tote_defined", Version: 1, New: func() floor.Event { return &shift.ToteDefined{} }},
		},
		Tables: []stage.Table{
			{Name: "station", Class: stage.Derived},
			{Name: "session", Class: stage.Derived},
			{Name: "badge", Class: stage.Derived},
			{Name: "answered", Class: stage.Working},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case floor.SessionChanged:
		return change(tx, at, e.Session)
	case shift.StationDefined:
		tx.Touch("stations", string(e.Station))
		_, err := tx.Exec(`INSERT INTO station (id, kind, labels, documents) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, labels = excluded.labels, documents = excluded.documents`,
			e.Station, e.Kind, e.Labels, e.Documents)
		return err
	case shift.BadgeIssued:
		return issue(tx, e)
	case shift.ToteDefined:
		return define(tx, e)
	}
	return fmt.Errorf("shift: no apply for %T", event)
}

// change keeps a session. The entry that holds the answer to a new read is
// this one. A take-over keeps the entry that it began with as long as the same
// has to be acknowledged.
func change(tx engine.Tx, at stage.Moment, s floor.Session) error {
	if s.Read.Entry == 0 {
		s.Read.Entry = at.Seq
	}
	takeover := int64(0)
	if s.Takeover != nil {
		takeover = at.Seq
	}
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	tx.Touch("stations", string(s.Station))
	tx.Touch("scans", strconv.FormatInt(at.Seq, 10))
	_, err = tx.Exec(`INSERT INTO session (station, body, entry, fulfilment, list, takeover) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (station) DO UPDATE SET body = excluded.body, entry = excluded.entry,
			fulfilment = excluded.fulfilment, list = excluded.list,
			takeover = CASE WHEN excluded.takeover = 0 OR session.takeover = 0
				OR json_extract(session.body, '$.takeover') <> json_extract(excluded.body, '$.takeover')
				THEN excluded.takeover ELSE session.takeover END`,
		s.Station, string(body), s.Read.Entry, s.Fulfilment, s.List, takeover)
	return err
}

func issue(tx engine.Tx, e shift.BadgeIssued) error {
	if _, err := tx.Exec(`INSERT INTO badge (id, role, key, holder) VALUES (?1, ?2, ?3, ?4)
		ON CONFLICT (id) DO UPDATE SET role = excluded.role, key = excluded.key, holder = excluded.holder`,
		e.Badge, e.Role, e.Key, e.Holder); err != nil {
		return err
	}
	if err := code.Count(tx, badges, int64(e.Serial)); err != nil {
		return err
	}
	return code.Register(tx, e.Key, floor.Thing{Kind: floor.ABadge, Ref: string(e.Badge)})
}

func define(tx engine.Tx, e shift.ToteDefined) error {
	if _, err := tx.Exec(`INSERT INTO tote (id, code) VALUES (?1, ?2)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code`, e.Tote, e.Code); err != nil {
		return err
	}
	if err := code.Count(tx, totes, int64(e.Serial)); err != nil {
		return err
	}
	return code.Register(tx, e.Code, floor.Thing{Kind: floor.ATote, Ref: string(e.Tote)})
}
