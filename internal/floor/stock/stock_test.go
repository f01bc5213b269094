package stock

import (
	"testing"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
)

func TestJudgeCount(t *testing.T) {
	c := Count{Location: "A-01-01", SKU: "MUG-BLUE", Quantity: 7, Key: "k"}
	bin := BinLevel{Location: "A-01-01", SKU: "MUG-BLUE", Quantity: 10, Allocated: 3, Blocked: 2}
	level := Level{SKU: "MUG-BLUE", OnHand: 14, Reserved: 5, Blocked: 2}
	for name, x := range map[string]struct {
		facts    CountFacts
		quantity int
		refusal  string
		after    Level
	}{
		"counted":           {CountFacts{Known: true, Bin: bin, Level: level}, 7, "", Level{"MUG-BLUE", 11, 5, 0}},
		"just what is due":  {CountFacts{Known: true, Bin: bin, Level: level}, 3, "", Level{"MUG-BLUE", 7, 5, 0}},
		"below what is due": {CountFacts{Known: true, Bin: bin, Level: level}, 2, "count_below_allocated", level},
		"negative":          {CountFacts{Known: true, Level: level}, -1, "count_below_allocated", level},
		"nowhere":           {CountFacts{Level: level}, 7, "count_unknown", level},
		"again":             {CountFacts{Known: true, Repeat: true, Level: level}, 7, "", level},
	} {
		c.Quantity = x.quantity
		events, after, refusal := JudgeCount(x.facts, c)
		if after != x.after {
			t.Errorf("%s: the level is %+v, want %+v", name, after, x.after)
		}
		if (refusal == nil) != (x.refusal == "") || refusal != nil && refusal.Code != x.refusal {
			t.Errorf("%s: refused with %v, want %q", name, refusal, x.refusal)
		}
		if counts := x.refusal == "" && !x.facts.Repeat; counts != (len(events) == 1) {
			t.Errorf("%s: events %v", name, events)
		}
	}
}

func TestNothingIsPromisedTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20)
		level := Level{OnHand: n.Draw(t, "on hand"), Reserved: n.Draw(t, "reserved"), Blocked: n.Draw(t, "blocked")}
		if free := level.Available(); free < 0 || free > 0 && free+level.Reserved+level.Blocked != level.OnHand {
			t.Fatalf("%+v has %d available", level, free)
		}
		bin := BinLevel{Quantity: n.Draw(t, "quantity"), Allocated: n.Draw(t, "allocated"), Blocked: n.Draw(t, "not found")}
		if free := bin.Free(); free < 0 || free > 0 && free+bin.Allocated+bin.Blocked != bin.Quantity {
			t.Fatalf("%+v has %d free", bin, free)
		}
	})
}

func TestJudgeItem(t *testing.T) {
	good := Item{SKU: "MUG-BLUE", Name: "Mug", GTIN: "9520000000011", CaseGTIN: "19520000000018", CaseQuantity: 6}
	full := good
	full.GTIN = "09520000000011"
	with := func(change func(*Item)) Item {
		item := good
		change(&item)
		return item
	}
	for name, c := range map[string]struct {
		facts ItemFacts
		item  Item
		want  floor.Change
		code  string
	}{
		"new":                {ItemFacts{}, good, floor.Created, ""},
		"the same":           {ItemFacts{Existing: &full}, good, floor.Unchanged, ""},
		"another name":       {ItemFacts{Existing: &full}, with(func(i *Item) { i.Name = "Cup" }), floor.Changed, ""},
		"a wrong digit":      {ItemFacts{}, with(func(i *Item) { i.GTIN = "9520000000012" }), floor.Refused, "gtin_wrong"},
		"a wrong case":       {ItemFacts{}, with(func(i *Item) { i.CaseGTIN = "19520000000019" }), floor.Refused, "gtin_wrong"},
		"an own code":        {ItemFacts{}, with(func(i *Item) { i.SKU = "TLB1" }), floor.Refused, "sku_reserved"},
		"no SKU":             {ItemFacts{}, with(func(i *Item) { i.SKU = "" }), floor.Refused, "sku_reserved"},
		"no name":            {ItemFacts{}, with(func(i *Item) { i.Name = "" }), floor.Refused, "item_without_name"},
		"a case of nothing":  {ItemFacts{}, with(func(i *Item) { i.CaseQuantity = 0 }), floor.Refused, "case_incomplete"},
		"a case of one":      {ItemFacts{}, with(func(i *Item) { i.CaseQuantity = 1 }), floor.Refused, "case_incomplete"},
		"a case of less":     {ItemFacts{}, with(func(i *Item) { i.CaseQuantity = -6 }), floor.Refused, "case_incomplete"},
		"a case like a unit": {ItemFacts{}, with(func(i *Item) { i.CaseGTIN = i.GTIN }), floor.Refused, "case_like_unit"},
		"negative":           {ItemFacts{}, with(func(i *Item) { i.WeightGrams = -1 }), floor.Refused, "measure_negative"},
		"taken":              {ItemFacts{Taken: floor.ALocation, TakenCode: "MUG-BLUE"}, good, floor.Refused, "code_taken"},
	} {
		change, item, refusal := JudgeItem(c.facts, c.item)
		if change != c.want || (refusal == nil) != (c.code == "") || refusal != nil && refusal.Code != c.code {
			t.Errorf("%s: %s, %v, want %s, %q", name, change, refusal, c.want, c.code)
		}
		if refusal == nil && len(item.GTIN) != 14 {
			t.Errorf("%s: the GTIN is %s", name, item.GTIN)
		}
	}
}

func TestJudgeLocation(t *testing.T) {
	bin := Location{ID: "A-01-01", Sequence: 111}
	moved := Location{ID: "A-01-01", Sequence: 112}
	for name, c := range map[string]struct {
		facts LocationFacts
		bin   Location
		want  floor.Change
	}{
		"new":         {LocationFacts{}, bin, floor.Created},
		"the same":    {LocationFacts{Existing: &bin}, bin, floor.Unchanged},
		"moved":       {LocationFacts{Existing: &bin}, moved, floor.Changed},
		"no name":     {LocationFacts{}, Location{}, floor.Refused},
		"an own code": {LocationFacts{}, Location{ID: "TLL1"}, floor.Refused},
		"taken":       {LocationFacts{Taken: floor.AnItem}, bin, floor.Refused},
	} {
		if change, refusal := JudgeLocation(c.facts, c.bin); change != c.want || (change == floor.Refused) != (refusal != nil) {
			t.Errorf("%s: %s, %v", name, change, refusal)
		}
	}
}
