package app_test

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"tallyman/fixtures"
)

// atATime is how many scenarios run beside each other: they mostly wait for
// ptys, printers and double windows.
const atATime = 12

// wanted are the numbers of the scenarios that have to be there; what they mean
// is the first line of each file.
var wanted = []int{
	1, 2, 3, 9, 12, 15, 16, 26, 28, 29, 31, 33, 34, 35, 36, 37, 38, 39, 40, 41, 43, 44, 45,
	67, 68, 69, 71, 75, 79, 80, 81, 82, 84, 86, 100, 101, 104, 105, 106, 107, 108, 109, 110,
}

// TestScenarios plays every file of fixtures/scenarios on ptys, a server with
// its own database, and simulated printers.
func TestScenarios(t *testing.T) {
	var running sync.WaitGroup
	free := make(chan struct{}, atATime)
	for _, s := range scenarios(t) {
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			t.Run(s.name, s.play)
		})
	}
	running.Wait()
}

func TestEveryScenarioIsThere(t *testing.T) {
	found := map[int]bool{}
	for _, s := range scenarios(t) {
		var number int
		if _, err := fmt.Sscanf(s.name, "%03d-", &number); err != nil {
			t.Errorf("%s: a scenario is named by its number, like 033-case: %v", s.name, err)
		}
		found[number] = true
		if title := fmt.Sprintf("# %d: ", number); !strings.HasPrefix(s.title, title) {
			t.Errorf("%s begins with %q, not with %q and what happens", s.name, s.title, title)
		}
	}
	for _, number := range wanted {
		if !found[number] {
			t.Errorf("there is no scenario %d", number)
		}
	}
}

// scenario is a file of fixtures/scenarios.
type scenario struct {
	name, title string
	steps       []step
}

// step is a line: what is done, and what must come of it.
type step struct {
	number     int
	text       string
	does, want []string
}

func scenarios(t *testing.T) []scenario {
	t.Helper()
	files, err := fs.Glob(fixtures.Scenarios(), "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no scenarios: %v", err)
	}
	var all []scenario
	for _, file := range files {
		text, err := fs.ReadFile(fixtures.Scenarios(), file)
		if err != nil {
			t.Fatal(err)
		}
		s := scenario{name: strings.TrimSuffix(path.Base(file), ".txt")}
		s.title, _, _ = strings.Cut(string(text), "\n")
		for i, row := range strings.Split(string(text), "\n") {
			if row = strings.TrimSpace(row); row == "" || row[0] == '#' {
				continue
			}
			does, want, _ := strings.Cut(row, " -> ")
			next := step{number: i + 1, text: row}
			if next.does, err = words(does); err == nil {
				next.want, err = words(want)
			}
			if err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
			s.steps = append(s.steps, next)
		}
		all = append(all, s)
	}
	return all
}

// words takes a line apart at its spaces; what stands in double quotes is one
// word, with \t and \u00a0 as in Go.
func words(text string) ([]string, error) {
	var found []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		end := strings.IndexByte(text, ' ')
		if quote := strings.IndexByte(text, '"'); quote >= 0 && (end < 0 || quote < end) {
			var quoted string
			if _, err := fmt.Sscanf(text[quote:], "%q", &quoted); err != nil {
				return nil, fmt.Errorf("%s: %w", text, err)
			}
			length := quotedLength(text[quote:])
			found = append(found, text[:quote]+quoted)
			text = text[quote+length:]
			continue
		}
		if end < 0 {
			end = len(text)
		}
		found = append(found, text[:end])
		text = text[end:]
	}
	return found, nil
}

// quotedLength is the length of the quoted text that a text begins with.
func quotedLength(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// play runs the steps on a warehouse of their own.
func (s scenario) play(t *testing.T) {
	apart := slices.ContainsFunc(s.steps, func(s step) bool { return s.does[0] == "kill" })
	r := newRig(t, apart, s.settings())
	for _, next := range s.steps {
		if err := r.do(next); err != nil {
			t.Fatalf("line %d: %s\n\t%v", next.number, next.text, err)
		}
	}
	if err := r.sound(); err != nil {
		t.Fatal(err)
	}
}

// settings are the steps of the form "set KEY VALUE", which change the rig
// before it is built.
func (s scenario) settings() map[string]string {
	found := map[string]string{}
	for _, next := range s.steps {
		if next.does[0] == "set" {
			found[next.does[1]] = next.does[2]
		}
	}
	return found
}
