package view

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/ledger/engine"
)

func (d *OrderDetail) readStages(r engine.Reader, id floor.OrderID) error {
	d.Stages = []OrderStage{}
	return r.Query(func(row engine.Row) error {
		d.Stages = append(d.Stages, OrderStage{
			State: order.State(row.Text(0)), At: moment(row.Int(1)), Seq: row.Int(2),
			Station: floor.StationID(row.Text(3)), Badge: floor.BadgeID(row.Text(4)),
		})
		return nil
	}, `SELECT s.state, s.at, s.seq, s.station, s.badge FROM fulfilment f JOIN fulfilment_stage s ON s.fulfilment = f.id
		WHERE f.order_id = ?1 ORDER BY f.id, s.number`, id)
}

// walked is how far the units of an order line are on one pick line: to be
// taken from the bin, in the hand, in the tote.
type walked struct {
	number                int
	bin, hand, tote       floor.Place
	inBin, inHand, inTote int
}

// readPlaces follows the units of each line from bin to parcel.
func (d *OrderDetail) readPlaces(r engine.Reader, id floor.OrderID) error {
	parcel, err := parcelPlace(r, id)
	if err != nil {
		return err
	}
	walks, err := readWalks(r, id)
	if err != nil {
		return err
	}
	for i := range d.Lines {
		line := &d.Lines[i]
		packed := line.Packed
		for _, w := range walks {
			if w.number != line.Number {
				continue
			}
			gone := min(packed, w.inTote)
			packed -= gone
			line.lie(w.bin, w.inBin)
			line.lie(w.hand, w.inHand)
			line.lie(w.tote, w.inTote-gone)
		}
		line.lie(parcel, line.Packed)
	}
	return nil
}

// lie adds units at a place, to those that are there already.
func (l *OrderLine) lie(place floor.Place, units int) {
	if units <= 0 || place == "" {
		return
	}
	for i := range l.Places {
		if l.Places[i].Place == place {
			l.Places[i].Quantity += units
			return
		}
	}
	l.Places = append(l.Places, LinePlace{Place: place, Quantity: units})
}

// parcelPlace is where what was packed for an order is.
func parcelPlace(r engine.Reader, id floor.OrderID) (place floor.Place, err error) {
	err = r.Query(func(row engine.Row) error {
		place = floor.InParcel(floor.ParcelID(row.Text(0)))
		if pack.ParcelState(row.Text(1)) == pack.ParcelHandedOver {
			place = floor.Left
		}
		return nil
	}, `SELECT p.id, p.state FROM fulfilment f JOIN parcel p ON p.fulfilment = f.id
		WHERE f.order_id = ?1 AND p.state <> 'void' ORDER BY p.number LIMIT 1`, id)
	return place, err
}

func readWalks(r engine.Reader, id floor.OrderID) ([]walked, error) {
	var found []walked
	err := r.Query(func(row engine.Row) error {
		found = append(found, walked{
			number: int(row.Int(0)), bin: floor.InBin(floor.LocationID(row.Text(1))),
			hand: floor.InHand(floor.BadgeID(row.Text(2))), tote: floor.InTote(floor.ToteID(row.Text(3))),
			inBin: int(row.Int(4)), inHand: int(row.Int(5)), inTote: int(row.Int(6)),
		})
		return nil
	}, `SELECT l.order_line, l.location, p.badge, s.tote,
			CASE WHEN l.cancelled = 0 THEN l.quantity - l.picked - l.shorted ELSE 0 END, l.picked - l.put, l.put
		FROM fulfilment f JOIN pick_slot s ON s.fulfilment = f.id
		JOIN pick_line l ON l.list = s.list AND l.slot = s.slot JOIN pick_list p ON p.id = s.list
		WHERE f.order_id = ?1 ORDER BY l.order_line, l.list, l.line`, id)
	return found, err
}
