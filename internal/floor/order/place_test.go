package order

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

func monday() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) }

func draft(lines ...Line) Draft {
	return Draft{Order: "SO-1", PlacedAt: monday(), Service: "standard", Currency: "EUR", Lines: lines}
}

func items(onHand int) map[floor.SKU]stock.Level {
	return map[floor.SKU]stock.Level{"MUG": {SKU: "MUG", OnHand: onHand}, "CUP": {SKU: "CUP", OnHand: onHand}}
}

func TestJudgePlace(t *testing.T) {
	two := draft(Line{Number: 1, SKU: "MUG", Quantity: 2})
	older := two
	older.PlacedAt = monday().Add(-time.Hour)
	placed := &Existing{Version: 1, PlacedAt: monday(), Digest: "old", State: Open}
	picking := &Existing{Version: 1, PlacedAt: monday(), Digest: "old", State: Picking}
	for name, c := range map[string]struct {
		facts PlaceFacts
		draft Draft
		want  floor.Change
		said  string
	}{
		"new":                  {PlaceFacts{}, two, floor.Created, "order_created"},
		"the same again":       {PlaceFacts{Existing: &Existing{Digest: "new", State: Picking}}, two, floor.Unchanged, "order_unchanged"},
		"a newer version":      {PlaceFacts{Existing: placed}, two, floor.Changed, "order_changed"},
		"an older version":     {PlaceFacts{Existing: placed}, older, floor.Unchanged, "order_unchanged"},
		"somebody picks it":    {PlaceFacts{Existing: picking}, two, floor.Refused, "order_too_late_to_change"},
		"no number":            {PlaceFacts{}, Draft{}, floor.Refused, "order_number_reserved"},
		"an own code":          {PlaceFacts{}, Draft{Order: "TLT0001"}, floor.Refused, "order_number_reserved"},
		"a bin's name":         {PlaceFacts{Taken: "location"}, two, floor.Refused, "order_number_taken"},
		"no lines":             {PlaceFacts{}, draft(), floor.Refused, "order_without_lines"},
		"nobody knows it":      {PlaceFacts{}, draft(Line{Number: 1, SKU: "?", Quantity: 1}), floor.Refused, "item_unknown"},
		"nothing of it":        {PlaceFacts{}, draft(Line{Number: 1, SKU: "MUG"}), floor.Refused, "quantity_not_positive"},
		"less than nothing":    {PlaceFacts{}, draft(Line{Number: 1, SKU: "MUG", Quantity: -1}), floor.Refused, "quantity_not_positive"},
		"a service of nowhere": {PlaceFacts{ServiceKnown: true}, two, floor.Refused, "service_unknown"},
	} {
		c.facts.ServiceKnown, c.facts.Digest, c.facts.Items = !c.facts.ServiceKnown, "new", items(10)
		change, d := JudgePlace(c.facts, c.draft)
		if change != c.want || d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, %s, want %s, %s", name, change, d.Verdict.Said.Code, c.want, c.said)
		}
		if writes := change == floor.Created || change == floor.Changed; writes != (len(d.Events) > 0) {
			t.Errorf("%s: events %v", name, d.Events)
		}
	}
}

// What is reserved is never more than ordered nor than there is, and an order
// is open exactly when nothing of it is missing.
func TestPlacingReservesWhatThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.IntRange(0, 6)
		f := PlaceFacts{ServiceKnown: true, Items: map[floor.SKU]stock.Level{}}
		for _, sku := range []floor.SKU{"MUG", "CUP"} {
			f.Items[sku] = stock.Level{
				SKU: sku, OnHand: few.Draw(t, "on hand"), Reserved: few.Draw(t, "reserved"), Blocked: few.Draw(t, "blocked"),
			}
		}
		free := map[floor.SKU]int{"MUG": f.Items["MUG"].Available(), "CUP": f.Items["CUP"].Available()}
		d := draft()
		for n := range rapid.IntRange(1, 4).Draw(t, "lines") {
			d.Lines = append(d.Lines, Line{
				Number: n + 1, SKU: rapid.SampledFrom([]floor.SKU{"MUG", "CUP"}).Draw(t, "sku"),
				Quantity: rapid.IntRange(1, 5).Draw(t, "quantity"),
			})
		}
		_, decision := JudgePlace(f, d)
		missing := 0
		for _, line := range d.Lines {
			missing += line.Quantity
		}
		for _, event := range decision.Events {
			switch e := event.(type) {
			case stock.Reserved:
				free[e.SKU] -= e.Quantity
				missing -= e.Quantity
				if e.Quantity < 1 || e.Quantity > d.Lines[e.Line-1].Quantity || e.SKU != d.Lines[e.Line-1].SKU {
					t.Fatalf("line %+v got %+v", d.Lines[e.Line-1], e)
				}
			case FulfilmentMoved:
				if (e.State == Open) != (missing == 0) {
					t.Fatalf("the fulfilment is %s with %d missing", e.State, missing)
				}
			}
		}
		if free["MUG"] < 0 || free["CUP"] < 0 {
			t.Fatalf("more was reserved than there is: %v", free)
		}
	})
}

// A newer version gives back what the older one had, and takes from that.
func TestANewVersionTakesFromTheOld(t *testing.T) {
	f := PlaceFacts{ServiceKnown: true, Digest: "new", Items: items(3)}
	f.Items["MUG"] = stock.Level{SKU: "MUG", OnHand: 3, Reserved: 3}
	f.Existing = &Existing{Version: 1, PlacedAt: monday(), State: Open, Lines: []Progress{
		{Number: 1, SKU: "MUG", Ordered: 3, Reserved: 3},
	}}
	change, d := JudgePlace(f, draft(Line{Number: 1, SKU: "MUG", Quantity: 2}))
	if change != floor.Changed {
		t.Fatal(change)
	}
	reserved := 0
	for _, event := range d.Events {
		switch e := event.(type) {
		case stock.Released:
			reserved -= e.Quantity
		case stock.Reserved:
			reserved += e.Quantity
		case Placed:
			if e.Version != 2 || e.Customer != "order:SO-1:2" {
				t.Errorf("placed as %+v", e)
			}
		case FulfilmentMoved:
			if e.State != Open {
				t.Errorf("the fulfilment is %s", e.State)
			}
		}
	}
	if reserved != -1 {
		t.Errorf("reservations changed by %d, want -1", reserved)
	}
}

func TestPersonalDataStaysOutOfEvents(t *testing.T) {
	d := draft(Line{Number: 1, SKU: "MUG", Quantity: 1})
	d.Customer.Address.Name, d.Customer.GiftMessage = "Jane Bloggs", "for you"
	_, decision := JudgePlace(PlaceFacts{ServiceKnown: true, Items: items(1)}, d)
	if len(decision.Records) != 1 || decision.Records[0].Value != d.Customer {
		t.Errorf("the records are %+v", decision.Records)
	}
	for _, event := range decision.Events {
		if text := fmt.Sprintf("%+v", event); containsAny(text, "Jane", "for you") {
			t.Errorf("the event says %s", text)
		}
	}
}
