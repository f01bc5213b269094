package view

import (
	"context"
	"strings"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
)

// Trouble is the kind of an exception.
type Trouble string

// The kinds of exceptions.
const (
	PrintUnknown    Trouble = "print_unknown"
	PrintFailed     Trouble = "print_failed"
	OldLabel        Trouble = "old_label"
	OrderIncomplete Trouble = "order_incomplete"
	StockMissing    Trouble = "stock_missing"
	PrinterTrouble  Trouble = "printer_trouble"
	ScannerDown     Trouble = "scanner_down"
)

// What stands before the slash in the id of an exception.
const (
	ofPrintJob = "print-job/"
	ofOldLabel = "old-label/"
	ofOrder    = "order/"
	ofStock    = "stock/"
	ofStation  = "station/"

	thePrinter = "/printer"
	theScanner = "/scanner"
)

// Exception is something that somebody has to look after.
type Exception struct {
	ID       string           `json:"id" doc:"What it is about: print-job/…, old-label/…, order/…, stock/bin:…/SKU, station/…/printer or station/…/scanner."`
	Kind     Trouble          `json:"kind" enum:"print_unknown,print_failed,old_label,order_incomplete,stock_missing,printer_trouble,scanner_down" doc:"What is the matter."`
	Since    *time.Time       `json:"since,omitempty" doc:"Since when; absent when nobody knows."`
	Station  floor.StationID  `json:"station,omitempty" doc:"Where."`
	Order    floor.OrderID    `json:"order,omitempty" doc:"The order that waits."`
	Job      floor.PrintJobID `json:"job,omitempty" doc:"The print job."`
	Document print.Document   `json:"document,omitempty" enum:"label,invoice" doc:"What it prints."`
	SSCC     string           `json:"sscc,omitempty" doc:"Number of the parcel, as its label shows it."`
	SKU      floor.SKU        `json:"sku,omitempty" doc:"The item."`
	Name     string           `json:"name,omitempty" doc:"Name of the item."`
	Place    floor.Place      `json:"place,omitempty" doc:"Where the item is missed, such as bin:A-12-03."`
	Quantity int              `json:"quantity,omitempty" doc:"Units that are missing."`
	Reason   string           `json:"reason,omitempty" doc:"Why, as a print job or a printer told it."`
}

// ExceptionOf names the exception that a touched row may have become, or may
// be no more.
func ExceptionOf(touched feed.Touch) (exception feed.Touch, has bool) {
	before := map[string]string{PrintJobs: ofPrintJob, "old-labels": ofOldLabel, Orders: ofOrder, "stock": ofStock}[touched.Collection]
	return feed.Touch{Collection: Exceptions, ID: before + touched.ID}, before != ""
}

// DeviceExceptions names the exceptions of a station's devices.
func DeviceExceptions(id floor.StationID) []feed.Touch {
	return []feed.Touch{
		{Collection: Exceptions, ID: ofStation + string(id) + thePrinter},
		{Collection: Exceptions, ID: ofStation + string(id) + theScanner},
	}
}

// Exceptions reads all that somebody has to look after, and the sequence it
// stands at.
func (v *View) Exceptions(ctx context.Context, atLeast int64) (found []Exception, seq int64, err error) {
	found = []Exception{}
	err = v.options.Ledger.Read(ctx, atLeast, func(r engine.Reader, head int64) error {
		seq = head
		ids, err := v.exceptionIDs(r)
		if err != nil {
			return err
		}
		for _, id := range ids {
			row, err := v.exception(r, id)
			if err != nil {
				return err
			}
			if row != nil {
				found = append(found, *row)
			}
		}
		return nil
	})
	return found, seq, err
}

