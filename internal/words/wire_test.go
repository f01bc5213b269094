package words

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"tallyman/internal/floor"
)

var update = flag.Bool("update", false, "write what the tests of the screens compare themselves with")

// wire holds what is said of phrases in every language. The tests of the
// screens say the same, so that a sentence does not depend on who makes it.
const wire = "../../fixtures/wire/words.json"

// saidHere is what a test of the screens has to say, too.
type saidHere struct {
	Full    floor.Phrase   `json:"full"`
	Phrases []floor.Phrase `json:"phrases"`
	Codes   []string       `json:"codes"`
	// Plural is the plural form of each number from 0, by language.
	Plural map[string][]string `json:"plural"`
	// Words are reasons, commands and codes that are none, by language.
	Words map[string][]string `json:"words"`
	// Said has by language and code the sentence of Full, and a digest of the
	// sentences of all Phrases.
	Said map[string]map[string][2]string `json:"said"`
}

func TestSentencesAreThoseThatScreensSay(t *testing.T) {
	now := saidHere{
		Full: full, Phrases: phrases(), Codes: codes(), Plural: map[string][]string{}, Words: map[string][]string{}, Said: map[string]map[string][2]string{},
	}
	all := All()
	ids := append(messageIDs(t), "nobody_wrote_this", "__proto__", "constructor", "\x1b[2J")
	for _, language := range Languages() {
		tag, catalogue := language.String(), all.In(language)
		now.Plural[tag] = plurals(t, tag)
		for _, code := range now.Codes {
			now.Words[tag] = append(now.Words[tag], catalogue.Reason(code), catalogue.Command(code))
		}
		now.Said[tag] = map[string][2]string{}
		for _, id := range ids {
			now.Said[tag][id] = [2]string{sayAs(catalogue, id, full), digest(catalogue, id, now.Phrases)}
		}
	}
	text := lines(t, now)
	if *update {
		if err := os.WriteFile(wire, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(wire)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, text) {
		t.Errorf("%s is not what is said: go test ./internal/words -update, then npm test in ui", wire)
	}
}

var full = floor.Phrase{
	Expected: "item", Got: "tote", SKU: "MUG-BLUE", Name: "Mug Harbour, blue", Location: "A-12-03", Tote: "T-0042", Order: "SO-10442",
	Subject: "parcel", Reason: "empty", Quantity: 2, Of: 5,
}

// phrases are fill-ins of all kinds, those of a spiteful mind among them.
func phrases() []floor.Phrase {
	same := func(text string) floor.Phrase {
		return floor.Phrase{
			Expected: text, Got: text, SKU: text, Name: text, Location: text, Tote: text, Order: text, Subject: text, Reason: text,
		}
	}
	all := []floor.Phrase{
		{},
		{Quantity: 1},
		{Of: 1},
		{Quantity: 21, Of: 2},
		{Quantity: -3},
		{Quantity: 1_234_567, Of: 11},
		{Name: " . "},
		{SKU: "CUP", Tote: "T-1"},
		{Got: "ACK", Expected: "badge", Subject: "dock", Reason: "fraud"},
		{Got: "SHORTNONE", Order: "SO-1", Location: "A-1"},
	}
	for _, text := range []string{
		"{{.Order}}", `["Got"]`, "$& $1 $$", "<b>&amp;", "__proto__", "constructor", "toString", "a\n\n\tb\u202e c", "01095\x1d10L7\x00",
		"\u00a0a\u3000b\u2028c\u0085d\ufeffe\u200bf", "é e\u0301 👩‍🔧 🇳🇴 杯 \U0001d11e", "\ue000\U0010ffff\u0378", ".", "。", "a .", "  ",
		strings.Repeat("9", 59), strings.Repeat("9", 60), strings.Repeat("9", 61), strings.Repeat("𝄞", 60), strings.Repeat("𝄞", 4_000),
	} {
		all = append(all, same(text))
	}
	return all
}

func codes() []string {
	return []string{"", "paper_out", "NEXT", "SHORTNONE", "no such", "constructor", "__proto__", "\x1b[2J", strings.Repeat("x", 70)}
}

func plurals(t *testing.T, tag string) []string {
	t.Helper()
	catalogue := reading(t, tag, `go_on = { zero = "zero", one = "one", two = "two", few = "few", many = "many", other = "other" }`)
	var forms []string
	for n := range 130 {
		forms = append(forms, catalogue.Say(floor.Phrase{Code: "go_on", Quantity: n}))
	}
	return forms
}

func sayAs(c *Catalogue, code string, p floor.Phrase) string {
	p.Code = code
	return c.Say(p)
}

// digest is FNV-1a of all sentences, a line each.
func digest(c *Catalogue, code string, phrases []floor.Phrase) string {
	sum := fnv.New32a()
	for _, p := range phrases {
		fmt.Fprintf(sum, "%s\n", sayAs(c, code, p))
	}
	return fmt.Sprintf("%08x", sum.Sum32())
}

// lines is JSON with a sentence a line, so that a change can be read.
func lines(t *testing.T, what saidHere) []byte {
	t.Helper()
	sentences := what.Said
	what.Said = nil
	head := marshal(t, what)
	var out bytes.Buffer
	out.Write(bytes.TrimSuffix(head, []byte("null}")))
	before := "{\n"
	for _, language := range Languages() {
		fmt.Fprintf(&out, "%s%q:{", before, language)
		before = "},\n"
		next := ""
		said := sentences[language.String()]
		for _, code := range slices.Sorted(maps.Keys(said)) {
			fmt.Fprintf(&out, "%s\n%s:%s", next, marshal(t, code), marshal(t, said[code]))
			next = ","
		}
	}
	out.WriteString("}}}\n")
	return out.Bytes()
}

func marshal(t *testing.T, what any) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(what); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(out.Bytes())
}
