package view

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/ledger/engine"
)

// Walk is the pick list that a picker walks.
type Walk struct {
	ID     floor.PickListID `json:"id" doc:"Name of the list."`
	Mode   pick.Mode        `json:"mode" enum:"single,cart" doc:"One order, or a cart with a tote for each."`
	Orders int              `json:"orders" doc:"Orders on it."`
	Lines  int              `json:"lines" doc:"Lines on it, cancelled ones left out."`
	Left   int              `json:"left" doc:"Lines that units are still to be taken for."`
	Units  int              `json:"units" doc:"Units to take, without those found missing."`
	Picked int              `json:"picked" doc:"Units taken so far."`
}

// StationLine is the pick line that a picker works on or walks to.
type StationLine struct {
	Location floor.LocationID `json:"location" doc:"The bin."`
	SKU      floor.SKU        `json:"sku" doc:"The item."`
	Name     string           `json:"name" doc:"Name of the item."`
	Order    floor.OrderID    `json:"order" doc:"The order it is for."`
	Tote     floor.ToteID     `json:"tote,omitempty" doc:"The tote it goes into."`
	Picked   int              `json:"picked" doc:"Units taken so far."`
	Quantity int              `json:"quantity" doc:"Units to take, without those found missing."`
	Here     bool             `json:"here" doc:"The picker has confirmed the bin."`
}

// StationSlot is the place of an order on the cart.
type StationSlot struct {
	Slot   int           `json:"slot" doc:"Counts from 1."`
	Order  floor.OrderID `json:"order" doc:"The order."`
	Tote   floor.ToteID  `json:"tote,omitempty" doc:"Its tote, once it is bound."`
	Units  int           `json:"units" doc:"Units to take for it, without those found missing."`
	Picked int           `json:"picked" doc:"Units taken for it so far."`
}

// walk adds the list of a picker and where he is on it.
func (s *Station) walk(r engine.Reader, session floor.Session) error {
	s.Work = string(session.List)
	list, err := readPickList(r, s.Work)
	if list == nil || err != nil {
		return err
	}
	s.List = &Walk{
		ID: list.ID, Mode: list.Mode, Orders: list.Orders, Lines: list.Lines, Left: list.Left,
		Units: list.Units, Picked: list.Picked,
	}
	if err := s.carry(r, session.List); err != nil {
		return err
	}
	if s.Line, err = present(r, session); s.Line == nil || err != nil {
		return err
	}
	s.Then, err = after(r, session.List, s.Line.Location)
	return err
}

// carry adds the slots of a list. What is in the hand is counted apart from
// them, also of lines that were cancelled meanwhile.
func (s *Station) carry(r engine.Reader, list floor.PickListID) error {
	return r.Query(func(row engine.Row) error {
		s.Carries = append(s.Carries, StationSlot{
			Slot: int(row.Int(0)), Order: floor.OrderID(row.Text(1)), Tote: floor.ToteID(row.Text(2)),
			Units: int(row.Int(3)), Picked: int(row.Int(4)),
		})
		s.InHand += int(row.Int(5))
		return nil
	}, `SELECT s.slot, s.order_id, s.tote, sum(CASE WHEN l.cancelled = 0 THEN l.quantity - l.shorted ELSE 0 END),
			sum(CASE WHEN l.cancelled = 0 THEN l.picked ELSE 0 END), sum(l.picked - l.put)
		FROM pick_slot s LEFT JOIN pick_line l ON l.list = s.list AND l.slot = s.slot
		WHERE s.list = ?1 GROUP BY s.slot, s.order_id, s.tote ORDER BY s.slot`, list)
}

// present is the line at the confirmed bin, else the first that is left.
func present(r engine.Reader, session floor.Session) (*StationLine, error) {
	var line *StationLine
	err := r.Query(func(row engine.Row) error {
		line = &StationLine{
			Location: floor.LocationID(row.Text(0)), SKU: floor.SKU(row.Text(1)), Name: row.Text(2),
			Order: floor.OrderID(row.Text(3)), Tote: floor.ToteID(row.Text(4)),
			Picked: int(row.Int(5)), Quantity: int(row.Int(6)), Here: row.Text(0) == string(session.Location),
		}
		return nil
	}, `SELECT l.location, l.sku, coalesce(i.name, ''), s.order_id, s.tote, l.picked, l.quantity - l.shorted
		FROM pick_line l JOIN pick_slot s ON s.list = l.list AND s.slot = l.slot LEFT JOIN item i ON i.sku = l.sku
		WHERE l.list = ?1 AND l.cancelled = 0 AND l.quantity > l.picked + l.shorted
		ORDER BY CASE WHEN l.location = ?2 THEN 0 ELSE 1 END, l.skips, l.sequence, l.location, l.slot, l.line LIMIT 1`,
		session.List, session.Location)
	return line, err
}

// after is the bin that comes behind the present one.
func after(r engine.Reader, list floor.PickListID, here floor.LocationID) (then floor.LocationID, err error) {
	err = r.Query(func(row engine.Row) error {
		then = floor.LocationID(row.Text(0))
		return nil
	}, `SELECT location FROM pick_line
		WHERE list = ?1 AND cancelled = 0 AND quantity > picked + shorted AND location <> ?2
		ORDER BY skips, sequence, location, slot, line LIMIT 1`, list, here)
	return then, err
}
