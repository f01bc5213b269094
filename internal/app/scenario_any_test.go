package app_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
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
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

// TestAnyScans asks the rules and the tables together: whatever is scanned and
// ordered, nothing breaks, sums fit, and the entries say what the tables say.
// The rules alone are asked far more in internal/floor/change.
func TestAnyScans(t *testing.T) { anyScans(t, "6", "150") }

// anyScans runs so often and so long, unless flags of rapid say otherwise.
func anyScans(t *testing.T, checks, steps string) {
	t.Helper()
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.steps": steps} {
		set := flag.Lookup(name)
		if set.Value.String() != set.DefValue {
			continue
		}
		if err := set.Value.Set(value); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := set.Value.Set(set.DefValue); err != nil {
				t.Error(err)
			}
		}()
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
			"all":     f.together,
			"all 2":   f.together,
			"any":     f.any,
			"office":  f.office,
			"print":   f.print,
			"unheard": f.unheard,
			"restart": f.restart,
			"":        f.fits,
		})
		report, err := f.ledger.Verify(f.ctx, ledger.Head{}, nil)
		if err != nil || !report.Sound() {
			t.Fatalf("verify: %v, %+v", err, report)
		}
	})
}

// anyPrinter is a name: nothing is sent.
const anyPrinter = "zpl+tcp://127.0.0.1:9100"

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
	// sending are the papers under way.
	sending []floor.PrintJobID
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
	f.open(t)
	f.furnish(t)
	return f
}

func (f *anyFloor) open(t *rapid.T) {
	var err error
	f.ledger, err = ledger.Open(f.ctx, ledger.Options{
		Path: filepath.Join(f.folder, "any.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
		Now: func() time.Time { return f.clock },
	})
	ok(t, err)
	f.Warehouse = warehouse.New(f.ledger, warehouse.Options{})
	f.view = view.New(view.Options{Ledger: f.ledger, Say: func(p floor.Phrase) string { return p.Code }})
}

func (f *anyFloor) close(t *rapid.T) {
	f.Close()
	ok(t, f.ledger.Close())
	ok(t, os.RemoveAll(f.folder))
}

func (f *anyFloor) furnish(t *rapid.T) {
	ok(t, f.DefineSite(f.ctx, ship.Site{
		GS1Prefix: "9520000", GS1Extension: "3", TimeZone: "UTC", PrintExpiry: 12 * time.Hour,
		Services: []ship.Service{{ID: "standard", Digits: 6, From: 1, To: 999999, CutOff: "16:00", Days: []int{1, 2, 3, 4, 5}}},
	}))
	ok(t, f.DefineStations(f.ctx, []shift.StationDefined{
		{Station: "pick-1", Kind: shift.Pick},
		{Station: "pick-2", Kind: shift.Pick},
		{Station: "pack-1", Kind: shift.Pack, Labels: anyPrinter},
		{Station: "pack-2", Kind: shift.Pack, Labels: anyPrinter},
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
	number := f.orders + 1
	if f.orders > 0 && (f.orders == 8 || rapid.IntRange(0, 3).Draw(t, "a new version") == 0) {
		number = rapid.IntRange(1, f.orders).Draw(t, "order")
	}
	f.orders = max(f.orders, number)
	d := order.Draft{
		Order: floor.OrderID(fmt.Sprintf("SO-%d", number)), PlacedAt: f.clock, Service: "standard", Currency: "EUR",
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

// print begins with a paper, or ends one that was begun.
func (f *anyFloor) print(t *rapid.T) {
	if len(f.sending) > 0 && rapid.Bool().Draw(t, "end") {
		state := rapid.SampledFrom([]print.State{print.Sent, print.Confirmed, print.Confirmed, print.Unknown}).Draw(t, "state")
		ok(t, f.SettleJob(f.ctx, f.sending[0], state, ""))
		f.sending = f.sending[1:]
		return
	}
	job, found, err := f.Claim(f.ctx, anyPrinter, f.clock)
	if ok(t, err); !found {
		t.Skip("nothing is to be printed")
	}
	if rapid.IntRange(0, 4).Draw(t, "fails") == 0 {
		ok(t, f.SettleJob(f.ctx, job.ID, print.Failed, ""))
		return
	}
	begun, err := f.Sending(f.ctx, job.Printer, job.ID, []byte("^XA^XZ"))
	if ok(t, err); begun {
		f.sending = append(f.sending, job.ID)
	}
}

// restart opens the database again and settles what may not have been heard.
func (f *anyFloor) restart(t *rapid.T) {
	f.Close()
	ok(t, f.ledger.Close())
	f.open(t)
	ok(t, f.SettleAll(f.ctx))
}
