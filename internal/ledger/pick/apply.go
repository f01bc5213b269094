package pick

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage is the pick stage.
func Stage() stage.Stage {
	return stage.Stage{
		Name: "pick",
		Events: []stage.EventType{
			{Kind: "pick.list_released", Version: 1, New: func() floor.Event { return &pick.Released{} }},
			{Kind: "pick.list_taken", Version: 1, New: func() floor.Event { return &pick.Taken{} }},
			{Kind: "pick.tote_bound", Version: 1, New: func() floor.Event { return &pick.ToteBound{} }},
			{Kind: "pick.line_picked", Version: 1, New: func() floor.Event { return &pick.LinePicked{} }},
			{Kind: "pick.line_put", Version: 1, New: func() floor.Event { return &pick.LinePut{} }},
			{Kind: "pick.line_shorted", Version: 1, New: func() floor.Event { return &pick.LineShorted{} }},
			{Kind: "pick.line_added", Version: 1, New: func() floor.Event { return &pick.LineAdded{} }},
			{Kind: "pick.line_skipped", Version: 1, New: func() floor.Event { return &pick.LineSkipped{} }},
			{Kind: "pick.line_cancelled", Version: 1, New: func() floor.Event { return &pick.LineCancelled{} }},
			{Kind: "pick.list_picked", Version: 1, New: func() floor.Event { return &pick.ListPicked{} }},
			{Kind: "pick.totes_dropped", Version: 1, New: func() floor.Event { return &pick.TotesDropped{} }},
			{Kind: "pick.tote_freed", Version: 1, New: func() floor.Event { return &pick.ToteFreed{} }},
		},
		Tables: []stage.Table{
			{Name: "pick_list", Class: stage.Derived},
			{Name: "pick_slot", Class: stage.Derived},
			{Name: "pick_line", Class: stage.Derived},
			{Name: "tote", Class: stage.Derived},
		},
		Apply: apply,
	}
}

func apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	switch e := event.(type) {
	case pick.Released:
		return release(tx, at, e)
	case pick.Taken:
		return setList(tx, e.List, pick.InHands, e.Badge)
	case pick.ToteBound:
		return bind(tx, e)
	case pick.LinePicked:
		return linePicked(tx, e)
	case pick.LinePut:
		_, err := tx.Exec(`UPDATE pick_line SET put = put + ?3 WHERE list = ?1 AND line = ?2`, e.List, e.Line, e.Quantity)
		return err
	case pick.LineShorted:
		tx.Touch("pick-lists", string(e.List))
		_, err := tx.Exec(`UPDATE pick_line SET shorted = shorted + ?3 WHERE list = ?1 AND line = ?2`,
			e.List, e.Line, e.Quantity)
		return err
	case pick.LineAdded:
		return addLine(tx, e.List, e.Line)
	case pick.LineSkipped:
		_, err := tx.Exec(`UPDATE pick_line SET skips = skips + 1 WHERE list = ?1 AND line = ?2`, e.List, e.Line)
		return err
	case pick.LineCancelled:
		tx.Touch("pick-lists", string(e.List))
		_, err := tx.Exec(`UPDATE pick_line SET cancelled = 1 WHERE list = ?1 AND line = ?2`, e.List, e.Line)
		return err
	case pick.ListPicked:
		tx.Touch("pick-lists", string(e.List))
		_, err := tx.Exec(`UPDATE pick_list SET state = 'picked' WHERE id = ?1`, e.List)
		return err
	case pick.TotesDropped:
		return drop(tx, e)
	case pick.ToteFreed:
		_, err := tx.Exec(`UPDATE tote SET fulfilment = '', list = '', place = '' WHERE id = ?1`, e.Tote)
		return err
	}
	return fmt.Errorf("pick: no apply for %T", event)
}

func release(tx engine.Tx, at stage.Moment, e pick.Released) error {
	tx.Touch("pick-lists", string(e.List))
	if err := code.Count(tx, "list", int64(e.Number)); err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO pick_list (id, mode, state, ship_by, lines, seq) VALUES (?1, ?2, 'released', ?3, 0, ?4)`,
		e.List, e.Mode, e.ShipBy.UnixMicro(), at.Seq); err != nil {
		return err
	}
	for _, slot := range e.Slots {
		if _, err := tx.Exec(`INSERT INTO pick_slot (list, slot, fulfilment, order_id) VALUES (?1, ?2, ?3, ?4)`,
			e.List, slot.Slot, slot.Fulfilment, slot.Order); err != nil {
			return err
		}
	}
	for _, line := range e.Lines {
		if err := addLine(tx, e.List, line); err != nil {
			return err
		}
	}
	return nil
}

func addLine(tx engine.Tx, list floor.PickListID, l pick.ListLine) error {
	tx.Touch("pick-lists", string(list))
	if _, err := tx.Exec(`UPDATE pick_list SET lines = ?2 WHERE id = ?1`, list, l.Line); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO pick_line (list, line, slot, order_line, sku, location, sequence, quantity)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
		list, l.Line, l.Slot, l.OrderLine, l.SKU, l.Location, l.Sequence, l.Quantity)
	return err
}

func setList(tx engine.Tx, list floor.PickListID, state pick.ListState, badge floor.BadgeID) error {
	tx.Touch("pick-lists", string(list))
	_, err := tx.Exec(`UPDATE pick_list SET state = ?2, badge = ?3 WHERE id = ?1`, list, state, badge)
	return err
}

func bind(tx engine.Tx, e pick.ToteBound) error {
	tx.Touch("pick-lists", string(e.List))
	if _, err := tx.Exec(`UPDATE pick_slot SET tote = ?3 WHERE list = ?1 AND slot = ?2`, e.List, e.Slot, e.Tote); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE tote SET fulfilment = ?2, list = ?3, place = '' WHERE id = ?1`, e.Tote, e.Fulfilment, e.List)
	return err
}

func linePicked(tx engine.Tx, e pick.LinePicked) error {
	tx.Touch("pick-lists", string(e.List))
	if _, err := tx.Exec(`UPDATE pick_line SET picked = picked + ?3 WHERE list = ?1 AND line = ?2`,
		e.List, e.Line, e.Quantity); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE order_line SET picked = picked + ?3, reserved = reserved - ?3
		WHERE order_id = ?1 AND number = ?2`, e.Order, e.OrderLine, e.Quantity)
	return err
}

func drop(tx engine.Tx, e pick.TotesDropped) error {
	tx.Touch("pick-lists", string(e.List))
	if _, err := tx.Exec(`UPDATE pick_list SET state = 'dropped', place = ?2 WHERE id = ?1`, e.List, e.Place); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE tote SET place = ?2 WHERE list = ?1 AND id IN (SELECT tote FROM pick_slot WHERE list = ?1)`,
		e.List, e.Place)
	return err
}
