package words

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tallyman/internal/floor"
)

func TestSay(t *testing.T) {
	tests := []struct {
		phrase floor.Phrase
		want   string
	}{
		{floor.Phrase{}, ""},
		{floor.Phrase{Code: "misread"}, "Misread. Scan again."},
		{
			floor.Phrase{Code: "wrong_item", Expected: "MUG-BLUE", Name: "Mug Harbour, blue", Got: "TIMER", Location: "A-01-01"},
			"Wrong item TIMER. Take MUG-BLUE Mug Harbour, blue.",
		},
		{floor.Phrase{Code: "wrong_item", Expected: "MUG-BLUE", Got: "TIMER"}, "Wrong item TIMER. Take MUG-BLUE."},
		{floor.Phrase{Code: "item_packed", SKU: "CUP", Quantity: 1, Of: 2}, "1 of 2 × CUP."},
		{floor.Phrase{Code: "not_asked_here", Got: "location", Subject: "A-01-01"}, "That is a bin (A-01-01). It is not needed now."},
		{floor.Phrase{Code: "not_asked_here", Got: "location"}, "That is a bin. It is not needed now."},
		{floor.Phrase{Code: "command_not_here", Got: "ACK"}, "ACKNOWLEDGE is not possible now."},
		{floor.Phrase{Code: "ambiguous", Got: "100", Expected: "item", Subject: "order"}, "100 can be an item or an order. Scan its own code."},
		{floor.Phrase{Code: "gs1_fault", Got: "01", Reason: "bad_check_digit"}, "Cannot use this code: wrong check digit. Scan again."},
		{floor.Phrase{Code: "gs1_fault", Reason: "read_cut"}, "Cannot use this code: half of it is missing. Scan again."},
		{floor.Phrase{Code: "order_on_hold", Order: "SO-1", Reason: "fraud"}, "Order SO-1 is on hold: suspected fraud."},
		{floor.Phrase{Code: "order_on_hold", Order: "SO-1", Reason: "call Mia"}, "Order SO-1 is on hold: call Mia."},
		{
			floor.Phrase{Code: "next_printed_or_reprint", Order: "SO-1", Reason: "label"},
			"Label of order SO-1: did it come? PRINTED or REPRINT.",
		},
		{
			floor.Phrase{Code: "answer_unknown", Quantity: 2, Of: 3, SKU: "CUP", Tote: "T-1"},
			"Counted 2 of 3 × CUP. Check tote T-1: NEXT keeps it, UNDO takes it back.",
		},
		{
			floor.Phrase{Code: "answer_unknown", Quantity: 2, SKU: "CUP"},
			"Counted 2 × CUP. Check the goods: NEXT keeps it, UNDO takes it back.",
		},
		{
			floor.Phrase{Code: "settle_first", Quantity: 2, Tote: "T-1"},
			"First NEXT to keep or UNDO to take back: 2, tote T-1.",
		},
		{floor.Phrase{Code: "order_cancelled_put_back", Order: "SO-1"}, "Order SO-1 is cancelled."},
		{
			floor.Phrase{Code: "order_cancelled_put_back", Order: "SO-1", Quantity: 2, Tote: "T-1"},
			"Order SO-1 is cancelled. Put 2 back from tote T-1.",
		},
		{floor.Phrase{Code: "wrong_item_packed", Got: "CUP", Subject: "SO-2"}, "Wrong item CUP. It belongs to order SO-2."},
		{floor.Phrase{Code: "no_order_for", Got: "item", Subject: "CUP", Name: "Bottle .5 l"}, "No order to pack for an item CUP Bottle .5 l."},
		{floor.Phrase{Code: "nobody_wrote_this"}, "[nobody_wrote_this]"},
	}
	english := English()
	for _, tt := range tests {
		if got := english.Say(tt.phrase); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.phrase, got, tt.want)
		}
	}
}

