package warehouse_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/gs1"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/warehouse"
)

const (
	mug    = "MUG-01"
	mugEAN = "4006381333931"
	pen    = "PEN-02"
)

// rig is a small warehouse on a real database: one pick and one pack station,
// two bins, a badge each, two totes.
type rig struct {
	*warehouse.Warehouse
	t      testing.TB
	ledger *ledger.Ledger
	clock  time.Time
	badges map[shift.Role]string
}

func newRig(tb testing.TB) *rig {
	tb.Helper()
	r := &rig{t: tb, clock: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), badges: map[shift.Role]string{}}
	l, err := ledger.Open(tb.Context(), ledger.Options{
		Path: filepath.Join(tb.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
		Now: func() time.Time { return r.clock },
	})
	if err != nil {
		tb.Fatal(err)
	}
	r.ledger, r.Warehouse = l, warehouse.New(l, warehouse.Options{})
	tb.Cleanup(func() {
		r.Close()
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	r.furnish()
	return r
}

func (r *rig) ctx() context.Context { return r.t.Context() }

func (r *rig) furnish() {
	r.t.Helper()
	r.must(r.DefineSite(r.ctx(), site()))
	r.must(r.DefineStations(r.ctx(), []shift.StationDefined{
		{Station: "pick-1", Kind: shift.Pick},
		{Station: "pick-2", Kind: shift.Pick},
		{Station: "pack-1", Kind: shift.Pack, Labels: "zpl+tcp://127.0.0.1:9"},
		{Station: "dock-1", Kind: shift.Dock},
	}))
	r.created(r.DefineItems(r.ctx(), []stock.Item{
		{SKU: mug, Name: "Mug", GTIN: mugEAN, WeightGrams: 300, CaseGTIN: "14006381333938", CaseQuantity: 6},
		{SKU: pen, Name: "Pen", WeightGrams: 10},
	}))
	r.created(r.DefineLocations(r.ctx(), []stock.Location{{ID: "A-01", Sequence: 1}, {ID: "A-02", Sequence: 2}}))
	r.created(r.DefineTotes(r.ctx(), make([]shift.ToteDraft, 4)))
	for i, role := range shift.Roles() {
		code, err := floor.NewCode(floor.CodeBadge, fmt.Sprintf("SECRET%d", i))
		r.must(err)
		r.created(r.IssueBadges(r.ctx(), []shift.BadgeDraft{{Name: "Badge " + string(role), Role: role, Code: code}}))
		r.badges[role] = code.String()
	}
}

func site() ship.Site {
	return ship.Site{
		Sender: ship.Address{Name: "Mugs & More", Line1: "Kai 1", City: "Bergen", Country: "NO"}, TaxID: "NO 1",
		GS1Prefix: "4012345", GS1Extension: "0", InvoicePrefix: "R-", PrintExpiry: time.Hour, TimeZone: "Europe/Oslo",
		Services: []ship.Service{{
			ID: "standard", Name: "Standard", Prefix: "TM", Digits: 9, Suffix: "NO", From: 1, To: 999, CutOff: "16:00",
			Days: []int{1, 2, 3, 4, 5},
		}},
	}
}

func (r *rig) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *rig) created(results []floor.Result, err error) {
	r.t.Helper()
	r.must(err)
	for i, result := range results {
		if result.Change != floor.Created && result.Change != floor.Changed {
			r.t.Fatalf("row %d is %s: %+v", i, result.Change, result.Said)
		}
	}
}

func (r *rig) stock(bin, sku string, n int) {
	r.t.Helper()
	r.created(r.CountStock(r.ctx(), []stock.Count{{
		Location: floor.LocationID(bin), SKU: floor.SKU(sku), Quantity: n, Key: fmt.Sprint(bin, sku, r.clock),
	}}))
	r.clock = r.clock.Add(time.Second)
}

func draft(id string, lines ...order.Line) order.Draft {
	for i := range lines {
		lines[i].Number, lines[i].UnitPriceMinor, lines[i].Rate = i+1, 1000, 25000
	}
	return order.Draft{
		Order: floor.OrderID(id), PlacedAt: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC), Service: "standard",
		Currency: "NOK", Lines: lines, TaxIncluded: true, ShippingMinor: 500,
		Customer: order.Customer{Address: ship.Address{Name: "Ola Nordmann", Line1: "Vei 2", City: "Oslo", Country: "NO"}},
	}
}

func (r *rig) place(drafts ...order.Draft) {
	r.t.Helper()
	r.created(r.PlaceOrders(r.ctx(), drafts))
}

// own writes an own code.
func (r *rig) own(kind floor.CodeKind, body string) string {
	r.t.Helper()
	code, err := floor.NewCode(kind, body)
	r.must(err)
	return code.String()
}

func (r *rig) say(c floor.Command) string { return r.own(floor.CodeCommand, string(c)) }

// scan reads a code a second after the one before.
func (r *rig) scan(station, text string) floor.Verdict {
	r.t.Helper()
	r.clock = r.clock.Add(time.Second)
	scan := floor.Scan{Station: floor.StationID(station), Device: station, Raw: text, At: r.clock}
	scan.Own, scan.Reading = floor.ReadCode(text)
	if gtin, err := gs1.ParseGTIN(text); err == nil {
		scan.GTIN = gtin
	}
	answer, err := r.Scan(r.ctx(), warehouse.Ask{Scan: scan, Window: 200 * time.Millisecond})
	r.must(err)
	return answer.Verdict
}

// good scans and wants a good answer.
func (r *rig) good(station, text, said string) floor.Verdict {
	r.t.Helper()
	v := r.scan(station, text)
	if v.Outcome != floor.Good || v.Said.Code != said {
		r.t.Fatalf("%s scanned %s: %s, %+v; want good, %s", station, text, v.Outcome, v.Said, said)
	}
	return v
}

// refused scans and wants another answer than a good one.
func (r *rig) refused(station, text, said string) floor.Verdict {
	r.t.Helper()
	v := r.scan(station, text)
	if v.Outcome == floor.Good || v.Said.Code != said {
		r.t.Fatalf("%s scanned %s: %s, %+v; want a refusal, %s", station, text, v.Outcome, v.Said, said)
	}
	return v
}

// one reads one value.
func (r *rig) one(query string, arguments ...any) string {
	r.t.Helper()
	value := ""
	r.must(r.ledger.Read(r.ctx(), r.ledger.Head().Seq, func(reader engine.Reader, _ int64) error {
		return reader.Query(func(row engine.Row) error {
			value = row.Text(0)
			return nil
		}, query, arguments...)
	}))
	return value
}

func (r *rig) want(want, query string, arguments ...any) {
	r.t.Helper()
	if got := r.one(query, arguments...); got != want {
		r.t.Fatalf("%s is %q, want %q", query, got, want)
	}
}

// sound verifies the ledger.
func (r *rig) sound() {
	r.t.Helper()
	report, err := r.ledger.Verify(r.ctx(), ledger.Head{}, nil)
	r.must(err)
	if !report.Sound() {
		r.t.Fatalf("verify found %d differences: %+v", report.Found, report.Differences)
	}
}
