package shift

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
)

const window = 200 * time.Millisecond

func monday() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) }

func TestDoublesWindow(t *testing.T) {
	first := floor.LastRead{Device: "tty1", Code: "9520000000011", At: monday().UnixMicro(), Entry: 7}
	for name, c := range map[string]struct {
		device, code string
		apart        time.Duration
		entry        int64
		double       bool
	}{
		"at once":                   {"tty1", "9520000000011", 0, 7, true},
		"50 ms later":               {"tty1", "9520000000011", 50 * time.Millisecond, 7, true},
		"just within":               {"tty1", "9520000000011", window - time.Microsecond, 7, true},
		"at the end of the window":  {"tty1", "9520000000011", window, 7, false},
		"400 ms later":              {"tty1", "9520000000011", 400 * time.Millisecond, 7, false},
		"another code":              {"tty1", "9520000000028", 50 * time.Millisecond, 7, false},
		"another device":            {"tty2", "9520000000011", 50 * time.Millisecond, 7, false},
		"no read before":            {"tty1", "9520000000011", 50 * time.Millisecond, 0, false},
		"the clock went back":       {"tty1", "9520000000011", -time.Hour, 7, false},
		"the clock went back a bit": {"tty1", "9520000000011", -50 * time.Millisecond, 7, true},
	} {
		before := floor.Session{Station: "pick-1", Badge: "B-0001", Read: first}
		before.Read.Entry = c.entry
		previous := floor.Verdict{Outcome: floor.Good, Said: floor.Phrase{Code: "item_picked", Quantity: 2}}
		scan := floor.Scan{Station: "pick-1", Device: c.device, Raw: c.code, At: monday().Add(c.apart)}
		d, complete := Begin(before, previous, scan, window)
		if complete != c.double {
			t.Errorf("%s: double is %v", name, complete)
		}
		if !complete {
			if d.Session.Read.Entry != 0 || d.Session.Read.Code != c.code {
				t.Errorf("%s: the new read is %+v", name, d.Session.Read)
			}
			continue
		}
		if d.Verdict.Said != previous.Said || d.Verdict.Outcome != floor.Good || !d.Verdict.Double {
			t.Errorf("%s: the double is answered %+v", name, d.Verdict)
		}
		if d.Session.Read.Entry != 7 || len(d.Events) != 1 {
			t.Errorf("%s: the double left %+v with %v", name, d.Session.Read, d.Events)
		}
	}
}

// A scanner held on a code reads it again and again: as long as each read comes
// within the window of the one before, all of them are the first.
func TestDoublesAreOneRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := rapid.SliceOf(rapid.Int64Range(0, 500)).Draw(t, "milliseconds between reads")
		session, at, counted, runs := floor.Session{Station: "pick-1"}, monday(), 0, 1
		read := func() {
			d, double := Begin(session, floor.Verdict{}, floor.Scan{Device: "tty1", Raw: "X", At: at}, window)
			if !double {
				counted++
			}
			session = d.Session
			session.Read.Entry = max(session.Read.Entry, 1)
		}
		read()
		for _, gap := range gaps {
			if gap >= window.Milliseconds() {
				runs++
			}
			at = at.Add(time.Duration(gap) * time.Millisecond)
			read()
		}
		if counted != runs {
			t.Fatalf("%d reads counted in %d runs", counted, runs)
		}
	})
}

func command(c floor.Command) *floor.Thing { return &floor.Thing{Kind: floor.ACommand, Ref: string(c)} }

