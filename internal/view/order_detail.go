package view

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pack"
	"tallyman/internal/ledger/engine"
)

// Parcel is a parcel of an order.
type Parcel struct {
	ID             floor.ParcelID   `json:"id" doc:"Name of the parcel in the house."`
	Number         int              `json:"number" doc:"Which parcel of the order it is, from 1."`
	State          pack.ParcelState `json:"state" enum:"open,closed,labelled,handed_over,void" doc:"How far it is."`
	Station        floor.StationID  `json:"station" doc:"Where it was packed."`
	Badge          floor.BadgeID    `json:"badge" doc:"Who packed it."`
	Tote           floor.ToteID     `json:"tote,omitempty" doc:"The tote it was packed from."`
	SSCC           string           `json:"sscc,omitempty" doc:"18 digits, once it is closed."`
	TrackingNumber string           `json:"tracking_number,omitempty" doc:"Number of the carrier, once it is closed."`
	Service        string           `json:"service,omitempty" doc:"Delivery service, once it is closed."`
	WeightGrams    int              `json:"weight_grams,omitempty" doc:"Weight of the goods."`
	Place          string           `json:"place,omitempty" doc:"Where it is parked."`
}

// Invoice is the invoice of an order, in minor units of its currency.
type Invoice struct {
	Number     string    `json:"number" doc:"Number of the invoice."`
	Currency   string    `json:"currency" doc:"ISO 4217 code."`
	NetMinor   int64     `json:"net_minor" doc:"Amount without tax."`
	TaxMinor   int64     `json:"tax_minor" doc:"Tax."`
	TotalMinor int64     `json:"total_minor" doc:"What is to be paid."`
	At         time.Time `json:"at" doc:"When it was made."`
}

func readOrderDetail(r engine.Reader, id floor.OrderID) (*OrderDetail, error) {
	row, err := readOrder(r, string(id))
	if row == nil || err != nil {
		return nil, err
	}
	found := &OrderDetail{Order: *row}
	for _, read := range []func(engine.Reader, floor.OrderID) error{
		found.readHead, found.readLines, found.readPlaces, found.readStages, found.readHolds, found.readParcels, found.readInvoice, found.readJobs,
	} {
		if err := read(r, id); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (d *OrderDetail) readHead(r engine.Reader, id floor.OrderID) error {
	var customer floor.RecordID
	err := r.Query(func(row engine.Row) error {
		d.Version, d.PlacedAt, d.Currency = int(row.Int(0)), moment(row.Int(1)), row.Text(2)
		d.TaxIncluded, d.ShippingMinor, d.Reason = row.Int(3) == 1, row.Int(4), row.Text(5)
		customer = floor.RecordID(row.Text(6))
		return nil
	}, `SELECT version, placed_at, currency, tax_included, shipping_minor, reason, customer FROM orders WHERE id = ?1`, id)
	if err != nil {
		return err
	}
	d.Customer, err = readCustomer(r, customer)
	return err
}

func (d *OrderDetail) readLines(r engine.Reader, id floor.OrderID) error {
	d.Lines = []OrderLine{}
	return r.Query(func(row engine.Row) error {
		l := OrderLine{
			Number: int(row.Int(0)), SKU: floor.SKU(row.Text(1)), Name: row.Text(2), Ordered: int(row.Int(3)),
			Cancelled: int(row.Int(4)), Reserved: int(row.Int(5)), Picked: int(row.Int(6)), Packed: int(row.Int(7)),
			UnitPriceMinor: row.Int(8), DiscountMinor: row.Int(9), Rate: floor.Rate(row.Int(10)), Places: []LinePlace{},
		}
		l.Short = l.Ordered - l.Cancelled - l.Reserved - l.Picked
		d.Lines = append(d.Lines, l)
		return nil
	}, `SELECT l.number, l.sku, coalesce(i.name, ''), l.ordered, l.cancelled, l.reserved, l.picked, l.packed,
			l.unit_price_minor, l.discount_minor, l.rate
		FROM order_line l LEFT JOIN item i ON i.sku = l.sku WHERE l.order_id = ?1 ORDER BY l.number`, id)
}

func (d *OrderDetail) readHolds(r engine.Reader, id floor.OrderID) error {
	d.Holds = []Hold{}
	return r.Query(func(row engine.Row) error {
		d.Holds = append(d.Holds, Hold{Kind: row.Text(0), By: row.Text(1), At: moment(row.Int(2))})
		return nil
	}, `SELECT kind, by, at FROM hold WHERE order_id = ?1 ORDER BY at, kind`, id)
}

func (d *OrderDetail) readParcels(r engine.Reader, id floor.OrderID) error {
	d.Parcels = []Parcel{}
	return r.Query(func(row engine.Row) error {
		d.Parcels = append(d.Parcels, Parcel{
			ID: floor.ParcelID(row.Text(0)), Number: int(row.Int(1)), State: pack.ParcelState(row.Text(2)),
			Station: floor.StationID(row.Text(3)), Badge: floor.BadgeID(row.Text(4)), Tote: floor.ToteID(row.Text(5)),
			SSCC: row.Text(6), TrackingNumber: row.Text(7), Service: row.Text(8), WeightGrams: int(row.Int(9)),
			Place: row.Text(10),
		})
		return nil
	}, `SELECT p.id, p.number, p.state, p.station, p.badge, p.tote, p.sscc, p.tracking_number, p.service,
			p.weight_grams, p.place
		FROM fulfilment f JOIN parcel p ON p.fulfilment = f.id WHERE f.order_id = ?1 ORDER BY p.number, p.seq`, id)
}

func (d *OrderDetail) readInvoice(r engine.Reader, id floor.OrderID) error {
	return r.Query(func(row engine.Row) error {
		d.Invoice = &Invoice{
			Number: row.Text(0), Currency: row.Text(1), NetMinor: row.Int(2), TaxMinor: row.Int(3),
			TotalMinor: row.Int(4), At: moment(row.Int(5)),
		}
		return nil
	}, `SELECT v.id, v.currency, v.net_minor, v.tax_minor, v.total_minor, v.at
		FROM fulfilment f JOIN invoice v ON v.fulfilment = f.id WHERE f.order_id = ?1 ORDER BY v.at LIMIT 1`, id)
}

func (d *OrderDetail) readJobs(r engine.Reader, id floor.OrderID) error {
	d.PrintJobs = []PrintJob{}
	ids, err := texts(r, `SELECT id FROM print_job WHERE order_id = ?1 ORDER BY number`, id)
	if err != nil {
		return err
	}
	for _, id := range ids {
		job, err := readPrintJob(r, id)
		if err != nil {
			return err
		}
		if job != nil {
			d.PrintJobs = append(d.PrintJobs, *job)
		}
	}
	return nil
}
