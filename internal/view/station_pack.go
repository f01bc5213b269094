package view

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/pack"
	"tallyman/internal/ledger/engine"
)

// Packing is the parcel on a packing table, and the order that is packed into
// it.
type Packing struct {
	Order        floor.OrderID    `json:"order" doc:"The order."`
	Service      string           `json:"service" doc:"Delivery service."`
	ShipBy       time.Time        `json:"ship_by" doc:"When it has to leave the house."`
	Country      string           `json:"country" doc:"Where it goes, ISO 3166-1."`
	ParcelNumber int              `json:"parcel_number" doc:"Which parcel of the order it is, from 1."`
	State        pack.ParcelState `json:"state" enum:"open,closed,labelled,handed_over,void" doc:"How far the parcel is; a closed one waits for its label."`
	Verified     bool             `json:"verified" doc:"Everything is in the parcel."`
	WeightGrams  int              `json:"weight_grams" doc:"Weight of the goods in the parcel."`
	Lines        []PackingLine    `json:"lines" doc:"What is to be packed."`

	Job            *PrintJob `json:"job,omitempty" doc:"The newest label that counts; absent before the parcel is closed."`
	SSCC           string    `json:"sscc,omitempty" doc:"18 digits, once it is closed."`
	TrackingNumber string    `json:"tracking_number,omitempty" doc:"Number of the carrier, once it is closed."`
}

// PackingLine is an order line on the packing table.
type PackingLine struct {
	SKU      floor.SKU `json:"sku" doc:"The item."`
	Name     string    `json:"name" doc:"Name of the item."`
	Quantity int       `json:"quantity" doc:"Units to pack."`
	Packed   int       `json:"packed" doc:"Units of them that are in the parcel."`
	Fragile  bool      `json:"fragile,omitempty" doc:"It breaks."`
}

// pack adds the parcel that is packed at the station and what its customer
// wrote.
func (s *Station) pack(r engine.Reader, session floor.Session) error {
	found := &Packing{}
	var customer floor.RecordID
	if err := r.Query(func(row engine.Row) error {
		s.Work, s.Packing = row.Text(0), found
		*found = Packing{
			Order: floor.OrderID(row.Text(0)), Service: row.Text(1), ShipBy: moment(row.Int(2)), Country: row.Text(3),
			ParcelNumber: int(row.Int(7)), State: pack.ParcelState(row.Text(8)), Lines: []PackingLine{},
			SSCC: row.Text(9), TrackingNumber: row.Text(10),
		}
		if row.Int(4) == 1 || row.Int(5) == 1 {
			customer = floor.RecordID(row.Text(6))
		}
		return nil
	}, `SELECT o.id, o.service, f.ship_by, o.country, o.gift, o.note, o.customer,
			p.number, p.state, p.sscc, p.tracking_number
		FROM fulfilment f JOIN orders o ON o.id = f.order_id JOIN parcel p ON p.id = ?2 WHERE f.id = ?1`,
		session.Fulfilment, session.Parcel); err != nil || s.Packing == nil {
		return err
	}
	if err := found.readLines(r); err != nil {
		return err
	}
	if err := found.readLabel(r, session.Parcel); err != nil || customer == "" {
		return err
	}
	written, err := readCustomer(r, customer)
	if err == nil && written != nil {
		s.GiftMessage, s.Note = written.GiftMessage, written.Note
	}
	return err
}

// readLines reads what was picked for the order, and so is to be packed.
func (p *Packing) readLines(r engine.Reader) error {
	p.Verified = true
	return r.Query(func(row engine.Row) error {
		l := PackingLine{
			SKU: floor.SKU(row.Text(0)), Name: row.Text(1), Quantity: int(row.Int(2)), Packed: int(row.Int(3)),
			Fragile: row.Int(4) == 1,
		}
		p.Lines = append(p.Lines, l)
		p.WeightGrams += l.Packed * int(row.Int(5))
		p.Verified = p.Verified && l.Packed == l.Quantity
		return nil
	}, `SELECT l.sku, coalesce(i.name, ''), l.picked, l.packed, coalesce(i.fragile, 0), coalesce(i.weight_grams, 0)
		FROM order_line l LEFT JOIN item i ON i.sku = l.sku WHERE l.order_id = ?1 AND l.picked > 0 ORDER BY l.number`,
		p.Order)
}

// readLabel reads the newest label that is not void.
func (p *Packing) readLabel(r engine.Reader, parcel floor.ParcelID) error {
	ids, err := texts(r, `SELECT id FROM print_job WHERE parcel = ?1 AND document = 'label' AND state <> 'void'
		ORDER BY number DESC LIMIT 1`, parcel)
	if len(ids) == 0 || err != nil {
		return err
	}
	p.Job, err = readPrintJob(r, ids[0])
	return err
}