func TestDesk(t *testing.T) {
	badge := &floor.Thing{Kind: floor.ABadge, Ref: "B-0002"}
	item := &floor.Thing{Kind: floor.AnItem, Ref: "MUG-BLUE", Factor: 1}
	quantity := func(body string) *floor.Thing { return &floor.Thing{Kind: floor.AQuantity, Ref: body} }
	held := &floor.Phrase{Code: "wrong_item"}
	counted := &floor.Phrase{Code: "answer_unknown", SKU: "MUG-BLUE", Quantity: 2}
	here := floor.Session{Station: "pick-1", Badge: "B-0001"}
	for name, c := range map[string]struct {
		session floor.Session
		thing   *floor.Thing
		stage   bool
		outcome floor.Outcome
		said    string
	}{
		"an item before a badge":   {floor.Session{}, item, false, floor.Bad, "badge_first"},
		"a badge":                  {floor.Session{}, badge, false, floor.Good, "welcome"},
		"the same badge":           {floor.Session{Badge: "B-0002"}, badge, false, floor.Good, "badge_known"},
		"another badge":            {here, badge, false, floor.Good, "welcome"},
		"log out":                  {here, command(floor.LogOut), false, floor.Good, "logged_out"},
		"an item":                  {here, item, true, "", ""},
		"nothing to acknowledge":   {here, command(floor.Acknowledge), false, floor.Bad, "nothing_to_acknowledge"},
		"an item while held":       {floor.Session{Badge: "B-0001", Takeover: held}, item, false, floor.Bad, "acknowledge_first"},
		"a badge while held":       {floor.Session{Badge: "B-0001", Takeover: held}, badge, false, floor.Bad, "acknowledge_first"},
		"acknowledge":              {floor.Session{Badge: "B-0001", Takeover: held}, command(floor.Acknowledge), false, floor.Good, "acknowledged"},
		"an item while unsettled":  {floor.Session{Badge: "B-0001", Unsettled: counted}, item, false, floor.Bad, "settle_first"},
		"a badge while unsettled":  {floor.Session{Badge: "B-0001", Unsettled: counted}, badge, false, floor.Bad, "settle_first"},
		"keep":                     {floor.Session{Badge: "B-0001", Unsettled: counted}, command(floor.Next), false, floor.Good, "kept"},
		"take back":                {floor.Session{Badge: "B-0001", Unsettled: counted}, command(floor.UndoLast), true, "", ""},
		"quantity 5":               {here, quantity("05"), false, floor.Good, "quantity_said"},
		"quantity 0":               {here, quantity("000"), false, floor.Bad, "quantity_not_possible"},
		"quantity 1000":            {here, quantity("1000"), false, floor.Bad, "quantity_not_possible"},
		"quantity of letters":      {here, quantity("AA"), false, floor.Bad, "quantity_not_possible"},
		"a code that nobody knows": {here, nil, false, floor.Unknown, "unknown_code"},
		"that code while held":     {floor.Session{Badge: "B-0001", Takeover: held}, nil, false, floor.Bad, "acknowledge_first"},
	} {
		d := floor.Decision{Session: c.session}
		complete := Desk(c.thing, &floor.Phrase{Code: "unknown_code"}, "B-0002", &d)
		if complete == c.stage {
			t.Errorf("%s: complete is %v", name, complete)
		}
		if d.Verdict.Outcome != c.outcome || d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s %s, want %s %s", name, d.Verdict.Outcome, d.Verdict.Said.Code, c.outcome, c.said)
		}
	}
}

func TestAnotherBadgeBeginsAnew(t *testing.T) {
	d := floor.Decision{Session: floor.Session{
		Station: "pick-1", Badge: "B-0001", List: "L-000001", Location: "A-01-01", Quantity: 5,
		Undo: &floor.Undo{Kind: "pick"}, Read: floor.LastRead{Code: "X"},
	}}
	Desk(&floor.Thing{Kind: floor.ABadge}, nil, "B-0002", &d)
	want := floor.Session{Station: "pick-1", Badge: "B-0002", Read: floor.LastRead{Code: "X"}}
	if d.Session != want {
		t.Errorf("the session is %+v, want %+v", d.Session, want)
	}
}

func TestQuantityKeepsTheQuestion(t *testing.T) {
	d := floor.Decision{Session: floor.Session{Badge: "B-0001", Ask: &floor.Ask{Kind: "remove"}}}
	Desk(&floor.Thing{Kind: floor.AQuantity, Ref: "03"}, nil, "", &d)
	if d.Session.Quantity != 3 || d.Session.Ask == nil {
		t.Errorf("after quantity 3 the session holds %d and %v", d.Session.Quantity, d.Session.Ask)
	}
	Desk(nil, &floor.Phrase{Code: "unknown_code"}, "", &d)
	if d.Session.Quantity != 0 || d.Session.Ask != nil {
		t.Errorf("a refusal left quantity %d and question %v", d.Session.Quantity, d.Session.Ask)
	}
}

func TestIdentify(t *testing.T) {
	item := floor.Thing{Kind: floor.AnItem, Ref: "4711", Factor: 1}
	bin := floor.Thing{Kind: floor.ALocation, Ref: "4711"}
	order := floor.Thing{Kind: floor.AnOrder, Ref: "4711"}
	walking := floor.Session{List: "L-000001"}
	standing := floor.Session{List: "L-000001", Location: "A-01-01"}
	own := func(kind floor.CodeKind, body string) floor.Scan {
		return floor.Scan{Reading: floor.Own, Own: floor.Code{Kind: kind, Body: body}}
	}
	for name, c := range map[string]struct {
		kind    Kind
		session floor.Session
		scan    floor.Scan
		hits    []floor.Thing
		kindOf  floor.ThingKind
		why     string
	}{
		"misread":                        {Pick, walking, floor.Scan{Reading: floor.Misread}, []floor.Thing{item}, "", "misread"},
		"a lost separator":               {Pick, walking, floor.Scan{Fault: "ambiguous"}, []floor.Thing{item}, "", "gs1_fault"},
		"nobody knows it":                {Pick, walking, floor.Scan{Raw: "?"}, nil, "", "unknown_code"},
		"one thing":                      {Pick, walking, floor.Scan{}, []floor.Thing{item}, floor.AnItem, ""},
		"a bin is expected":              {Pick, walking, floor.Scan{}, []floor.Thing{item, bin}, floor.ALocation, ""},
		"an item is expected":            {Pick, standing, floor.Scan{}, []floor.Thing{bin, item}, floor.AnItem, ""},
		"nothing of it is expected":      {Pick, floor.Session{}, floor.Scan{}, []floor.Thing{bin, item}, "", "ambiguous"},
		"an order is expected":           {Pack, floor.Session{}, floor.Scan{}, []floor.Thing{item, order}, floor.AnOrder, ""},
		"an item is expected at a table": {Pack, floor.Session{Parcel: "P-000001"}, floor.Scan{}, []floor.Thing{order, item}, floor.AnItem, ""},
		"neither at a dock":              {Dock, floor.Session{}, floor.Scan{}, []floor.Thing{order, item}, "", "ambiguous"},
		"a command":                      {Pick, walking, own(floor.CodeCommand, "NEXT"), nil, floor.ACommand, ""},
		"a quantity":                     {Pick, walking, own(floor.CodeQuantity, "05"), nil, floor.AQuantity, ""},
		"a place":                        {Pick, walking, own(floor.CodeStation, "STAGE1"), nil, floor.APlace, ""},
		"a dock":                         {Pack, walking, own(floor.CodeDock, "D1"), nil, floor.ADock, ""},
		"a tote nobody knows":            {Pick, walking, own(floor.CodeTote, "0001"), nil, "", "unknown_code"},
	} {
		thing, why := Identify(c.kind, c.session, c.scan, c.hits)
		switch {
		case c.why != "" && (why == nil || why.Code != c.why || thing != nil):
			t.Errorf("%s: %v, %v, want %s", name, thing, why, c.why)
		case c.why == "" && (thing == nil || thing.Kind != c.kindOf):
			t.Errorf("%s: %v, %v, want %s", name, thing, why, c.kindOf)
		}
	}
}

