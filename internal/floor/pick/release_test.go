package pick

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

func monday() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) }

func candidate(number, quantity int) Candidate {
	id := fmt.Sprintf("SO-%d", number)
	return Candidate{
		Fulfilment: floor.FulfilmentID(id + "/1"), Order: floor.OrderID(id),
		ShipBy: monday().Add(time.Duration(number) * time.Hour),
		Lines:  []CandidateLine{{OrderLine: 1, SKU: "MUG", Quantity: quantity}},
	}
}

func TestReleaseTakesOldestPromises(t *testing.T) {
	bins := func() map[floor.SKU][]stock.BinLevel {
		return map[floor.SKU][]stock.BinLevel{"MUG": {
			{Location: "A-01", SKU: "MUG", Sequence: 1, Quantity: 2},
			{Location: "A-02", SKU: "MUG", Sequence: 2, Quantity: 5, Blocked: 1},
		}}
	}
	for name, c := range map[string]struct {
		totes      int
		candidates []Candidate
		orders     string
		bins       string
		mode       Mode
	}{
		"one order":                 {0, []Candidate{candidate(1, 2), candidate(2, 1)}, "[SO-1]", "[A-01×2]", Single},
		"one tote":                  {1, []Candidate{candidate(1, 2), candidate(2, 1)}, "[SO-1]", "[A-01×2]", Single},
		"a cart":                    {3, []Candidate{candidate(1, 2), candidate(2, 1)}, "[SO-1 SO-2]", "[A-01×2 A-02×1]", Cart},
		"a whole line in a bin":     {0, []Candidate{candidate(1, 4)}, "[SO-1]", "[A-02×4]", Single},
		"a line over two bins":      {0, []Candidate{candidate(1, 6)}, "[SO-1]", "[A-01×2 A-02×4]", Single},
		"what no bin can give":      {0, []Candidate{candidate(1, 7), candidate(2, 1)}, "[SO-2]", "[A-01×1]", Single},
		"nothing can be given":      {2, []Candidate{candidate(1, 7)}, "[]", "[]", ""},
		"a cart with one tote left": {2, []Candidate{candidate(1, 1), candidate(2, 1), candidate(3, 1)}, "[SO-1 SO-2]", "[A-01×1 A-01×1]", Cart},
	} {
		id, d := JudgeRelease(ReleaseFacts{Number: 7, Candidates: c.candidates, Bins: bins()}, c.totes)
		orders, places, mode := []floor.OrderID{}, []string{}, Mode("")
		for _, event := range d.Events {
			if e, ok := event.(Released); ok {
				mode = e.Mode
				for _, s := range e.Slots {
					orders = append(orders, s.Order)
				}
				for _, l := range e.Lines {
					places = append(places, fmt.Sprintf("%s×%d", l.Location, l.Quantity))
				}
			}
		}
		if fmt.Sprint(orders) != c.orders || fmt.Sprint(places) != c.bins || mode != c.mode {
			t.Errorf("%s: %v from %v as %q, want %s from %s as %q", name, orders, places, mode, c.orders, c.bins, c.mode)
		}
		if (id == "L-000007") != (len(orders) > 0) || d.Verdict.Accepted() != (len(orders) > 0) {
			t.Errorf("%s: list %q, %+v", name, id, d.Verdict)
		}
	}
}

// A list takes only what is free, and orders as a whole or not at all.
func TestReleaseTakesWhatIsFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.IntRange(0, 5)
		f := ReleaseFacts{Number: 1, Bins: map[floor.SKU][]stock.BinLevel{}}
		free, wanted := map[string]int{}, map[floor.OrderID]int{}
		for _, sku := range []floor.SKU{"MUG", "CUP"} {
			for n := range 3 {
				b := stock.BinLevel{
					Location: floor.LocationID(fmt.Sprintf("A-%d", n)), SKU: sku, Sequence: n,
					Quantity: few.Draw(t, "quantity"), Allocated: few.Draw(t, "allocated"), Blocked: few.Draw(t, "blocked"),
				}
				f.Bins[sku] = append(f.Bins[sku], b)
				free[string(b.Location)+string(sku)] = b.Free()
			}
		}
		for n := range rapid.IntRange(0, 5).Draw(t, "orders") {
			c := candidate(n+1, 1)
			c.Lines = nil
			for line := range rapid.IntRange(1, 3).Draw(t, "lines") {
				c.Lines = append(c.Lines, CandidateLine{
					OrderLine: line + 1, SKU: rapid.SampledFrom([]floor.SKU{"MUG", "CUP"}).Draw(t, "sku"),
					Quantity: rapid.IntRange(1, 4).Draw(t, "wanted"),
				})
				wanted[c.Order] += c.Lines[line].Quantity
			}
			f.Candidates = append(f.Candidates, c)
		}
		totes := rapid.IntRange(0, 4).Draw(t, "totes")
		_, d := JudgeRelease(f, totes)
		for _, event := range d.Events {
			switch e := event.(type) {
			case Released:
				if len(e.Slots) > max(1, totes) || !slices.IsSortedFunc(e.Lines, func(a, b ListLine) int { return a.Sequence - b.Sequence }) {
					t.Fatalf("the list is %+v", e)
				}
				for _, l := range e.Lines {
					wanted[e.Slots[l.Slot-1].Order] -= l.Quantity
				}
			case stock.Allocated:
				free[string(e.Location)+string(e.SKU)] -= e.Quantity
			case order.FulfilmentMoved:
				if wanted[e.Order] != 0 || e.State != order.Picking {
					t.Fatalf("%s is %s with %d not on the list", e.Order, e.State, wanted[e.Order])
				}
			}
		}
		for place, n := range free {
			if n < 0 {
				t.Fatalf("%s gives %d more than it has", place, -n)
			}
		}
	})
}
