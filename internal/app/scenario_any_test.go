package app_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger"
	"tallyman/internal/station"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

// TestAnyScans asks the rules and the tables together: whatever is scanned and
// ordered, nothing breaks, sums fit, and the entries say what the tables say.
// The rules alone are asked far more in internal/floor/change.
func TestAnyScans(t *testing.T) {
	for name, value := range map[string]string{"rapid.steps": "150", "rapid.checks": "6"} {
		if flag.Lookup(name).Value.String() != flag.Lookup(name).DefValue {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := newAnyFloor(t)
		defer f.close(t)
		t.Repeat(map[string]func(*rapid.T){
			"order":   f.order,
			"release": f.release,
			"right":   f.right,
			"right 2": f.right,
			"right 3": f.right,
			"right 4": f.right,
			"right 5": f.right,
			"any":     f.any,
			"office":  f.office,
			"print":   f.print,
			"unheard": f.unheard,
			"":        f.fits,
		})
		report, err := f.ledger.Verify(f.ctx, ledger.Head{}, nil)
		if err != nil || !report.Sound() {
			t.Fatalf("verify: %v, %+v", err, report)
		}
	})
}

// anyFloor is a warehouse without devices.
type anyFloor struct {
	ctx    context.Context
	folder string
	ledger *ledger.Ledger
	*warehouse.Warehouse
	view   *view.View
	clock  time.Time
	orders int
	counts int
	laid   map[string]int
}

