package pick

import (
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

// walking is a list of two orders with a line each: two mugs of A-01 for the
// first, one cup of A-02 for the second. change makes the case of it.
func walking(change func(*Facts, *floor.Session)) (Facts, floor.Decision) {
	f := Facts{
		List: List{ID: "L-000001", Mode: Cart, State: InHands, Badge: "B-0001", LastLine: 2},
		Lines: []Line{
			{ListLine: ListLine{Line: 1, Slot: 1, OrderLine: 1, SKU: "MUG", Location: "A-01", Quantity: 2}, Fulfilment: "SO-1/1", Order: "SO-1", Tote: "T-1", State: order.Picking},
			{ListLine: ListLine{Line: 2, Slot: 2, OrderLine: 1, SKU: "CUP", Location: "A-02", Quantity: 1}, Fulfilment: "SO-2/1", Order: "SO-2", Tote: "T-2", State: order.Picking},
		},
	}
	d := floor.Decision{Session: floor.Session{Station: "pick-1", Badge: "B-0001", List: "L-000001"}}
	change(&f, &d.Session)
	return f, d
}

func held(f *Facts, s *floor.Session) {
	s.Location = "A-01"
	f.Lines[0].Picked = 1
}

func item(sku string) floor.Thing { return floor.Thing{Kind: floor.AnItem, Ref: sku, Factor: 1} }
func bin(id string) floor.Thing   { return floor.Thing{Kind: floor.ALocation, Ref: id} }
func say(c floor.Command) floor.Thing {
	return floor.Thing{Kind: floor.ACommand, Ref: string(c)}
}

func TestJudge(t *testing.T) {
	at := func(id floor.LocationID) func(*Facts, *floor.Session) {
		return func(_ *Facts, s *floor.Session) { s.Location = id }
	}
	none := func(f *Facts, s *floor.Session) { s.List, f.List, f.Lines = "", List{}, nil }
	unbound := func(f *Facts, _ *floor.Session) { f.Lines[1].Tote = "" }
	finished := func(f *Facts, _ *floor.Session) { f.List.State, f.Lines = Finished, nil }
	other := func(f *Facts, _ *floor.Session) { f.List.Badge = "B-0002" }
	dropped := func(f *Facts, _ *floor.Session) { f.List.State = Dropped }
	cancelled := func(f *Facts, s *floor.Session) {
		held(f, s)
		f.Lines[0].State = order.Void
		f.Lines[0].Cancelled = true
	}
	for name, c := range map[string]struct {
		facts   func(*Facts, *floor.Session)
		thing   floor.Thing
		outcome floor.Outcome
		said    string
		next    string
	}{
		"no list":                      {none, item("MUG"), floor.Bad, "no_list", "next_take_work"},
		"no work":                      {none, say(floor.Next), floor.Bad, "no_work", "next_take_work"},
		"nothing to be done with":      {none, say(floor.Done), floor.Bad, "no_list", "next_take_work"},
		"a place without a list":       {none, floor.Thing{Kind: floor.APlace, Ref: "S"}, floor.Bad, "not_asked_here", "next_take_work"},
		"taken over elsewhere":         {other, item("MUG"), floor.Bad, "list_gone", "next_take_work"},
		"brought away elsewhere":       {dropped, say(floor.Next), floor.Bad, "list_gone", "next_take_work"},
		"a tote first":                 {unbound, bin("A-01"), floor.Bad, "tote_first", "next_bind_tote"},
		"a bin of the walk":            {at(""), bin("A-02"), floor.Good, "location_confirmed", "next_item"},
		"another bin":                  {at(""), bin("A-09"), floor.Bad, "wrong_location", "next_location"},
		"an item before its bin":       {at(""), item("MUG"), floor.Bad, "location_first", "next_location"},
		"an item":                      {at("A-01"), item("MUG"), floor.Good, "item_picked", "next_item"},
		"a wrong item":                 {at("A-01"), item("CUP"), floor.Bad, "wrong_item", "next_item"},
		"another bin with a full hand": {held, bin("A-02"), floor.Bad, "put_first", "next_item"},
		"the bin with a full hand":     {held, bin("A-01"), floor.Bad, "lay_back_again", "next_item"},
		"cancelled in the hand":        {cancelled, bin("A-01"), floor.Bad, "put_first", "next_put"},
		"skip with a full hand":        {held, say(floor.Skip), floor.Bad, "put_first", "next_item"},
		"skip":                         {at("A-01"), say(floor.Skip), floor.Good, "skipped", "next_location"},
		"short of what":                {at(""), say(floor.ShortEmpty), floor.Bad, "short_where", "next_location"},
		"short without a reason":       {at("A-01"), say(floor.Short), floor.Bad, "short_reason", "next_item"},
		"nothing to undo":              {at("A-01"), say(floor.UndoLast), floor.Bad, "nothing_to_undo", "next_item"},
		"done too early":               {at("A-01"), say(floor.Done), floor.Bad, "lines_open", "next_item"},
		"dropped too early":            {at("A-01"), floor.Thing{Kind: floor.APlace, Ref: "S"}, floor.Bad, "lines_open", "next_item"},
		"done":                         {finished, say(floor.Done), floor.Good, "bring_totes", "next_drop"},
		"next before the drop":         {finished, say(floor.Next), floor.Bad, "drop_first", "next_drop"},
		"dropped":                      {finished, floor.Thing{Kind: floor.APlace, Ref: "S"}, floor.Good, "totes_dropped", "next_take_work"},
		"where was I":                  {at("A-01"), say(floor.Next), floor.Good, "go_on", "next_item"},
		"help":                         {at("A-01"), say(floor.Help), floor.Good, "help", "next_item"},
		"a packer's command":           {at("A-01"), say(floor.Reprint), floor.Bad, "command_not_here", "next_item"},
		"an order":                     {at("A-01"), floor.Thing{Kind: floor.AnOrder, Ref: "SO-1"}, floor.Bad, "not_asked_here", "next_item"},
		"a tote that nobody asked for": {at("A-01"), floor.Thing{Kind: floor.ATote, Ref: "T-1"}, floor.Bad, "tote_not_asked", "next_item"},
	} {
		f, d := walking(c.facts)
		f.Thing = c.thing
		Judge(f, floor.Scan{}, &d)
		if v := d.Verdict; v.Outcome != c.outcome || v.Said.Code != c.said || d.Session.Next.Code != c.next {
			t.Errorf("%s: %s %s, then %s, want %s %s, then %s",
				name, v.Outcome, v.Said.Code, d.Session.Next.Code, c.outcome, c.said, c.next)
		}
		if c.outcome == floor.Bad && len(d.Events) > 0 {
			t.Errorf("%s: a refusal changed %v", name, d.Events)
		}
	}
}

func TestReasonsOfShort(t *testing.T) {
	for command, want := range map[floor.Command]string{
		floor.ShortEmpty: "empty", floor.ShortFewer: "fewer", floor.ShortDamaged: "damaged", floor.ShortWrong: "wrong_item",
	} {
		f, d := walking(func(f *Facts, s *floor.Session) {
			s.Location = "A-01"
			f.Short = &ShortFacts{
				Bin:   stock.BinLevel{Location: "A-01", SKU: "MUG", Quantity: 5, Allocated: 3},
				Level: stock.Level{SKU: "MUG", OnHand: 5, Reserved: 3},
			}
		})
		f.Thing = say(command)
		Judge(f, floor.Scan{}, &d)
		shorted, ok := d.Events[0].(LineShorted)
		if !ok || shorted.Reason != want || shorted.Quantity != 2 || d.Verdict.Said.Reason != want {
			t.Errorf("%s: %+v, said %+v", command, d.Events[0], d.Verdict.Said)
		}
	}
}

// What others walk for stays theirs: only the rest of the bin is blocked.
func TestShortLeavesOthersTheirs(t *testing.T) {
	f, d := walking(func(f *Facts, s *floor.Session) {
		s.Location = "A-01"
		f.Short = &ShortFacts{
			Bin:    stock.BinLevel{Location: "A-01", SKU: "MUG", Quantity: 5, Allocated: 3},
			Others: []stock.BinLevel{{Location: "A-05", SKU: "MUG", Quantity: 4, Allocated: 3}},
			Level:  stock.Level{SKU: "MUG", OnHand: 9, Reserved: 6},
		}
	})
	f.Thing = say(floor.ShortFewer)
	Judge(f, floor.Scan{}, &d)
	blocked, added, missing := 0, 0, 0
	for _, event := range d.Events {
		switch e := event.(type) {
		case stock.Blocked:
			blocked += e.Quantity
		case LineAdded:
			added += e.Line.Quantity
		case order.Shorted:
			missing += e.Quantity
		}
	}
	if blocked != 4 || added != 1 || missing != 1 {
		t.Errorf("%d are blocked, %d looked for elsewhere, %d missing; want 4, 1, 1", blocked, added, missing)
	}
	if d.Session.Next.Location != "A-05" && d.Session.Next.Location != "A-02" {
		t.Errorf("the walk goes on to %+v", d.Session.Next)
	}
}

func TestUndoIsForgotten(t *testing.T) {
	picked := &floor.Undo{Kind: undoPick, Moves: []floor.UndoMove{{Line: 1, SKU: "MUG", From: "bin:A-01", To: "hand:B-0001", Quantity: 1}}}
	for name, c := range map[string]struct {
		facts func(*Facts, *floor.Session)
		said  string
	}{
		"in the hand":           {held, "undone"},
		"put down elsewhere":    {func(f *Facts, s *floor.Session) { held(f, s); f.Lines[0].Put = 1 }, "too_late_to_undo"},
		"being packed":          {func(f *Facts, s *floor.Session) { held(f, s); f.Lines[0].State = order.Packing }, "too_late_to_undo"},
		"the line is not there": {func(f *Facts, s *floor.Session) { held(f, s); f.Lines = f.Lines[1:] }, "too_late_to_undo"},
	} {
		f, d := walking(c.facts)
		f.Thing, d.Session.Undo = say(floor.UndoLast), picked
		Judge(f, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, want %s", name, d.Verdict.Said.Code, c.said)
		}
	}
}

func TestTotes(t *testing.T) {
	unbound := func(f *Facts, _ *floor.Session) { f.Lines[1].Tote = "" }
	idle := func(f *Facts, s *floor.Session) { s.List = "" }
	for name, c := range map[string]struct {
		facts func(*Facts, *floor.Session)
		tote  Tote
		said  string
	}{
		"a free one is bound":            {unbound, Tote{ID: "T-9"}, "tote_bound"},
		"that of this order is bound":    {unbound, Tote{ID: "T-9", Fulfilment: "SO-2/1", Order: "SO-2"}, "tote_bound"},
		"that of another one is refused": {unbound, Tote{ID: "T-1", Fulfilment: "SO-1/1", Order: "SO-1"}, "tote_holds_other"},
		"the right one takes the hand":   {held, Tote{ID: "T-1", Fulfilment: "SO-1/1"}, "put_in_tote"},
		"a wrong one does not":           {held, Tote{ID: "T-2", Fulfilment: "SO-2/1"}, "wrong_tote"},
		"one's own list is resumed":      {idle, Tote{ID: "T-1", List: "L-000001", ListState: InHands}, "list_resumed"},
		"one without a list":             {idle, Tote{ID: "T-9"}, "tote_without_list"},
		"one that was dropped":           {idle, Tote{ID: "T-1", List: "L-000001", ListState: Dropped}, "tote_without_list"},
		"another one's is asked for": {
			func(f *Facts, s *floor.Session) { idle(f, s); f.List.Badge = "B-0002" },
			Tote{ID: "T-1", List: "L-000001", ListState: InHands},
			"list_taken_by_other",
		},
		"and taken over": {func(f *Facts, s *floor.Session) {
			idle(f, s)
			f.List.Badge, s.Ask = "B-0002", &floor.Ask{Kind: "take_over", Code: "T-1"}
		}, Tote{ID: "T-1", List: "L-000001", ListState: InHands}, "list_resumed"},
	} {
		f, d := walking(c.facts)
		f.Thing, f.Tote = floor.Thing{Kind: floor.ATote, Ref: string(c.tote.ID)}, c.tote
		Judge(f, floor.Scan{}, &d)
		if d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, want %s", name, d.Verdict.Said.Code, c.said)
		}
		if c.said == "tote_bound" && len(d.Events) != 1 {
			t.Errorf("%s: the list does not learn it: %v", name, d.Events)
		}
	}
}
