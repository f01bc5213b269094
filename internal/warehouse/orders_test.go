package warehouse_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
	"tallyman/internal/warehouse"
)

func respond(r floor.Result) (int, []byte) {
	body, err := json.Marshal(r)
	if err != nil {
		return 500, nil
	}
	return 201, body
}

func TestOneUnitAndAHundredOrders(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 1)
	var placing sync.WaitGroup
	for i := range 100 {
		placing.Go(func() {
			d := draft(fmt.Sprintf("SO-%03d", i), order.Line{SKU: mug, Quantity: 1})
			if _, err := r.PlaceOrder(t.Context(), d, warehouse.Once{Respond: respond}); err != nil {
				t.Error(err)
			}
		})
	}
	placing.Wait()
	r.want("1", `SELECT sum(reserved) FROM order_line`)
	r.want("1", `SELECT count(*) FROM fulfilment WHERE state = 'open'`)
	r.want("99", `SELECT count(*) FROM fulfilment WHERE state = 'scheduled'`)
	r.want("1", `SELECT reserved FROM item WHERE sku = ?1`, mug)
	r.sound()
}

func TestTheSameKeyGetsTheSameReply(t *testing.T) {
	r := newRig(t)
	once := warehouse.Once{Key: "k1", BodyHash: [32]byte{1}, Respond: respond}
	first, err := r.PlaceOrder(r.ctx(), draft("SO-1", order.Line{SKU: mug, Quantity: 1}), once)
	r.must(err)
	again, err := r.PlaceOrder(r.ctx(), draft("SO-1", order.Line{SKU: mug, Quantity: 1}), once)
	r.must(err)
	if !again.Replayed || string(again.Body) != string(first.Body) || again.Status != 201 || again.Seq != first.Seq {
		t.Fatalf("first %+v, again %+v", first, again)
	}
	once.BodyHash = [32]byte{2}
	if _, err := r.PlaceOrder(r.ctx(), draft("SO-2", order.Line{SKU: mug, Quantity: 1}), once); err == nil {
		t.Fatal("a key was taken for another body")
	}
}

func TestStockThatComesGoesToTheOldestPromise(t *testing.T) {
	r := newRig(t)
	later := draft("SO-LATER", order.Line{SKU: mug, Quantity: 1})
	later.ShipBy = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	sooner := draft("SO-SOONER", order.Line{SKU: mug, Quantity: 1}, order.Line{SKU: mug, Quantity: 1})
	sooner.ShipBy = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	r.place(later, sooner)
	r.stock("A-01", mug, 2)
	r.want("open", `SELECT state FROM fulfilment WHERE order_id = 'SO-SOONER'`)
	r.want("scheduled", `SELECT state FROM fulfilment WHERE order_id = 'SO-LATER'`)
	r.clock = r.clock.Add(time.Minute)
	r.stock("A-01", mug, 0)
	r.want("0", `SELECT sum(reserved) FROM order_line`)
	r.want("scheduled", `SELECT state FROM fulfilment WHERE order_id = 'SO-SOONER'`)
	r.sound()
}

func TestACountCountsOnce(t *testing.T) {
	r := newRig(t)
	count := stock.Count{Location: "A-01", SKU: mug, Quantity: 3, Key: "sheet-1"}
	r.created(r.CountStock(r.ctx(), []stock.Count{count}))
	results, err := r.CountStock(r.ctx(), []stock.Count{count, {Location: "Z", SKU: mug, Quantity: 1, Key: "z"}})
	r.must(err)
	if results[0].Change != floor.Unchanged || results[1].Change != floor.Refused || results[1].Said.Code != "count_unknown" {
		t.Fatalf("%+v", results)
	}
}

func TestCancelFreesStockAndTellsThePicker(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 1)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 1}), draft("SO-2", order.Line{SKU: mug, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	r.good("pick-1", r.badges[shift.Picker], "welcome")
	r.good("pick-1", r.say(floor.Next), "list_taken")
	answer, err := r.CancelOrder(r.ctx(), "SO-1", "customer")
	r.must(err)
	if answer.Verdict.Said.Code != "order_cancelled" {
		t.Fatalf("%+v", answer.Verdict)
	}
	r.refused("pick-1", r.own(floor.CodeTote, "0001"), "acknowledge_first")
	r.good("pick-1", r.say(floor.Acknowledge), "acknowledged")
	r.want("open", `SELECT state FROM fulfilment WHERE order_id = 'SO-2'`)
	r.want("0", `SELECT allocated FROM stock WHERE place = 'bin:A-01'`)
	again, err := r.CancelOrder(r.ctx(), "SO-1", "customer")
	r.must(err)
	if again.Seq != 0 || again.Verdict.Said.Code != "order_cancelled_before" {
		t.Fatalf("%+v", again)
	}
	r.sound()
}

func TestAHeldOrderIsNotReleased(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 1)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 1}))
	_, err := r.HoldOrder(r.ctx(), "SO-1", "fraud", "office")
	r.must(err)
	list, answer, err := r.Release(r.ctx(), 1)
	r.must(err)
	if list != "" || answer.Verdict.Said.Code != "nothing_to_release" {
		t.Fatalf("list %q, %+v", list, answer.Verdict)
	}
	_, err = r.LiftHold(r.ctx(), "SO-1", "fraud", "office")
	r.must(err)
	if list, _, err = r.Release(r.ctx(), 1); err != nil || list == "" {
		t.Fatalf("list %q, %v", list, err)
	}
}

func TestCodesOfOthersAreRefused(t *testing.T) {
	r := newRig(t)
	results, err := r.DefineItems(r.ctx(), []stock.Item{
		{SKU: "OTHER", Name: "Other", GTIN: mugEAN},
		{SKU: "TLB1", Name: "Like a badge"},
		{SKU: "A-01", Name: "Like a bin"},
		{SKU: "BAD", Name: "Bad", GTIN: "4006381333932"},
		{SKU: mug, Name: "Mug", GTIN: mugEAN, WeightGrams: 300, CaseGTIN: "14006381333938", CaseQuantity: 6},
	})
	r.must(err)
	want := []string{"code_taken", "sku_reserved", "code_taken", "gtin_wrong", ""}
	for i, result := range results {
		if result.Said.Code != want[i] {
			t.Errorf("row %d: %+v, want %q", i, result, want[i])
		}
	}
	if results[4].Change != floor.Unchanged {
		t.Errorf("the same item again is %s", results[4].Change)
	}
}

func TestTheSamePersonGetsOneBadge(t *testing.T) {
	r := newRig(t)
	person := []shift.BadgeDraft{{Name: "Kari", Role: shift.Picker}}
	r.created(r.IssueBadges(r.ctx(), person))
	results, err := r.IssueBadges(r.ctx(), person)
	r.must(err)
	if results[0].Change != floor.Unchanged {
		t.Fatalf("%+v", results)
	}
	r.want("4", `SELECT count(*) FROM badge`)
}
