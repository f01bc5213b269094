package ledger_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ledgertest"
	"tallyman/internal/ledger/stage"
)

// tampering changes tables behind the ledger's back.
func tampering(statement string) ledger.Decide {
	return func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
		_, err := tx.Exec(statement)
		return ledger.Decision{Skip: true}, err
	}
}

func toyCodec(t *testing.T) *ledger.Codec {
	t.Helper()
	codec, err := ledger.NewCodec(ledgertest.Stages())
	must(t, err)
	return codec
}

func TestEventsAreStoredAsTheyWere(t *testing.T) {
	codec := toyCodec(t)
	events := []floor.Event{
		ledgertest.Counted{Bin: "A<&>\u2028\"", Quantity: -1},
		&ledgertest.Moved{From: "A", To: "B", Quantity: 1 << 53},
	}
	stored, err := codec.Encode(events)
	must(t, err)
	const want = `[{"k":"toy.counted","v":1,"d":{"bin":"A\u003c\u0026\u003e\u2028\"","quantity":-1}},` +
		`{"k":"toy.moved","v":1,"d":{"from":"A","to":"B","quantity":9007199254740992}}]`
	if string(stored) != want || !json.Valid(stored) {
		t.Errorf("stored %s\nwant   %s", stored, want)
	}
	again, err := codec.Decode(stored)
	must(t, err)
	if len(again) != 2 || again[0] != events[0] || again[1] != *events[1].(*ledgertest.Moved) {
		t.Errorf("read %#v", again)
	}
	if none, err := codec.Encode(nil); err != nil || string(none) != "[]" {
		t.Errorf("no events are stored as %s, %v", none, err)
	}
}

func TestDecodingIsStrict(t *testing.T) {
	codec := toyCodec(t)
	for stored, why := range map[string]string{
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1}}] `:                           "",
		`[{"k":"toy.labelled","v":1,"d":{"bin":"A","name":"x"}}]`:                             "",
		`[{"k":"toy.gone","v":1,"d":{}}]`:                                                     "no stage declares",
		`[{"k":"toy.counted","v":2,"d":{"bin":"A","quantity":1}}]`:                            "versions 1 to 1",
		`[{"k":"toy.counted","v":0,"d":{"bin":"A","quantity":1}}]`:                            "versions 1 to 1",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1,"more":2}}]`:                   "unknown field",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A"}}]`:                                         "missing",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","Quantity":1}}]`:                            "missing",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":null}}]`:                         "missing",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1,"quantity":1}}]`:               "twice",
		`[{"k":"toy.counted","v":1,"v":1,"d":{"bin":"A","quantity":1}}]`:                      "twice",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":"1"}}]`:                          "cannot unmarshal",
		`[{"k":"toy.counted","v":1}]`:                                                         "EOF",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1},"x":1}]`:                      "unknown field",
		`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1}}][]`:                          "behind",
		`[{"k":"toy.labelled","v":2,"d":{"bin":"A","name":"the name of the first version"}}]`: "unknown field",
		``:       "EOF",
		`null`:   "no list",
		`[null]`: "no stage declares",
	} {
		_, err := codec.Decode([]byte(stored))
		switch {
		case why == "" && err != nil:
			t.Errorf("%s: %v", stored, err)
		case why != "" && (err == nil || !strings.Contains(err.Error(), why)):
			t.Errorf("%s: got %v, want an error with %q", stored, err, why)
		}
	}
}

// pointed has EventKind on the pointer only.
type pointed struct{}

func (*pointed) EventKind() string { return "toy.pointed" }

func TestStagesThatContradictThemselvesAreRefused(t *testing.T) {
	counted := func() floor.Event { return &ledgertest.Counted{} }
	for why, declared := range map[string]stage.EventType{
		"calls itself":   {Kind: "toy.other", Version: 1, New: counted},
		"must be toy":    {Kind: "pick.counted", Version: 1, New: func() floor.Event { return &picked{} }},
		"upcasters":      {Kind: "toy.counted", Version: 2, New: counted},
		"a pointer":      {Kind: "toy.counted", Version: 1, New: func() floor.Event { return ledgertest.Counted{} }},
		"value receiver": {Kind: "toy.pointed", Version: 1, New: func() floor.Event { return &pointed{} }},
		"lower-case":     {Kind: "toy/Odd", Version: 1, New: func() floor.Event { return &odd{} }},
	} {
		_, err := ledger.NewCodec([]stage.Stage{{Name: "toy", Events: []stage.EventType{declared}}})
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("got %v, want an error with %q", err, why)
		}
	}
	twice := append(ledgertest.Stages(), ledgertest.Stages()...)
	if _, err := ledger.NewCodec(twice); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("events declared twice: %v", err)
	}
}

type picked struct{}

func (picked) EventKind() string { return "pick.counted" }

type odd struct{}

func (odd) EventKind() string { return "toy/Odd" }

func TestTextThatIsNotUTF8IsRefused(t *testing.T) {
	codec := toyCodec(t)
	for bin, good := range map[string]bool{"\xff": false, "a\xc3": false, "\uFFFD": true, `\ufffd`: true, `\\ufffd`: true, `\ufffd` + "\xff": false} {
		stored, err := codec.Encode([]floor.Event{ledgertest.Counted{Bin: bin, Quantity: 1}})
		if (err == nil) != good {
			t.Errorf("bin %q is stored as %s, %v", bin, stored, err)
		}
	}
}

// What is read is read again as the same from what it is written as.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`[{"k":"toy.counted","v":1,"d":{"bin":"A","quantity":1}}]`))
	f.Add([]byte(`[ {"k":"toy.labelled","v":1,"d":{"name":"x","bin":"A"}},{"d":{"text":"\ud800","copies":-0},"v":1,"k":"toy.noted"}]`))
	codec, err := ledger.NewCodec(ledgertest.Stages())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, stored []byte) {
		events, err := codec.Decode(stored)
		if err != nil {
			return
		}
		again, err := codec.Encode(events)
		must(t, err)
		same, err := codec.Decode(again)
		must(t, err)
		if !reflect.DeepEqual(same, events) {
			t.Errorf("%s was read as %#v and then as %#v", stored, events, same)
		}
	})
}