func TestAnswerUnknown(t *testing.T) {
	undo := &floor.Undo{Kind: "pick"}
	picked := floor.Verdict{Outcome: floor.Good, Said: floor.Phrase{Code: "item_picked", SKU: "MUG-BLUE", Quantity: 2}}
	for name, c := range map[string]struct {
		session floor.Session
		verdict floor.Verdict
		asked   bool
	}{
		"a unit was counted":  {floor.Session{Undo: undo}, picked, true},
		"it is asked already": {floor.Session{Undo: undo, Unsettled: &picked.Said}, picked, false},
		"it was taken back":   {floor.Session{}, picked, false},
		"it was refused":      {floor.Session{Undo: undo}, floor.Verdict{Outcome: floor.Bad, Said: picked.Said}, false},
		"a bin was confirmed": {floor.Session{Undo: undo}, floor.Verdict{Outcome: floor.Good, Said: floor.Phrase{Code: "location_confirmed"}}, false},
	} {
		d, asked := JudgeAnswerUnknown(c.session, c.verdict)
		if asked != c.asked {
			t.Errorf("%s: asked is %v", name, asked)
		}
		if asked && (d.Session.Unsettled == nil || d.Session.Unsettled.Quantity != 2 || len(d.Events) != 1) {
			t.Errorf("%s: the station holds %+v", name, d.Session.Unsettled)
		}
	}
}

func TestEnd(t *testing.T) {
	here := floor.Session{Station: "pick-1", Badge: "B-0001"}
	held := here
	held.Takeover = &floor.Phrase{Code: "over_pick"}
	unsettled := here
	unsettled.Unsettled = &floor.Phrase{Code: "answer_unknown"}
	for name, c := range map[string]struct {
		before, after floor.Session
		next          string
		changed       bool
	}{
		"nobody is here":   {floor.Session{Station: "pick-1"}, floor.Session{Station: "pick-1"}, "next_badge", true},
		"somebody came":    {floor.Session{Station: "pick-1"}, here, "next_take_work", true},
		"nothing changed":  {here, here, "", false},
		"the screen holds": {here, held, "next_acknowledge", true},
		"it is unsettled":  {unsettled, unsettled, "next_keep_or_undo", false},
	} {
		d := floor.Decision{Session: c.after}
		End(Pick, c.before, &d)
		if d.Verdict.Next.Code != c.next || (len(d.Events) == 1) != c.changed {
			t.Errorf("%s: next is %s with %v", name, d.Verdict.Next.Code, d.Events)
		}
	}
}

func TestStageOf(t *testing.T) {
	dock := floor.Thing{Kind: floor.ADock, Ref: "D1"}
	for name, c := range map[string]struct {
		kind    Kind
		session floor.Session
		thing   floor.Thing
		want    Kind
	}{
		"an idle packer at a dock":       {Pack, floor.Session{}, dock, Dock},
		"a packer with an open parcel":   {Pack, floor.Session{Parcel: "P-000001"}, dock, Pack},
		"a picker with a list":           {Pick, floor.Session{List: "L-000001"}, dock, Pick},
		"a parcel while loading":         {Pack, floor.Session{Dock: "D1"}, floor.Thing{Kind: floor.AParcel}, Dock},
		"a parcel at a packing table":    {Pack, floor.Session{}, floor.Thing{Kind: floor.AParcel}, Pack},
		"a parcel at a station for this": {Dock, floor.Session{}, floor.Thing{Kind: floor.AParcel}, Dock},
	} {
		if got := StageOf(c.kind, c.session, c.thing); got != c.want {
			t.Errorf("%s: the stage is %s, want %s", name, got, c.want)
		}
	}
}
