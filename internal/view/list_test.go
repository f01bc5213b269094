package view_test

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
)

func seqText(seq int64) string { return strconv.FormatInt(seq, 10) }

// walk reads a list page by page and joins the ids; a bar ends a page.
func walk[T any](t *testing.T, ask view.Ask, page func(view.Ask) (view.Page[T], error), id func(T) string) string {
	t.Helper()
	var said strings.Builder
	for {
		p, err := page(ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range p.Rows {
			said.WriteString(id(row) + " ")
		}
		if p.Next == "" {
			return said.String()
		}
		said.WriteString("| ")
		ask.Cursor = p.Next
	}
}

func TestListsAreReadPageByPage(t *testing.T) {
	r := newRig(t)
	for i := range 5 {
		r.place(fmt.Sprintf("SO-%d", i+1), 1, 1)
	}
	orders := func(ask view.Ask) (view.Page[view.Order], error) { return r.view.Orders(t.Context(), ask) }
	orderID := func(o view.Order) string { return string(o.ID) }
	equal(t, "all orders", walk(t, view.Ask{Limit: 2}, orders, orderID), "SO-1 SO-2 | SO-3 SO-4 | SO-5 ")
	equal(t, "orders on one page", walk(t, view.Ask{Limit: 5}, orders, orderID), "SO-1 SO-2 SO-3 SO-4 SO-5 ")
	equal(t, "open orders", walk(t, view.Ask{Limit: 2, State: "open"}, orders, orderID), "SO-1 SO-2 | SO-3 ")
	equal(t, "orders short of pens", walk(t, view.Ask{Limit: 1, State: "scheduled"}, orders, orderID), "SO-4 | SO-5 ")
	equal(t, "orders in no state", walk(t, view.Ask{State: "lost"}, orders, orderID), "")

	for range 3 {
		_, _, err := r.Release(t.Context(), 1)
		r.must(err)
	}
	lists := func(ask view.Ask) (view.Page[view.PickList], error) { return r.view.PickLists(t.Context(), ask) }
	listID := func(l view.PickList) string { return string(l.ID) }
	equal(t, "lists", walk(t, view.Ask{Limit: 2}, lists, listID), "L-000001 L-000002 | L-000003 ")
	equal(t, "released lists", walk(t, view.Ask{Limit: 1, State: "released"}, lists, listID), "L-000001 | L-000002 | L-000003 ")

	r.scan("pick-1", "badge_first", mugEAN, pen, mugEAN)
	scans := func(ask view.Ask) (view.Page[view.ScanRow], error) { return r.view.Scans(t.Context(), ask) }
	equal(t, "scans", walk(t, view.Ask{Limit: 2}, scans, func(s view.ScanRow) string { return s.Raw }),
		mugEAN+" "+pen+" | "+mugEAN+" ")

	for _, cursor := range []string{"?", "bm9uZQ", "1"} {
		if _, err := orders(view.Ask{Cursor: cursor}); !errors.Is(err, view.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func TestPrintJobsNewestFirst(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.pack()
	lost := r.lose()
	jobs := func(ask view.Ask) (view.Page[view.PrintJob], error) { return r.view.PrintJobs(t.Context(), ask) }
	id := func(j view.PrintJob) string { return string(j.ID) }
	equal(t, "jobs", walk(t, view.Ask{Limit: 1}, jobs, id), "J-000002 | J-000001 ")
	equal(t, "unknown jobs", walk(t, view.Ask{State: "unknown"}, jobs, id), string(lost)+" ")
	job, err := r.view.PrintJob(t.Context(), lost, 0)
	r.must(err)
	if job.Document != print.Label || job.Order != "SO-1" || job.Parcel == "" || job.Station != "pack-1" || job.Reason != "no answer" || job.Copy != 0 {
		t.Errorf("the label's job: %+v", job)
	}
}

func TestAnOrderWithAllThatBelongsToIt(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.pack()
	_, err := r.HoldOrder(t.Context(), "SO-1", "address", "Kari")
	r.must(err)
	o, err := r.view.Order(t.Context(), "SO-1", 0)
	r.must(err)
	if o.Version != 1 || o.Currency != "NOK" || !o.TaxIncluded || o.ShippingMinor != 500 || o.PlacedAt.IsZero() {
		t.Errorf("the order: %+v", o)
	}
	if o.Customer == nil || o.Customer.Address.Name != person || o.Customer.GiftMessage != "With love" {
		t.Errorf("the customer: %+v", o.Customer)
	}
	equal(t, "the lines", o.Lines, []view.OrderLine{
		{Number: 1, SKU: mug, Name: "Mug", Ordered: 2, Picked: 2, Packed: 2, UnitPriceMinor: 1000, Rate: 25000, Places: []view.LinePlace{{Place: "parcel:P-000001", Quantity: 2}}},
		{Number: 2, SKU: pen, Name: "Pen", Ordered: 1, Picked: 1, Packed: 1, UnitPriceMinor: 100, Rate: 25000, Places: []view.LinePlace{{Place: "parcel:P-000001", Quantity: 1}}},
	})
	if len(o.Holds) != 1 || o.Holds[0].Kind != "address" || o.Holds[0].By != "Kari" || o.Holds[0].At.IsZero() {
		t.Errorf("holds: %+v", o.Holds)
	}
	if len(o.Parcels) != 1 || o.Parcels[0].State != "closed" || len(o.Parcels[0].SSCC) != 18 || o.Parcels[0].WeightGrams != 610 {
		t.Errorf("parcels: %+v", o.Parcels)
	}
	if o.Invoice == nil || o.Invoice.TotalMinor != 2600 || o.Invoice.Number == "" {
		t.Errorf("invoice: %+v", o.Invoice)
	}
	if len(o.PrintJobs) != 2 || o.PrintJobs[0].Document != print.Label {
		t.Errorf("papers: %+v", o.PrintJobs)
	}
}

func TestWhatAPaperSaid(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.pick()
	r.pack()
	paper, err := r.view.Paper(t.Context(), "J-000001")
	r.must(err)
	if paper.Document != print.Label || paper.Attempt == "" || !strings.Contains(string(paper.Snapshot), person) {
		t.Errorf("the label: %+v", paper)
	}
	r.erase()
	if _, err := r.view.Paper(t.Context(), "J-000001"); !errors.Is(err, view.ErrErased) {
		t.Errorf("erased: %v", err)
	}
	o, err := r.view.Order(t.Context(), "SO-1", 0)
	r.must(err)
	if o.Customer != nil || o.Order.State == "" {
		t.Errorf("an order whose customer was erased: %+v", o)
	}
}

func TestThePickListAndItsWalk(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	list, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "item_picked", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN)
	l, err := r.view.PickList(t.Context(), list, 0)
	r.must(err)
	if l.PickList.ID != list || len(l.Slots) != 1 || l.Slots[0].Order != "SO-1" || l.Slots[0].Tote == "" {
		t.Errorf("the list: %+v", l)
	}
	equal(t, "the walk", l.Lines, []view.PickListLine{
		{Line: 1, Slot: 1, Location: "A-01", SKU: mug, Name: "Mug", Quantity: 2, Picked: 1, Put: 1},
		{Line: 2, Slot: 1, Location: "A-02", SKU: pen, Name: "Pen", Quantity: 1},
	})
}

func TestAnItemAndItsPlaces(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.place("SO-2", 1, 1)
	r.pick()
	i, err := r.view.Item(t.Context(), mug, 0)
	r.must(err)
	if i.Name != "Mug" || i.GTIN != "0"+mugEAN || i.OnHand != 3 || i.Reserved != 1 || i.Available != 2 {
		t.Errorf("the item: %+v", i)
	}
	equal(t, "its places", i.Places, []view.ItemPlace{
		{Place: "bin:A-01", Quantity: 3}, {Place: i.Places[1].Place, Quantity: 2},
	})
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	_, order := r.view.Order(ctx, "none", 0)
	_, list := r.view.PickList(ctx, "none", 0)
	_, job := r.view.PrintJob(ctx, "none", 0)
	_, paper := r.view.Paper(ctx, "none")
	_, item := r.view.Item(ctx, "none", 0)
	_, station := r.view.Station(ctx, "none", 0)
	for what, err := range map[string]error{"order": order, "list": list, "job": job, "paper": paper, "item": item, "station": station} {
		if !errors.Is(err, view.ErrNotFound) || !strings.Contains(err.Error(), `"none"`) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestStationsByName(t *testing.T) {
	r := newRig(t)
	stations, seq, err := r.view.Stations(t.Context(), r.ledger.Head().Seq)
	r.must(err)
	if len(stations) != 2 || stations[0].ID != "pack-1" || stations[1].ID != "pick-1" || seq != r.ledger.Head().Seq {
		t.Errorf("at %d: %+v", seq, stations)
	}
}

// A row must not cost more the longer the history is.
func TestARowIsFoundByItsKey(t *testing.T) {
	r := newRig(t)
	r.place("SO-1", 2, 1)
	r.place("SO-2", 1, 1)
	r.pick()
	r.pack()
	r.lose()
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "shorted", r.say(floor.Next), r.own(floor.CodeTote, "0002"), "A-01", r.say(floor.ShortEmpty))
	ctx := t.Context()
	r.asked = map[string][]any{}
	for _, collection := range view.Collections() {
		_, rows, err := r.view.Rows(ctx, collection)
		r.must(err)
		clear(r.asked)
		for _, row := range rows {
			live[any](r, collection, row.ID)
		}
		r.noScan(collection)
	}
	clear(r.asked)
	_, err = r.view.Order(ctx, "SO-1", 0)
	r.must(err)
	_, err = r.view.Paper(ctx, "J-000001")
	r.must(err)
	_, err = r.view.PickList(ctx, "L-000001", 0)
	r.must(err)
	_, err = r.view.Item(ctx, mug, 0)
	r.must(err)
	for _, state := range []string{"", string(order.Packing)} {
		_, err = r.view.Orders(ctx, view.Ask{State: state})
		r.must(err)
		_, err = r.view.PickLists(ctx, view.Ask{State: state})
		r.must(err)
	}
	for _, q := range []string{"", "A", "SO", mugEAN} {
		_, _, err = r.view.Search(ctx, q, 0)
		r.must(err)
		_, err = r.view.Locations(ctx, view.Ask{Query: q})
		r.must(err)
		_, err = r.view.Items(ctx, view.Ask{Query: q})
		r.must(err)
	}
	r.noScan("details and lists")
}

// small are tables and indexes that do not grow with the history.
var small = regexp.MustCompile(`SCAN (station|item|\w+ USING (COVERING )?INDEX (print_job_trouble|stock_blocked))$`)

// noScan wants every remembered query to search its tables.
func (r *rig) noScan(what string) {
	r.t.Helper()
	if len(r.asked) == 0 {
		r.t.Fatalf("%s asked nothing", what)
	}
	r.must(r.ledger.Read(r.t.Context(), 0, func(reader engine.Reader, _ int64) error {
		for text, arguments := range r.asked {
			if err := reader.Query(func(row engine.Row) error {
				if step := row.Text(3); strings.HasPrefix(step, "SCAN") && !small.MatchString(step) {
					r.t.Errorf("%s: %s in %s", what, step, text)
				}
				return nil
			}, "EXPLAIN QUERY PLAN "+text, arguments...); err != nil {
				return err
			}
		}
		return nil
	}))
}
