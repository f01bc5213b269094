package view_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/gs1"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

const (
	mug     = "MUG-01"
	mugEAN  = "4006381333931"
	pen     = "PEN-02"
	printer = "zpl+tcp://127.0.0.1:9"
	person  = "Ola Nordmann"
)

// rig is a small warehouse on a real ledger, and a view of it.
type rig struct {
	*warehouse.Warehouse
	t      *testing.T
	ledger *ledger.Ledger
	view   *view.View
	clock  time.Time
	badge  string
	// line is how the scanner of the packing station is.
	line string
	queries
}

func oslo(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, line: "up", clock: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	l, err := ledger.Open(t.Context(), ledger.Options{
		Path: filepath.Join(t.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
		Now: func() time.Time { return r.clock },
	})
	r.must(err)
	r.ledger, r.Warehouse = l, warehouse.New(l, warehouse.Options{})
	t.Cleanup(func() {
		r.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	seen := r.clock
	r.Ledger = l
	r.view = view.New(view.Options{
		Ledger: &r.queries,
		Say:    func(p floor.Phrase) string { return "words of " + p.Code },
		Zone:   oslo(t),
		Now:    func() time.Time { return r.clock },
		Devices: func(id floor.StationID) view.Devices {
			if id != "pack-1" {
				return view.Devices{}
			}
			return view.Devices{
				Scanner: &view.Scanner{State: r.line, LastByte: &seen},
				Printer: &view.Printer{State: "down", Trouble: "paper_out", Since: &seen},
			}
		},
	})
	r.furnish()
	return r
}

func (r *rig) furnish() {
	r.t.Helper()
	ctx := r.t.Context()
	r.must(r.DefineSite(ctx, ship.Site{
		Sender:    ship.Address{Name: "Mugs & More", Line1: "Kai 1", City: "Bergen", Country: "NO"},
		GS1Prefix: "4012345", GS1Extension: "0", InvoicePrefix: "R-", PrintExpiry: time.Hour, TimeZone: "Europe/Oslo",
		Services: []ship.Service{{
			ID: "standard", Name: "Standard", Prefix: "TM", Digits: 9, From: 1, To: 999, CutOff: "16:00", Days: []int{1, 2, 3, 4, 5},
		}},
	}))
	r.must(r.DefineStations(ctx, []shift.StationDefined{
		{Station: "pick-1", Kind: shift.Pick}, {Station: "pack-1", Kind: shift.Pack, Labels: printer, Documents: printer},
	}))
	r.made(r.DefineItems(ctx, []stock.Item{
		{SKU: mug, Name: "Mug", GTIN: mugEAN, WeightGrams: 300}, {SKU: pen, Name: "Pen", WeightGrams: 10},
	}))
	r.made(r.DefineLocations(ctx, []stock.Location{{ID: "A-01", Sequence: 1}, {ID: "A-02", Sequence: 2}}))
	r.made(r.DefineTotes(ctx, make([]shift.ToteDraft, 2)))
	code := r.own(floor.CodeBadge, "SECRET")
	own, _ := floor.ReadCode(code)
	r.made(r.IssueBadges(ctx, []shift.BadgeDraft{{Name: "Anna", Role: shift.Supervisor, Code: own}}))
	r.badge = code
	r.made(r.CountStock(ctx, []stock.Count{
		{Location: "A-01", SKU: mug, Quantity: 5, Key: "1"}, {Location: "A-02", SKU: pen, Quantity: 3, Key: "2"},
	}))
}

func (r *rig) address() ship.Address {
	return ship.Address{Name: person, Line1: "Vei 2", City: "Oslo", Country: "NO"}
}

// place places an order of so many mugs and pens, a day later each.
func (r *rig) place(id string, mugs, pens int) {
	r.t.Helper()
	r.clock = r.clock.Add(time.Second)
	r.made(r.PlaceOrders(r.t.Context(), []order.Draft{{
		Order: floor.OrderID(id), PlacedAt: r.clock, ShipBy: r.clock.Add(24 * time.Hour), Channel: "shop",
		Service: "standard", Currency: "NOK", TaxIncluded: true, ShippingMinor: 500,
		Lines: []order.Line{
			{Number: 1, SKU: mug, Quantity: mugs, UnitPriceMinor: 1000, Rate: 25000},
			{Number: 2, SKU: pen, Quantity: pens, UnitPriceMinor: 100, Rate: 25000},
		},
		Customer: order.Customer{
			Address:     r.address(),
			GiftMessage: "With love", Note: "No plastic",
		},
	}}))
}

func (r *rig) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *rig) made(results []floor.Result, err error) {
	r.t.Helper()
	r.must(err)
	for i, result := range results {
		if result.Change == floor.Refused {
			r.t.Fatalf("row %d is refused: %+v", i, result.Said)
		}
	}
}

func (r *rig) own(kind floor.CodeKind, body string) string {
	r.t.Helper()
	code, err := floor.NewCode(kind, body)
	r.must(err)
	return code.String()
}

func (r *rig) say(c floor.Command) string { return r.own(floor.CodeCommand, string(c)) }

func (r *rig) tote() string { return r.own(floor.CodeTote, "0001") }

// scan reads codes, a second apart, and wants the answer to the last.
func (r *rig) scan(station, said string, codes ...string) warehouse.Answer {
	r.t.Helper()
	var answer warehouse.Answer
	for _, text := range codes {
		r.clock = r.clock.Add(time.Second)
		scan := floor.Scan{Station: floor.StationID(station), Device: station, Raw: text, At: r.clock}
		scan.Own, scan.Reading = floor.ReadCode(text)
		if gtin, err := gs1.ParseGTIN(text); err == nil {
			scan.GTIN = gtin
		}
		var err error
		answer, err = r.Scan(r.t.Context(), warehouse.Ask{Scan: scan, Window: 200 * time.Millisecond})
		r.must(err)
	}
	if answer.Verdict.Said.Code != said {
		r.t.Fatalf("%s at %s is answered %+v, want %s", codes[len(codes)-1], station, answer.Verdict, said)
	}
	return answer
}

// pick picks the two mugs and the pen of an order into the tote.
func (r *rig) pick() {
	r.t.Helper()
	_, _, err := r.Release(r.t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "item_picked", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN, mugEAN, "A-02", pen)
	r.scan("pick-1", "totes_dropped", r.own(floor.CodeStation, "PACK1"))
}

// pack packs what was picked until its papers are queued.
func (r *rig) pack() {
	r.t.Helper()
	r.scan("pack-1", "parcel_closed", r.badge, r.tote(), mugEAN, mugEAN, pen)
}

// sound verifies the ledger.
func (r *rig) sound() {
	r.t.Helper()
	report, err := r.ledger.Verify(r.t.Context(), ledger.Head{}, nil)
	r.must(err)
	if !report.Sound() {
		r.t.Fatalf("verify found %d differences: %+v", report.Found, report.Differences)
	}
}

// erase deletes all records.
func (r *rig) erase() {
	r.t.Helper()
	_, err := r.ledger.Submit(r.t.Context(), ledger.Request{
		Class: ledger.Work,
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			_, err := tx.Exec(`DELETE FROM record`)
			return ledger.Decision{Skip: true}, err
		},
	})
	r.must(err)
}

func (r *rig) station(id floor.StationID) view.Station {
	r.t.Helper()
	station, err := r.view.Station(r.t.Context(), id, 0)
	r.must(err)
	return station
}

// live is the row that screens get, decoded.
func live[T any](r *rig, collection, id string) T {
	r.t.Helper()
	seq, changes, err := r.view.Some(r.t.Context(), []feed.Touch{{Collection: collection, ID: id}})
	r.must(err)
	if len(changes) != 1 || changes[0].ID != id || changes[0].Collection != collection || seq != r.ledger.Head().Seq {
		r.t.Fatalf("at %d of %d: %+v", seq, r.ledger.Head().Seq, changes)
	}
	var row T
	if changes[0].Row != nil {
		r.must(json.Unmarshal(changes[0].Row, &row))
	}
	return row
}

// queries passes reads on and remembers what was asked.
type queries struct {
	*ledger.Ledger
	asked map[string][]any
}

func (q *queries) Read(ctx context.Context, atLeast int64, fn func(r engine.Reader, head int64) error) error {
	return q.Ledger.Read(ctx, atLeast, func(r engine.Reader, head int64) error {
		if q.asked == nil {
			return fn(r, head)
		}
		return fn(remembering{r, q.asked}, head)
	})
}

type remembering struct {
	engine.Reader
	asked map[string][]any
}

func (r remembering) Query(each func(engine.Row) error, text string, arguments ...any) error {
	r.asked[text] = arguments
	return r.Reader.Query(each, text, arguments...)
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("%s is\n%+v, want\n%+v", what, got, want)
	}
}
