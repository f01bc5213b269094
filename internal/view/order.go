package view

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/ledger/engine"
)

// Order is the row of an order.
type Order struct {
	ID      floor.OrderID `json:"id" doc:"Order number as the channel gave it."`
	Channel string        `json:"channel,omitempty" doc:"Where it came from."`
	State   order.State   `json:"state" enum:"scheduled,open,picking,picked,packing,packed,closed,incomplete,cancelled" doc:"How far it is; scheduled waits for stock."`
	Service string        `json:"service" doc:"Delivery service."`
	ShipBy  time.Time     `json:"ship_by" doc:"When it has to leave the house."`
	Lines   int           `json:"lines" doc:"Order lines."`
	Units   int           `json:"units" doc:"Units ordered."`
	Short   int           `json:"short" doc:"Units that are wanted and that no stock is reserved for."`
	Holds   []string      `json:"holds,omitempty" doc:"Why it must not go on, when it must not."`
}

// OrderDetail is an order with all that belongs to it.
type OrderDetail struct {
	Order         Order           `json:"order" doc:"The order as it is in lists."`
	Version       int             `json:"version" doc:"Counts the changes by the channel, from 1."`
	PlacedAt      time.Time       `json:"placed_at" doc:"When the customer placed it."`
	Currency      string          `json:"currency" doc:"ISO 4217 code of all amounts."`
	TaxIncluded   bool            `json:"tax_included" doc:"Whether prices contain the tax."`
	ShippingMinor int64           `json:"shipping_minor" doc:"Price of shipping in minor units."`
	Reason        string          `json:"reason,omitempty" doc:"Why it was cancelled."`
	Customer      *order.Customer `json:"customer,omitempty" doc:"Who ordered, and what they wrote; absent when it was erased."`
	Lines         []OrderLine     `json:"lines" doc:"What was ordered."`
	Stages        []OrderStage    `json:"stages" doc:"Every state that it went through, oldest first."`
	Holds         []Hold          `json:"holds" doc:"Why it must not go on."`
	Parcels       []Parcel        `json:"parcels" doc:"What it is sent in."`
	Invoice       *Invoice        `json:"invoice,omitempty" doc:"The invoice, once there is one."`
	PrintJobs     []PrintJob      `json:"print_jobs" doc:"Its papers, oldest first."`
}

// OrderLine is a line of an order. Ordered units are cancelled, reserved,
// picked or short.
type OrderLine struct {
	Number         int        `json:"number" doc:"Counts from 1."`
	SKU            floor.SKU  `json:"sku" doc:"The item."`
	Name           string     `json:"name" doc:"Name of the item."`
	Ordered        int        `json:"ordered" doc:"Units ordered."`
	Cancelled      int        `json:"cancelled" doc:"Units that will not be shipped."`
	Reserved       int        `json:"reserved" doc:"Units in bins that are spoken for."`
	Picked         int        `json:"picked" doc:"Units taken from their bins."`
	Packed         int        `json:"packed" doc:"Units of the picked ones that are in a parcel."`
	Short          int        `json:"short" doc:"Units that no stock is reserved for."`
	UnitPriceMinor int64      `json:"unit_price_minor" doc:"Price of a unit in minor units."`
	DiscountMinor  int64      `json:"discount_minor" doc:"Discount on the whole line in minor units."`
	Rate           floor.Rate `json:"rate" doc:"Tax rate in thousandths of a percent."`

	Places []LinePlace `json:"places" doc:"Where its units are, once somebody walks for them; what is only reserved has no place yet."`
}

// LinePlace is where units of an order line are.
type LinePlace struct {
	Place    floor.Place `json:"place" doc:"Kind and name of the place, such as bin:A-12-03; left is out of the house."`
	Quantity int         `json:"quantity" doc:"Units there."`
}

// OrderStage is a state that an order came to.
type OrderStage struct {
	State   order.State     `json:"state" enum:"scheduled,open,picking,picked,packing,packed,closed,incomplete,cancelled" doc:"The state."`
	At      time.Time       `json:"at" doc:"When it came there."`
	Seq     int64           `json:"seq" doc:"Sequence of the ledger entry."`
	Station floor.StationID `json:"station,omitempty" doc:"Where that was decided; absent when not at a station."`
	Badge   floor.BadgeID   `json:"badge,omitempty" doc:"Who decided it there."`
}

