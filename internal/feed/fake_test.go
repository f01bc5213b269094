package feed

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
)

// house is a source of which the test decides what it holds.
type house struct {
	mu    sync.Mutex
	seq   int64
	rows  map[Touch]string
	order []Touch
	reads int
	some  int
	fail  error
	// hold, when set, keeps readers until it is closed.
	hold chan struct{}
}

func newHouse() *house { return &house{rows: map[Touch]string{}} }

// set commits rows of one collection and returns what a ledger would announce.
func (h *house) set(collection string, ids ...string) (int64, []Touch) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	var touched []Touch
	for _, id := range ids {
		touch := Touch{collection, id}
		if _, known := h.rows[touch]; !known {
			h.order = append(h.order, touch)
		}
		h.rows[touch] = strconv.FormatInt(h.seq, 10)
		touched = append(touched, touch)
	}
	return h.seq, touched
}

func (h *house) waitThere() {
	h.mu.Lock()
	hold := h.hold
	h.mu.Unlock()
	if hold != nil {
		<-hold
	}
}

func (h *house) Rows(_ context.Context, collection string) (int64, []Row, error) {
	h.mu.Lock()
	h.reads++
	h.mu.Unlock()
	h.waitThere()
	h.mu.Lock()
	defer h.mu.Unlock()
	var rows []Row
	for _, touch := range h.order {
		if touch.Collection == collection {
			rows = append(rows, Row{touch.ID, json.RawMessage(h.rows[touch])})
		}
	}
	return h.seq, rows, h.fail
}

func (h *house) Some(_ context.Context, touched []Touch) (int64, []Change, error) {
	h.waitThere()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.some++
	if h.fail != nil {
		return 0, nil, h.fail
	}
	var changes []Change
	for _, touch := range touched {
		var row json.RawMessage
		if text, known := h.rows[touch]; known {
			row = json.RawMessage(text)
		}
		changes = append(changes, Change{Collection: touch.Collection, ID: touch.ID, Row: row})
	}
	return h.seq, changes, nil
}

// plain writes messages that a test can read, and counts them.
type plain struct {
	mu   sync.Mutex
	made int
}

func (p *plain) count() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made++
}

func (p *plain) Snapshot(seq int64, collection string, rows []Row) []byte {
	p.count()
	text := fmt.Sprintf("snapshot %s at %d:", collection, seq)
	for _, row := range rows {
		text += fmt.Sprintf(" %s=%s", row.ID, row.JSON)
	}
	return []byte(text)
}

func (p *plain) Changes(seq int64, changes []Change) []byte {
	p.count()
	text := fmt.Sprintf("changes to %d:", seq)
	for _, change := range changes {
		text += fmt.Sprintf(" %s/%s=%s", change.Collection, change.ID, change.Row)
	}
	return []byte(text)
}

func newFeed(source Source) (*Feed, *plain) {
	encoder := &plain{}
	return New(Options{
		Source: source, Encoder: encoder,
		Collections: []string{"stations", "orders", "scans"},
	}), encoder
}

func subscribe(t *testing.T, f *Feed, resume int64, collections ...string) *Screen {
	t.Helper()
	screen, err := f.Subscribe(t.Context(), collections, resume)
	if err != nil {
		t.Fatal(err)
	}
	return screen
}

func expect(t *testing.T, screen *Screen, want ...string) {
	t.Helper()
	for _, text := range want {
		got, err := screen.Next(t.Context())
		if err != nil {
			t.Fatalf("want %q, got error %v", text, err)
		}
		if string(got) != text {
			t.Fatalf("got  %q\nwant %q", got, text)
		}
	}
}

func names(prefix string, n int) []string {
	var all []string
	for i := range n {
		all = append(all, prefix+strconv.Itoa(i))
	}
	return slices.Clip(all)
}