// exceptionIDs repeats the conditions of the indexes of what is in trouble, so
// that the few of them are looked at and not the history.
func (v *View) exceptionIDs(r engine.Reader) ([]string, error) {
	var all []string
	for _, text := range []string{
		`SELECT '` + ofPrintJob + `' || j.id FROM print_job j LEFT JOIN fulfilment f ON f.id = j.fulfilment
			WHERE j.state IN ('unknown', 'failed', 'expired') AND (j.state = 'unknown' OR f.state IS NOT 'cancelled')
			ORDER BY j.number LIMIT ?1`,
		`SELECT '` + ofOldLabel + `' || job FROM old_label WHERE job > '' ORDER BY job LIMIT ?1`,
		`SELECT '` + ofOrder + `' || order_id FROM fulfilment WHERE state = 'incomplete' ORDER BY ship_by, id LIMIT ?1`,
		`SELECT '` + ofStock + `' || place || '/' || sku FROM stock WHERE blocked > 0 ORDER BY place, sku LIMIT ?1`,
	} {
		ids, err := texts(r, text, unfinished)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	stations, err := stationIDs(r)
	if err != nil {
		return nil, err
	}
	for _, id := range stations {
		for _, touch := range DeviceExceptions(floor.StationID(id)) {
			if v.deviceException(strings.TrimPrefix(touch.ID, ofStation)) != nil {
				all = append(all, touch.ID)
			}
		}
	}
	return all, nil
}

// exception is nil when there is nothing the matter any more.
func (v *View) exception(r engine.Reader, id string) (found *Exception, err error) {
	if job, is := strings.CutPrefix(id, ofPrintJob); is {
		found, err = printException(r, job)
	} else if job, is := strings.CutPrefix(id, ofOldLabel); is {
		found, err = oldLabelException(r, job)
	} else if number, is := strings.CutPrefix(id, ofOrder); is {
		found, err = orderException(r, number)
	} else if place, is := strings.CutPrefix(id, ofStock); is {
		found, err = stockException(r, place)
	} else if device, is := strings.CutPrefix(id, ofStation); is {
		found = v.deviceException(device)
	}
	if found != nil {
		found.ID = id
	}
	return found, err
}

func printException(r engine.Reader, job string) (found *Exception, err error) {
	err = r.Query(func(row engine.Row) error {
		found = &Exception{
			Kind: PrintFailed, Since: since(row.Int(1)), Job: floor.PrintJobID(job), Document: print.Document(row.Text(2)),
			Order: floor.OrderID(row.Text(3)), Station: floor.StationID(row.Text(4)), Reason: row.Text(5),
			SSCC: row.Text(6),
		}
		if print.State(row.Text(0)) == print.Unknown {
			found.Kind = PrintUnknown
		}
		return nil
	}, `SELECT j.state, j.moved_at, j.document, j.order_id, j.station, j.reason, coalesce(p.sscc, '')
		FROM print_job j LEFT JOIN fulfilment f ON f.id = j.fulfilment LEFT JOIN parcel p ON p.id = j.parcel
		WHERE j.id = ?1 AND j.state IN ('unknown', 'failed', 'expired') AND (j.state = 'unknown' OR f.state IS NOT 'cancelled')`, job)
	return found, err
}

func oldLabelException(r engine.Reader, job string) (found *Exception, err error) {
	err = r.Query(func(row engine.Row) error {
		found = &Exception{
			Kind: OldLabel, Since: since(row.Int(0)), Job: floor.PrintJobID(job), Document: print.Label,
			Order: floor.OrderID(row.Text(1)), Station: floor.StationID(row.Text(2)), Reason: row.Text(3),
		}
		return nil
	}, `SELECT seen_at, order_id, station, reason FROM old_label WHERE job = ?1`, job)
	return found, err
}

func orderException(r engine.Reader, number string) (found *Exception, err error) {
	err = r.Query(func(row engine.Row) error {
		found = &Exception{
			Kind: OrderIncomplete, Order: floor.OrderID(number), Quantity: int(row.Int(0)), Since: since(row.Int(1)),
			Station: floor.StationID(row.Text(2)),
		}
		return nil
	}, `SELECT f.missing, s.at, s.station FROM fulfilment f JOIN fulfilment_stage s ON s.fulfilment = f.id
		WHERE f.order_id = ?1 AND f.state = 'incomplete' AND s.state = 'incomplete' ORDER BY s.number DESC LIMIT 1`, number)
	return found, err
}

// stockException tries every slash that may stand between place and item: both
// may have some.
func stockException(r engine.Reader, id string) (found *Exception, err error) {
	for i := range len(id) {
		if id[i] != '/' || found != nil || err != nil {
			continue
		}
		place, sku := id[:i], id[i+1:]
		err = r.Query(func(row engine.Row) error {
			found = &Exception{
				Kind: StockMissing, Place: floor.Place(place), SKU: floor.SKU(sku), Quantity: int(row.Int(0)), Name: row.Text(1),
			}
			return nil
		}, `SELECT s.blocked, coalesce(i.name, '') FROM stock s LEFT JOIN item i ON i.sku = s.sku
			WHERE s.place = ?1 AND s.sku = ?2 AND s.blocked > 0`, place, sku)
	}
	return found, err
}

// deviceException looks at the printer or the scanner of a station.
func (v *View) deviceException(device string) *Exception {
	if id, is := strings.CutSuffix(device, thePrinter); is {
		p := v.options.Devices(floor.StationID(id)).Printer
		if p == nil || p.State != "down" && p.Trouble == "" {
			return nil
		}
		return &Exception{ID: ofStation + device, Kind: PrinterTrouble, Station: floor.StationID(id), Reason: p.Trouble, Since: p.Since}
	}
	id, is := strings.CutSuffix(device, theScanner)
	if !is {
		return nil
	}
	s := v.options.Devices(floor.StationID(id)).Scanner
	if s == nil || s.State == "up" {
		return nil
	}
	return &Exception{ID: ofStation + device, Kind: ScannerDown, Station: floor.StationID(id), Since: s.Since}
}

func since(micro int64) *time.Time {
	at := moment(micro)
	return &at
}