// Hold keeps an order from going on.
type Hold struct {
	Kind string    `json:"kind" doc:"Which hold it is."`
	By   string    `json:"by" doc:"Who or what set it."`
	At   time.Time `json:"at" doc:"When it was set."`
}

// Orders lists orders: of one state oldest promise first, else by number.
func (v *View) Orders(ctx context.Context, ask Ask) (Page[Order], error) {
	l := list[Order]{row: readOrder, keys: func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
		return keys(r, `SELECT 0, id FROM orders WHERE id > ?1 ORDER BY id LIMIT ?2`, after.id, limit)
	}}
	if ask.State != "" {
		l.keys = func(r engine.Reader, after cursor, limit int) ([]cursor, error) {
			return fulfilments(r, ask.State, after, limit)
		}
		l.row = readOrderOf
	}
	return l.page(ctx, v.options.Ledger, ask)
}

// fulfilments are those of a state, oldest promise first.
func fulfilments(r engine.Reader, state string, after cursor, limit int) ([]cursor, error) {
	return keys(r, `SELECT ship_by, id FROM fulfilment WHERE state = ?1 AND (ship_by, id) > (?2, ?3)
		ORDER BY ship_by, id LIMIT ?4`, state, after.number, after.id, limit)
}

// Order reads an order with all that belongs to it; ErrNotFound when there is
// none.
func (v *View) Order(ctx context.Context, id floor.OrderID, atLeast int64) (OrderDetail, error) {
	return one(ctx, v, atLeast, "order", string(id), func(r engine.Reader) (*OrderDetail, error) {
		return readOrderDetail(r, id)
	})
}

// liveOrders are those under way and the newest of those that are done.
func liveOrders(r engine.Reader) ([]string, error) {
	underWay, err := texts(r, `SELECT order_id FROM fulfilment
		WHERE state IN ('scheduled', 'open', 'picking', 'picked', 'packing', 'packed', 'incomplete')
		ORDER BY ship_by, id LIMIT ?1`, unfinished)
	if err != nil {
		return nil, err
	}
	// Each state by itself comes out of the index in order.
	for _, state := range []order.State{order.Closed, order.Void} {
		done, err := texts(r, `SELECT order_id FROM fulfilment WHERE state = ?1
			ORDER BY ship_by DESC, id DESC LIMIT ?2`, state, finished)
		if err != nil {
			return nil, err
		}
		underWay = append(underWay, done...)
	}
	return underWay, nil
}

func readOrder(r engine.Reader, id string) (*Order, error) {
	var found *Order
	err := r.Query(func(row engine.Row) error {
		found = &Order{
			ID: floor.OrderID(id), Channel: row.Text(0), State: order.State(row.Text(1)), Service: row.Text(2),
			ShipBy: moment(row.Int(3)), Lines: int(row.Int(4)), Units: int(row.Int(5)), Short: int(row.Int(6)),
		}
		return nil
	}, `SELECT o.channel, f.state, o.service, f.ship_by, count(*), sum(l.ordered),
			sum(l.ordered - l.cancelled - l.reserved - l.picked)
		FROM orders o JOIN fulfilment f ON f.order_id = o.id JOIN order_line l ON l.order_id = o.id
		WHERE o.id = ?1 GROUP BY f.id, o.channel, f.state, o.service, f.ship_by ORDER BY f.id LIMIT 1`, id)
	if found == nil || err != nil {
		return nil, err
	}
	found.Holds, err = texts(r, `SELECT kind FROM hold WHERE order_id = ?1 ORDER BY kind`, id)
	return found, err
}

func readOrderOf(r engine.Reader, fulfilment string) (*Order, error) {
	ids, err := texts(r, `SELECT order_id FROM fulfilment WHERE id = ?1`, fulfilment)
	if len(ids) == 0 || err != nil {
		return nil, err
	}
	return readOrder(r, ids[0])
}

// readCustomer reads the personal part of an order, nil when it was erased.
func readCustomer(r engine.Reader, id floor.RecordID) (*order.Customer, error) {
	var found *order.Customer
	err := r.Query(func(row engine.Row) error {
		found = &order.Customer{}
		if err := json.Unmarshal(row.Blob(0), found); err != nil {
			return fmt.Errorf("record %s: %w", id, err)
		}
		return nil
	}, `SELECT body FROM record WHERE id = ?1`, id)
	return found, err
}
