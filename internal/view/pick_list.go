package view

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/ledger/engine"
)

// PickList is the row of a pick list.
type PickList struct {
	ID     floor.PickListID `json:"id" doc:"Name of the list."`
	Mode   pick.Mode        `json:"mode" enum:"single,cart" doc:"One order, or a cart with a tote for each."`
	State  pick.ListState   `json:"state" enum:"released,taken,picked,dropped" doc:"How far it is."`
	Badge  floor.BadgeID    `json:"badge,omitempty" doc:"Whose list it is; absent when nobody took it."`
	ShipBy time.Time        `json:"ship_by" doc:"The oldest promise on it."`
	Orders int              `json:"orders" doc:"Orders on it."`
	Lines  int              `json:"lines" doc:"Lines on it, cancelled ones left out."`
	Left   int              `json:"left" doc:"Lines that units are still to be taken for."`
	Units  int              `json:"units" doc:"Units to take, without those found missing."`
	Picked int              `json:"picked" doc:"Units taken so far."`
	Place  string           `json:"place,omitempty" doc:"Where its totes were left."`
}

// PickListDetail is a pick list with its orders and its walk.
type PickListDetail struct {
	PickList PickList       `json:"pick_list" doc:"The list as it is in lists."`
	Slots    []PickSlot     `json:"slots" doc:"Its orders, one tote each."`
	Lines    []PickListLine `json:"lines" doc:"Its lines as they are walked."`
}

// PickSlot is the place of an order on a list.
type PickSlot struct {
	Slot  int           `json:"slot" doc:"Counts from 1."`
	Order floor.OrderID `json:"order" doc:"The order."`
	Tote  floor.ToteID  `json:"tote,omitempty" doc:"Its tote, once it is bound."`
}

// PickListLine is a line of a list.
type PickListLine struct {
	Line      int              `json:"line" doc:"Number of the line."`
	Slot      int              `json:"slot" doc:"The slot it is for."`
	Location  floor.LocationID `json:"location" doc:"The bin."`
	SKU       floor.SKU        `json:"sku" doc:"The item."`
	Name      string           `json:"name" doc:"Name of the item."`
	Quantity  int              `json:"quantity" doc:"Units to take."`
	Picked    int              `json:"picked" doc:"Units taken from the bin."`
	Put       int              `json:"put" doc:"Units of the picked ones that reached their tote."`
	Shorted   int              `json:"shorted" doc:"Units that were not there."`
	Cancelled bool             `json:"cancelled,omitempty" doc:"What was left of it is not wanted any more."`
}

// PickLists lists pick lists: of one state oldest promise first, else by name.
func (v *View) PickLists(ctx context.Context, ask Ask) (Page[PickList], error) {
	return list[PickList]{row: readPickList, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		if ask.State == "" {
			return keys(r, `SELECT 0, id FROM pick_list WHERE id > ?1 ORDER BY id LIMIT ?2`, after.id, limit)
		}
		return keys(r, `SELECT ship_by, id FROM pick_list WHERE state = ?1 AND (ship_by, id) > (?2, ?3)
			ORDER BY ship_by, id LIMIT ?4`, ask.State, after.number, after.id, limit)
	}}.page(ctx, v.options.Ledger, ask)
}

// PickList reads a pick list with its walk; ErrNotFound when there is none.
func (v *View) PickList(ctx context.Context, id floor.PickListID, atLeast int64) (PickListDetail, error) {
	return one(ctx, v, atLeast, "pick list", string(id), func(r engine.Reader) (*PickListDetail, error) {
		row, err := readPickList(r, string(id))
		if row == nil || err != nil {
			return nil, err
		}
		found := &PickListDetail{PickList: *row}
		if found.Slots, err = readSlots(r, id); err != nil {
			return nil, err
		}
		found.Lines, err = readPickLines(r, id)
		return found, err
	})
}

// livePickLists are those under way and the newest of those that are done.
func livePickLists(r engine.Reader) ([]string, error) {
	underWay, err := texts(r, `SELECT id FROM pick_list WHERE state IN ('released', 'taken', 'picked')
		ORDER BY ship_by, id LIMIT ?1`, unfinished)
	if err != nil {
		return nil, err
	}
	done, err := texts(r, `SELECT id FROM pick_list WHERE state = 'dropped' ORDER BY ship_by DESC, id DESC LIMIT ?1`, finished)
	return append(underWay, done...), err
}

func readPickList(r engine.Reader, id string) (*PickList, error) {
	var found *PickList
	err := r.Query(func(row engine.Row) error {
		found = &PickList{
			ID: floor.PickListID(id), Mode: pick.Mode(row.Text(0)), State: pick.ListState(row.Text(1)),
			Badge: floor.BadgeID(row.Text(2)), ShipBy: moment(row.Int(3)), Place: row.Text(4), Orders: int(row.Int(5)),
		}
		return nil
	}, `SELECT mode, state, badge, ship_by, place, (SELECT count(*) FROM pick_slot s WHERE s.list = p.id)
		FROM pick_list p WHERE p.id = ?1`, id)
	if found == nil || err != nil {
		return nil, err
	}
	return found, r.Query(func(row engine.Row) error {
		found.Lines, found.Left, found.Units, found.Picked = int(row.Int(0)), int(row.Int(1)), int(row.Int(2)), int(row.Int(3))
		return nil
	}, `SELECT count(*), sum(CASE WHEN quantity > picked + shorted THEN 1 ELSE 0 END), sum(quantity - shorted), sum(picked)
		FROM pick_line WHERE list = ?1 AND cancelled = 0`, id)
}

func readSlots(r engine.Reader, id floor.PickListID) ([]PickSlot, error) {
	found := []PickSlot{}
	err := r.Query(func(row engine.Row) error {
		found = append(found, PickSlot{Slot: int(row.Int(0)), Order: floor.OrderID(row.Text(1)), Tote: floor.ToteID(row.Text(2))})
		return nil
	}, `SELECT slot, order_id, tote FROM pick_slot WHERE list = ?1 ORDER BY slot`, id)
	return found, err
}

func readPickLines(r engine.Reader, id floor.PickListID) ([]PickListLine, error) {
	found := []PickListLine{}
	err := r.Query(func(row engine.Row) error {
		found = append(found, PickListLine{
			Line: int(row.Int(0)), Slot: int(row.Int(1)), Location: floor.LocationID(row.Text(2)),
			SKU: floor.SKU(row.Text(3)), Name: row.Text(4), Quantity: int(row.Int(5)), Picked: int(row.Int(6)),
			Put: int(row.Int(7)), Shorted: int(row.Int(8)), Cancelled: row.Int(9) == 1,
		})
		return nil
	}, `SELECT l.line, l.slot, l.location, l.sku, coalesce(i.name, ''), l.quantity, l.picked, l.put, l.shorted, l.cancelled
		FROM pick_line l LEFT JOIN item i ON i.sku = l.sku WHERE l.list = ?1
		ORDER BY l.skips, l.sequence, l.location, l.slot, l.line`, id)
	return found, err
}
