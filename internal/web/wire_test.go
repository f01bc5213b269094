package web

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tallyman/internal/feed"
)

// wire holds one message of each kind, as it is sent. The tests of the screens
// read them, so that both ends agree on more than types.
const wire = "../../fixtures/wire/live.json"

func TestMessagesAreThoseThatScreensWereTriedWith(t *testing.T) {
	hello, err := json.Marshal(LiveHello{Type: "hello", Server: "v1", Seq: 41})
	if err != nil {
		t.Fatal(err)
	}
	messages := []json.RawMessage{
		hello,
		Encoder{}.Snapshot(41, "orders", []feed.Row{{ID: `SO-"1"`, JSON: json.RawMessage(`{"id":"SO-\"1\"","state":"open"}`)}}),
		Encoder{}.Snapshot(41, "scans", nil),
		Encoder{}.Changes(43, []feed.Change{
			{Seq: 42, Collection: "scans", ID: "42", Row: json.RawMessage(`{"id":42}`)},
			{Seq: 43, Collection: "orders", ID: `SO-"1"`},
			{Seq: 43, Collection: "orders", ID: "Кружка <2>", Row: json.RawMessage(`{"id":"Кружка <2>"}`)},
		}),
	}
	lines := [][]byte{[]byte("[")}
	for i, message := range messages {
		if !json.Valid(message) {
			t.Errorf("no JSON: %s", message)
		}
		if i < len(messages)-1 {
			message = append(message, ',')
		}
		lines = append(lines, message)
	}
	text := append(bytes.Join(append(lines, []byte("]")), []byte("\n")), '\n')
	if *update {
		if err := os.MkdirAll(filepath.Dir(wire), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(wire, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(wire)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, text) {
		t.Errorf("%s is not what is sent: go test ./internal/web -update, then npm test in ui\n%s", wire, text)
	}
}
