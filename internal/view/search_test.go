package view_test

import (
	"fmt"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
	"tallyman/internal/view"
)

// hits are kinds and ids of what is found.
func (r *rig) hits(text string) string {
	r.t.Helper()
	hits, seq, err := r.view.Search(r.t.Context(), text, 0)
	r.must(err)
	if seq != r.ledger.Head().Seq {
		r.t.Errorf("at %d of %d", seq, r.ledger.Head().Seq)
	}
	var said []string
	for _, hit := range hits {
		said = append(said, fmt.Sprint(hit.Kind, " ", hit.ID))
	}
	return strings.Join(said, ", ")
}

func TestSearch(t *testing.T) {
	r := newRig(t)
	r.made(r.DefineItems(t.Context(), []stock.Item{{SKU: "CUP", Name: "Кружка 100%_жовта"}, {SKU: "MUG-02", Name: "Yellow mug"}}))
	r.place("SO-10442", 2, 1)
	r.place("SO-10443", 1, 1)
	r.pick()
	r.pack()
	order := r.order("SO-10442")
	for text, want := range map[string]string{
		"SO-10442": "order SO-10442", "so-1044": "order SO-10442, order SO-10443", "10443": "order SO-10443",
		mugEAN: "item MUG-01", mug: "item MUG-01", "mug": "item MUG-01, item MUG-02", "yellow": "item MUG-02",
		"кружка": "item CUP", "100%_": "item CUP", "%": "item CUP", "A-0": "location A-01, location A-02", "a-02": "location A-02",
		r.tote(): "tote T-0001", "T-": "tote T-0001, tote T-0002", "l-0": "pick_list L-000001", "pack": "station pack-1",
		"J-": "print_job J-000001, print_job J-000002", "P-0000": "parcel P-000001",
		order.Parcels[0].SSCC: "parcel P-000001", order.Parcels[0].TrackingNumber: "parcel P-000001",
		r.own(floor.CodeAttempt, "000001"): "parcel P-000001",
		"":                                 "", "  ": "", "nothing": "",
		// Neither badges nor people are found.
		r.badge: "", "Anna": "", "B-0001": "", "Nordmann": "", "Vei": "", "With love": "", "TLB": "",
	} {
		if got := r.hits(text); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
	hits, _, err := r.view.Search(t.Context(), "P-000001", 0)
	r.must(err)
	equal(t, "the parcel", hits, []view.Hit{{
		Kind: view.AParcel, ID: "P-000001", Text: order.Parcels[0].TrackingNumber, State: "closed", Order: "SO-10442",
	}})
}

func TestASearchHasAnEnd(t *testing.T) {
	r := newRig(t)
	var items []stock.Item
	var bins []stock.Location
	for i := range 30 {
		items = append(items, stock.Item{SKU: floor.SKU(fmt.Sprintf("S%02d", i)), Name: fmt.Sprint("Something ", i)})
		bins = append(bins, stock.Location{ID: floor.LocationID(fmt.Sprintf("S-%02d", i))})
		r.place(fmt.Sprintf("SO-%02d", i), 0+1, 1)
	}
	r.made(r.DefineItems(t.Context(), items))
	r.made(r.DefineLocations(t.Context(), bins))
	if got := strings.Count(r.hits("s"), ",") + 1; got != 20 {
		t.Errorf("%d hits: %s", got, r.hits("s"))
	}
}

func TestBinsAndWhatLiesInThem(t *testing.T) {
	r := newRig(t)
	r.made(r.DefineLocations(t.Context(), []stock.Location{{ID: "B-01", Zone: "B", Aisle: "7", Sequence: 3}}))
	r.place("SO-1", 2, 1)
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "shorted", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN, r.say(floor.ShortFewer))
	bins := func(ask view.Ask) (view.Page[view.Location], error) { return r.view.Locations(t.Context(), ask) }
	id := func(l view.Location) string { return string(l.ID) }
	for want, ask := range map[string]view.Ask{
		"A-01 | A-02 | B-01 ": {Limit: 1},
		"A-01 A-02 ":          {Query: "a-0"},
		"B-01 ":               {Zone: "B"},
		"A-02 ":               {Query: r.own(floor.CodeLocation, "A02")},
		"":                    {Query: "C"},
	} {
		equal(t, fmt.Sprintf("%+v", ask), walk(t, ask, bins, id), want)
	}
	page, err := bins(view.Ask{Query: "A-01"})
	r.must(err)
	l := page.Rows[0]
	equal(t, "the contents", l.Contents, []view.LocationContent{{SKU: mug, Name: "Mug", Quantity: 4, Blocked: 4}})
	if l.Units != 4 || l.Blocked != 4 || l.Allocated != 0 || l.Sequence != 1 || page.Seq != r.ledger.Head().Seq {
		t.Errorf("the bin: %+v", l)
	}
}

func TestItemsByNameAndCode(t *testing.T) {
	r := newRig(t)
	items := func(ask view.Ask) (view.Page[view.ItemRow], error) { return r.view.Items(t.Context(), ask) }
	id := func(i view.ItemRow) string { return string(i.SKU) }
	for want, ask := range map[string]view.Ask{
		mug + " | " + pen + " ": {Limit: 1},
		mug + " ":               {Query: mugEAN},
		pen + " ":               {Query: "pe"},
		"":                      {Query: "nothing"},
	} {
		equal(t, fmt.Sprintf("%+v", ask), walk(t, ask, items, id), want)
	}
}