// Every message can be said with nothing to fill in and with everything, in
// every language, and is short enough for a screen that is read at two metres.
func TestEveryMessageCanBeSaid(t *testing.T) {
	all := All()
	for _, tag := range Languages() {
		for _, code := range messageIDs(t) {
			if isVocabulary(code) {
				continue
			}
			for _, p := range []floor.Phrase{{}, full} {
				said := sayAs(all.In(tag), code, p)
				if said == "" || strings.ContainsAny(said, "{}[]<>") || strings.Contains(said, "  ") || utf8.RuneCountInString(said) > 120 {
					t.Errorf("%s: %s says %q (%d bytes)", tag, code, said, len(said))
				}
				if strings.HasPrefix(said, " ") || strings.TrimRight(said, ".:?。：？") == said {
					t.Errorf("%s: %s says %q, which is no sentence", tag, code, said)
				}
			}
		}
	}
}

// A fill-in is text and nothing else, whatever somebody scans or imports.
func TestFillInsAreText(t *testing.T) {
	english := English()
	for text, want := range map[string]string{
		"{{.Order}}":               "Unknown code {{.Order}}.",
		"01095\x1d10L7":            "Unknown code 01095 10L7.",
		"<b>":                      "Unknown code <b>.",
		"a\n\nb\u202e":             "Unknown code a b.",
		strings.Repeat("9", 4_000): "Unknown code " + strings.Repeat("9", longest-1) + "….",
		"Чашка 杯":                  "Unknown code Чашка 杯.",
	} {
		if got := english.Say(floor.Phrase{Code: "unknown_code", Got: text}); got != want {
			t.Errorf("%.20q: %q, want %q", text, got, want)
		}
	}
	if got := english.Say(floor.Phrase{Code: "\x1b[2J"}); got != "[ [2J]" {
		t.Errorf("a strange code is shown as %q", got)
	}
}

// A field that is added to Phrase is to be filled in, too.
func TestEveryFieldOfAPhraseIsFilledIn(t *testing.T) {
	known := reflect.TypeFor[fill]()
	for field := range reflect.TypeFor[floor.Phrase]().Fields() {
		name := field.Name
		if name == "Reason" {
			name = "reason"
		}
		if _, found := known.FieldByName(name); name != "Code" && !found {
			t.Errorf("fill has no %s", name)
		}
	}
}

func TestReason(t *testing.T) {
	english := English()
	for code, want := range map[string]string{"": "", "paper_out": "out of paper", "no such": "no such"} {
		if got := english.Reason(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

func TestCommand(t *testing.T) {
	english := English()
	for command, want := range map[floor.Command]string{floor.Next: "NEXT", floor.ShortEmpty: "SHORT: EMPTY"} {
		if got := english.Command(string(command)); got != want {
			t.Errorf("%s is called %q, want %q", command, got, want)
		}
	}
}

// A language with plural forms can be written beside the English one.
func TestPluralForms(t *testing.T) {
	catalogue := reading(t, "ro", `
go_on = { one = "mai este {{.Quantity}} bucată", few = "mai sunt {{.Quantity}} bucăți", other = "mai sunt {{.Quantity}} de bucăți" }
`)
	for n, want := range map[int]string{1: "mai este 1 bucată", 2: "mai sunt 2 bucăți", 20: "mai sunt 20 de bucăți"} {
		if got := catalogue.Say(floor.Phrase{Code: "go_on", Quantity: n}); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestABrokenMessageIsShown(t *testing.T) {
	catalogue := reading(t, "en", `misread = "{{.Nothing}}"`)
	if got := catalogue.Say(floor.Phrase{Code: "misread"}); !strings.HasPrefix(got, "[misread: ") {
		t.Errorf("it says %q", got)
	}
}

func TestManySay(t *testing.T) {
	english := English()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, code := range messageIDs(t) {
				english.Say(floor.Phrase{Code: code, Reason: "empty"})
			}
		})
	}
	all.Wait()
}

func BenchmarkSay(b *testing.B) {
	english := English()
	phrase := floor.Phrase{Code: "item_picked", SKU: "MUG-BLUE", Name: "Mug Harbour, blue", Quantity: 1, Of: 2}
	b.ReportAllocs()
	for b.Loop() {
		english.Say(phrase)
	}
}