// ok ends the run when something broke: rules refuse, they do not fail.
func ok(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newAnyFloor(t *rapid.T) *anyFloor {
	folder, err := os.MkdirTemp("", "tally")
	ok(t, err)
	f := &anyFloor{
		ctx: context.Background(), folder: folder, clock: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC),
		laid: map[string]int{},
	}
	f.ledger, err = ledger.Open(f.ctx, ledger.Options{
		Path: filepath.Join(folder, "any.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
		Now: func() time.Time { return f.clock },
	})
	ok(t, err)
	f.Warehouse = warehouse.New(f.ledger, warehouse.Options{})
	f.view = view.New(view.Options{Ledger: f.ledger, Say: func(p floor.Phrase) string { return p.Code }})
	f.furnish(t)
	return f
}

func (f *anyFloor) close(t *rapid.T) {
	f.Close()
	ok(t, f.ledger.Close())
	ok(t, os.RemoveAll(f.folder))
}

func (f *anyFloor) furnish(t *rapid.T) {
	const printer = "zpl+tcp://127.0.0.1:9100"
	ok(t, f.DefineSite(f.ctx, ship.Site{
		GS1Prefix: "9520000", GS1Extension: "3", TimeZone: "UTC", PrintExpiry: 12 * time.Hour,
		Services: []ship.Service{{ID: "standard", Digits: 6, From: 1, To: 999999, CutOff: "16:00", Days: []int{1, 2, 3, 4, 5}}},
	}))
	ok(t, f.DefineStations(f.ctx, []shift.StationDefined{
		{Station: "pick-1", Kind: shift.Pick},
		{Station: "pick-2", Kind: shift.Pick},
		{Station: "pack-1", Kind: shift.Pack, Labels: printer},
		{Station: "pack-2", Kind: shift.Pack, Labels: printer},
	}))
	items := []stock.Item{{SKU: "MUG", Name: "Mug", CaseGTIN: "19520000000018", CaseQuantity: 2}, {SKU: "CUP", Name: "Cup"}}
	_, err := f.DefineItems(f.ctx, items)
	ok(t, err)
	_, err = f.DefineLocations(f.ctx, []stock.Location{{ID: "A-01"}, {ID: "A-02"}, {ID: "A-03"}})
	ok(t, err)
	_, err = f.DefineTotes(f.ctx, make([]shift.ToteDraft, 4))
	ok(t, err)
	for _, name := range []string{"ANNA", "ERIK"} {
		_, err = f.IssueBadges(f.ctx, []shift.BadgeDraft{{
			Name: name, Role: shift.Supervisor, Code: floor.Code{Kind: floor.CodeBadge, Body: name},
		}})
		ok(t, err)
	}
	for _, item := range items {
		for _, bin := range []floor.LocationID{"A-01", "A-02", "A-03"} {
			f.count(t, bin, item.SKU, rapid.IntRange(0, 4).Draw(t, "stock"))
		}
	}
}

func (f *anyFloor) count(t *rapid.T, bin floor.LocationID, sku floor.SKU, n int) {
	f.counts++
	was := f.numbers(t, `SELECT coalesce(sum(quantity), 0) FROM stock WHERE place = ?1 AND sku = ?2`, floor.InBin(bin), sku)[0]
	results, err := f.CountStock(f.ctx, []stock.Count{{Location: bin, SKU: sku, Quantity: n, Key: fmt.Sprint(f.counts)}})
	if ok(t, err); results[0].Change != floor.Refused {
		f.laid[string(sku)] += n - was
	}
}

func (f *anyFloor) order(t *rapid.T) {
	if f.orders == 8 {
		t.Skip("enough orders")
	}
	f.orders++
	d := order.Draft{
		Order: floor.OrderID(fmt.Sprintf("SO-%d", f.orders)), PlacedAt: f.clock, Service: "standard", Currency: "EUR",
	}
	for n := range rapid.IntRange(1, 3).Draw(t, "lines") {
		d.Lines = append(d.Lines, order.Line{
			Number: n + 1, SKU: rapid.SampledFrom([]floor.SKU{"MUG", "CUP"}).Draw(t, "sku"),
			Quantity: rapid.IntRange(1, 3).Draw(t, "quantity"), UnitPriceMinor: 1000, Rate: 20000,
		})
	}
	_, err := f.PlaceOrders(f.ctx, []order.Draft{d})
	ok(t, err)
}

func (f *anyFloor) release(t *rapid.T) {
	_, _, err := f.Release(f.ctx, rapid.IntRange(0, 3).Draw(t, "totes"))
	ok(t, err)
}

// office cancels, holds, ships a part, counts, or answers for a paper.
func (f *anyFloor) office(t *rapid.T) {
	id := floor.OrderID(fmt.Sprintf("SO-%d", rapid.IntRange(1, 8).Draw(t, "order")))
	var err error
	switch rapid.IntRange(0, 7).Draw(t, "office") {
	case 0:
		_, err = f.CancelOrder(f.ctx, id, "customer")
	case 1:
		_, err = f.HoldOrder(f.ctx, id, "payment", "test")
	case 2, 3:
		_, err = f.LiftHold(f.ctx, id, "payment", "test")
	case 4:
		_, err = f.ShipPart(f.ctx, id)
	case 5:
		job := floor.PrintJobID(fmt.Sprintf("J-%06d", rapid.IntRange(1, 20).Draw(t, "job")))
		_, err = f.AnswerPrintJob(f.ctx, job, rapid.Bool().Draw(t, "came"))
	default:
		bin := rapid.SampledFrom([]floor.LocationID{"A-01", "A-02", "A-03"}).Draw(t, "bin")
		f.count(t, bin, rapid.SampledFrom([]floor.SKU{"MUG", "CUP"}).Draw(t, "sku"), rapid.IntRange(0, 6).Draw(t, "counted"))
	}
	ok(t, err)
}

func (f *anyFloor) print(t *rapid.T) {
	const printer = "zpl+tcp://127.0.0.1:9100"
	job, found, err := f.Claim(f.ctx, printer, f.clock)
	if ok(t, err); !found {
		t.Skip("nothing is to be printed")
	}
	state := rapid.SampledFrom([]print.State{print.Sent, print.Confirmed, print.Confirmed, print.Unknown, print.Failed}).Draw(t, "state")
	if state != print.Failed {
		begun, err := f.Sending(f.ctx, job.ID, []byte("^XA^XZ"))
		if ok(t, err); !begun {
			return
		}
	}
	ok(t, f.SettleJob(f.ctx, job.ID, state, ""))
}

// unheard says of a station that its last answer was perhaps not heard.
func (f *anyFloor) unheard(t *rapid.T) {
	row := f.station(t)
	ok(t, f.Unheard(f.ctx, row.ID, row.Seq))
}

func (f *anyFloor) station(t *rapid.T) view.Station {
	rows, _, err := f.view.Stations(f.ctx, 0)
	ok(t, err)
	return rows[rapid.IntRange(0, 3).Draw(t, "station")]
}

func (f *anyFloor) scan(t *rapid.T, id floor.StationID, code string) {
	f.clock = f.clock.Add(time.Second)
	answer, err := f.Scan(f.ctx, warehouse.Ask{
		Scan: station.Resolve(id, string(id), "", code, f.clock), Window: 200 * time.Millisecond,
	})
	if err != nil {
		t.Fatalf("%s scans %s: %v", id, code, err)
	}
	t.Logf("%s scans %s: %s %s", id, code, answer.Verdict.Outcome, answer.Verdict.Said.Code)
	if answer.Verdict.Said.Code == "" || answer.Verdict.Next.Code == "" {
		t.Fatalf("%s scans %s: the answer is %+v", id, code, answer.Verdict)
	}
}

func (f *anyFloor) any(t *rapid.T) {
	codes := f.texts(t, `SELECT code FROM code WHERE kind <> 'badge' ORDER BY code`)
	for _, c := range floor.Commands() {
		codes = append(codes, floor.Code{Kind: floor.CodeCommand, Body: string(c)}.String())
	}
	codes = append(codes, ownOf(floor.CodeBadge, "ANNA"), ownOf(floor.CodeBadge, "ERIK"), ownOf(floor.CodeQuantity, "02"),
		ownOf(floor.CodeStation, "CARD"), ownOf(floor.CodeDock, "D1"), "nonsense")
	code := rapid.SampledFrom(codes).Draw(t, "code")
	id := f.station(t).ID
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		f.scan(t, id, code)
	}
}

