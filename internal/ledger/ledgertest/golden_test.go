package ledgertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/stage"
)

func toySamples() []floor.Event {
	return []floor.Event{
		Counted{Bin: "A", Quantity: 3},
		Moved{From: "A", To: "B", Quantity: 2},
		Labelled{Bin: "A", Label: "mugs", Zone: "east"},
		Labelled{Bin: "B", Label: "<plates>", Zone: ""},
		Noted{Text: "hello", Copies: 1},
	}
}

func TestToyEvents(t *testing.T) {
	CheckGolden(t, Stages(), toySamples(), "testdata/events")
}

// complaints checks the golden files of the toy stage after some change.
func complaints(t *testing.T, write bool, change func(dir string, stages []stage.Stage, samples *[]floor.Event)) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "events")
	must(t, os.CopyFS(dir, os.DirFS("testdata/events")))
	stages, samples := Stages(), toySamples()
	change(dir, stages, &samples)
	problems, err := golden(stages, samples, dir, write)
	must(t, err)
	return strings.Join(problems, "\n")
}

func replace(t *testing.T, path, old, by string) {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	if !strings.Contains(string(content), old) {
		t.Fatalf("%s does not hold %s", path, old)
	}
	must(t, os.WriteFile(path, []byte(strings.ReplaceAll(string(content), old, by)), 0o600))
}

// counted2 is Counted with a field named anew.
type counted2 struct {
	Bin   string `json:"bin"`
	Units int    `json:"units"`
}

func (counted2) EventKind() string { return "toy.counted" }

// counted3 is Counted with a field that is left out.
type counted3 struct {
	Bin      string `json:"bin"`
	Quantity int    `json:"quantity"`
	Hidden   int    `json:"-"`
}

func (counted3) EventKind() string { return "toy.counted" }

func TestGoldenFilesGuardHistory(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(dir string, stages []stage.Stage, samples *[]floor.Event)
	}{
		{"a field renamed", `unknown field "quantity"`, func(_ string, stages []stage.Stage, samples *[]floor.Event) {
			stages[0].Events[0].New = func() floor.Event { return &counted2{} }
			(*samples)[0] = counted2{Bin: "A", Units: 3}
		}},
		{"a field that is not stored", "changes when it is stored", func(_ string, stages []stage.Stage, samples *[]floor.Event) {
			stages[0].Events[0].New = func() floor.Event { return &counted3{} }
			(*samples)[0] = counted3{Bin: "A", Quantity: 3, Hidden: 4}
		}},
		{"a version without file", "toy.counted.2.json is missing: look", func(_ string, stages []stage.Stage, samples *[]floor.Event) {
			stages[0].Events[0].Version = 2
			stages[0].Events[0].New = func() floor.Event { return &counted2{} }
			stages[0].Events[0].Upcast = []func([]byte) ([]byte, error){func(data []byte) ([]byte, error) {
				return []byte(strings.Replace(string(data), "quantity", "units", 1)), nil
			}}
			(*samples)[0] = counted2{Bin: "A", Units: 3}
		}},
		{"an upcaster that does not lift", "unknown field", func(_ string, stages []stage.Stage, _ *[]floor.Event) {
			stages[0].Events[3].Upcast[0] = func(data []byte) ([]byte, error) { return data, nil }
		}},
		{"an old file lost", "toy.labelled.1.json is missing: take it", func(dir string, _ []stage.Stage, _ *[]floor.Event) {
			must(t, os.Remove(filepath.Join(dir, "toy.labelled.1.json")))
		}},
		{"a kind dropped", "toy.counted.1.json: no stage declares", func(_ string, stages []stage.Stage, samples *[]floor.Event) {
			stages[0].Events = stages[0].Events[1:]
			*samples = (*samples)[1:]
		}},
		{"no sample", "toy.counted has no sample", func(_ string, _ []stage.Stage, samples *[]floor.Event) { *samples = (*samples)[1:] }},
		{"a sample with an empty field", "toy.counted: Quantity is empty", func(_ string, _ []stage.Stage, samples *[]floor.Event) { (*samples)[0] = Counted{Bin: "A"} }},
		{"a sample of nobody", "sample of toy.unheard_of", func(_ string, _ []stage.Stage, samples *[]floor.Event) {
			*samples = append(*samples, foreign{})
		}},
		{"a file edited", "stored in another form now", func(dir string, _ []stage.Stage, _ *[]floor.Event) {
			replace(t, filepath.Join(dir, "toy.counted.1.json"), ":3", ":4")
		}},
		{"a file of another kind", "holds toy.moved version 1", func(dir string, _ []stage.Stage, _ *[]floor.Event) {
			content, err := os.ReadFile(filepath.Join(dir, "toy.moved.1.json"))
			must(t, err)
			must(t, os.WriteFile(filepath.Join(dir, "toy.labelled.1.json"), content, 0o600))
		}},
		{"an empty file", "holds no event", func(dir string, _ []stage.Stage, _ *[]floor.Event) {
			must(t, os.WriteFile(filepath.Join(dir, "toy.labelled.1.json"), []byte("[]"), 0o600))
		}},
	} {
		if got := complaints(t, false, c.change); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestUpdateWritesNewFilesOnly(t *testing.T) {
	changed := "[{\"k\":\"toy.counted\",\"v\":1,\"d\":{\"bin\":\"Z\",\"quantity\":9}}]"
	kept := ""
	got := complaints(t, true, func(dir string, _ []stage.Stage, _ *[]floor.Event) {
		kept = dir
		must(t, os.Remove(filepath.Join(dir, "toy.moved.1.json")))
		must(t, os.Remove(filepath.Join(dir, "toy.labelled.1.json")))
		must(t, os.WriteFile(filepath.Join(dir, "toy.counted.1.json"), []byte(changed), 0o600))
	})
	if !strings.Contains(got, "toy.counted.1.json: the samples") || !strings.Contains(got, "toy.labelled.1.json is missing") || strings.Contains(got, "moved") {
		t.Errorf("got %q", got)
	}
	content, err := os.ReadFile(filepath.Join(kept, "toy.counted.1.json"))
	must(t, err)
	same(t, string(content), changed, "the file that was there")
	have, err := os.ReadFile(filepath.Join(kept, "toy.moved.1.json"))
	must(t, err)
	want, err := os.ReadFile("testdata/events/toy.moved.1.json")
	must(t, err)
	same(t, string(have), string(want), "the file made anew")
}

type box struct {
	Name   string
	Inside []box
	Tags   map[string]*box
	Own    json.RawMessage
	Left   int `json:"-"`
}

func (box) EventKind() string { return "toy.box" }

func TestEmptyFieldsAreFoundWithinValues(t *testing.T) {
	samples := []floor.Event{
		box{Name: "a", Inside: []box{{Name: "b"}}},
		&box{Tags: map[string]*box{"t": {Own: json.RawMessage("1")}}},
	}
	got := strings.Join(empty(samples), " ")
	same(t, got, "Inside.Inside Inside.Own Inside.Tags Own Tags.Inside Tags.Name Tags.Tags", "empty fields")
}
