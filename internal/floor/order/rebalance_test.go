package order

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

func containsAny(text string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

func TestOldestPromiseFirst(t *testing.T) {
	waiting := []Demand{
		{Order: "A", Line: 1, Fulfilment: "A/1", SKU: "MUG", Missing: 2, OrderMissing: 2},
		{Order: "B", Line: 1, Fulfilment: "B/1", SKU: "MUG", Missing: 2, OrderMissing: 3},
		{Order: "C", Line: 1, Fulfilment: "C/1", SKU: "MUG", Missing: 2, OrderMissing: 2},
	}
	events := Rebalance(stock.Level{SKU: "MUG", OnHand: 6, Reserved: 1, Blocked: 0}, waiting, nil)
	want := "[{A 1 MUG 2} {A/1 A open} {B 1 MUG 2} {C 1 MUG 1}]"
	if got := fmt.Sprint(events); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTwoLinesOfOneOrderOpenItTogether(t *testing.T) {
	waiting := []Demand{
		{Order: "A", Line: 1, Fulfilment: "A/1", SKU: "MUG", Missing: 2, OrderMissing: 5},
		{Order: "A", Line: 2, Fulfilment: "A/1", SKU: "MUG", Missing: 3, OrderMissing: 5},
	}
	events := Rebalance(stock.Level{SKU: "MUG", OnHand: 5}, waiting, nil)
	if last, ok := events[len(events)-1].(FulfilmentMoved); !ok || last.State != Open || len(events) != 3 {
		t.Errorf("got %v, want the order open at the end", events)
	}
}

func TestNewestPromiseGivesBack(t *testing.T) {
	holding := []Demand{
		{Order: "C", Line: 1, Fulfilment: "C/1", SKU: "MUG", Reserved: 2, Allocated: 2},
		{Order: "B", Line: 1, Fulfilment: "B/1", SKU: "MUG", Reserved: 2},
		{Order: "A", Line: 1, Fulfilment: "A/1", SKU: "MUG", Reserved: 3},
	}
	events := Rebalance(stock.Level{SKU: "MUG", OnHand: 4, Reserved: 7}, nil, holding)
	want := "[{B 1 MUG 2} {B/1 B scheduled} {A 1 MUG 1} {A/1 A scheduled}]"
	if got := fmt.Sprint(events); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func demands(t *rapid.T, held bool) []Demand {
	var found []Demand
	for n := range rapid.IntRange(0, 5).Draw(t, "demands") {
		id := floor.OrderID(fmt.Sprintf("%v-%d", held, n))
		d := Demand{Order: id, Line: 1, Fulfilment: floor.FulfilmentID(id + "/1"), SKU: "MUG"}
		if held {
			d.Reserved = rapid.IntRange(1, 5).Draw(t, "reserved")
			d.Allocated = rapid.IntRange(0, d.Reserved).Draw(t, "allocated")
		} else {
			d.Missing = rapid.IntRange(1, 5).Draw(t, "missing")
			d.OrderMissing = d.Missing
		}
		found = append(found, d)
	}
	return found
}

// Rebalancing gives nobody more than is missing, takes nothing that somebody
// walks for, and ends with as much reserved as there is, or with nothing more
// that could be given back.
func TestRebalanceFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting, holding := demands(t, false), demands(t, true)
		level := stock.Level{
			SKU: "MUG", OnHand: rapid.IntRange(0, 20).Draw(t, "on hand"), Blocked: rapid.IntRange(0, 5).Draw(t, "blocked"),
		}
		loose, missing := map[floor.OrderID]int{}, map[floor.OrderID]int{}
		for _, d := range holding {
			level.Reserved += d.Reserved
			loose[d.Order] = d.Reserved - d.Allocated
		}
		for _, d := range waiting {
			missing[d.Order] = d.Missing
		}
		before := level
		for _, event := range Rebalance(level, waiting, holding) {
			switch e := event.(type) {
			case stock.Reserved:
				level.Reserved += e.Quantity
				missing[e.Order] -= e.Quantity
			case stock.Released:
				level.Reserved -= e.Quantity
				loose[e.Order] -= e.Quantity
			case FulfilmentMoved:
				if e.State == Open && missing[e.Order] != 0 {
					t.Fatalf("%s is open and misses %d", e.Order, missing[e.Order])
				}
			}
		}
		left := 0
		for order, n := range loose {
			if left += n; n < 0 {
				t.Fatalf("%s gave back %d that somebody walks for", order, -n)
			}
		}
		for order, n := range missing {
			if n < 0 {
				t.Fatalf("%s got %d too many", order, -n)
			}
			if n > 0 && level.Available() > 0 {
				t.Fatalf("%s misses %d while %+v has some", order, n, level)
			}
		}
		if over := level.Reserved + level.Blocked - level.OnHand; over > 0 && left > 0 {
			t.Fatalf("%+v became %+v, and %d reservations could still be given back", before, level, left)
		}
	})
}