func ownOf(kind floor.CodeKind, body string) string {
	return floor.Code{Kind: kind, Body: body}.String()
}

// right scans what a station waits for.
func (f *anyFloor) right(t *rapid.T) {
	row := f.station(t)
	if row.Next == nil {
		f.scan(t, row.ID, ownOf(floor.CodeBadge, rapid.SampledFrom([]string{"ANNA", "ERIK"}).Draw(t, "badge")))
		return
	}
	if code := f.wanted(t, row); code != "" {
		f.scan(t, row.ID, code)
	}
}

func (f *anyFloor) wanted(t *rapid.T, row view.Station) string {
	command := func(c floor.Command) string { return ownOf(floor.CodeCommand, string(c)) }
	pick := func(query string) string {
		found := f.texts(t, query)
		if len(found) == 0 {
			return ""
		}
		return rapid.SampledFrom(found).Draw(t, "code")
	}
	switch row.Next.Code {
	case "next_badge":
		return ownOf(floor.CodeBadge, rapid.SampledFrom([]string{"ANNA", "ERIK"}).Draw(t, "badge"))
	case "next_acknowledge":
		return command(floor.Acknowledge)
	case "next_keep_or_undo":
		return command(rapid.SampledFrom([]floor.Command{floor.Next, floor.UndoLast}).Draw(t, "command"))
	case "next_take_work", "next_empty_tote":
		return command(floor.Next)
	case "next_bind_tote":
		return pick(`SELECT code FROM tote ORDER BY id`)
	case "next_location":
		return row.Next.Location
	case "next_item", "next_unit":
		return row.Next.SKU
	case "next_put":
		return strings.Join(f.texts(t, `SELECT code FROM tote WHERE id = ?1`, row.Next.Tote), "")
	case "next_drop":
		return ownOf(floor.CodeStation, "STAGE")
	case "next_done":
		return command(floor.Done)
	case "next_parking_card":
		return ownOf(floor.CodeStation, "CARD")
	case "next_printed_or_reprint":
		return command(rapid.SampledFrom([]floor.Command{floor.Printed, floor.Reprint}).Draw(t, "command"))
	case "next_label":
		return pick(`SELECT attempt FROM print_job WHERE document = 'label' ORDER BY number DESC LIMIT 3`)
	case "next_tote_or_order":
		return pick(`SELECT id FROM orders UNION ALL SELECT code FROM tote UNION ALL SELECT '` +
			ownOf(floor.CodeDock, "D1") + `' ORDER BY 1`)
	case "next_load":
		return pick(`SELECT sscc FROM parcel WHERE sscc <> '' UNION ALL SELECT '` + command(floor.Done) + `' ORDER BY 1`)
	}
	return ""
}
