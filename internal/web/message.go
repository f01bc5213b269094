package web

import (
	"encoding/json"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/feed"
)

// LiveSubscribe is the first and only message of a screen. Resume is the
// sequence up to which it has everything, 0 for a screen that has nothing.
type LiveSubscribe struct {
	Subscribe []string `json:"subscribe" doc:"The collections that it wants."`
	Resume    int64    `json:"resume" doc:"The sequence up to which it has everything; 0 asks for snapshots."`
}

// LiveHello is the first message to a screen.
type LiveHello struct {
	Type   string `json:"type" enum:"hello"`
	Server string `json:"server" doc:"Version of the server; a page of another one loads itself anew."`
	Seq    int64  `json:"seq" doc:"Sequence of the last ledger entry; a screen that is ahead of it has another history."`
}

// LiveSnapshot is a whole collection as it was at a sequence.
type LiveSnapshot struct {
	Type       string            `json:"type" enum:"snapshot"`
	Collection string            `json:"collection"`
	Seq        int64             `json:"seq"`
	Rows       []json.RawMessage `json:"rows"`
}

// LiveChanges are rows that are different now, in order.
type LiveChanges struct {
	Type    string       `json:"type" enum:"changes"`
	Changes []LiveChange `json:"changes"`
}

// LiveChange is a row as it is now.
type LiveChange struct {
	Seq        int64           `json:"seq" doc:"The sequence up to which the screen has everything once it has this message."`
	Collection string          `json:"collection"`
	ID         string          `json:"id"`
	Row        json.RawMessage `json:"row" doc:"The row as it is now, or null when it is gone."`
}

// liveMessage is what a server sends: one of three.
type liveMessage struct{}

// Schema implements huma.SchemaProvider.
func (liveMessage) Schema(huma.Registry) *huma.Schema {
	const to = "#/components/schemas/"
	return &huma.Schema{
		Description:   "A text frame from the server.",
		OneOf:         []*huma.Schema{{Ref: to + "LiveHello"}, {Ref: to + "LiveSnapshot"}, {Ref: to + "LiveChanges"}},
		Discriminator: &huma.Discriminator{PropertyName: "type", Mapping: map[string]string{"hello": to + "LiveHello", "snapshot": to + "LiveSnapshot", "changes": to + "LiveChanges"}},
	}
}

// Encoder makes the messages of the live connection; the feed needs it.
type Encoder struct{}

// Snapshot implements feed.Encoder.
func (Encoder) Snapshot(seq int64, collection string, rows []feed.Row) []byte {
	size := 128
	for _, row := range rows {
		size += len(row.JSON) + 1
	}
	out := append(make([]byte, 0, size), `{"type":"snapshot","collection":`...)
	out = appendText(out, collection)
	out = append(out, `,"seq":`...)
	out = strconv.AppendInt(out, seq, 10)
	out = append(out, `,"rows":[`...)
	for i, row := range rows {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, row.JSON...)
	}
	return append(out, "]}"...)
}

// Changes implements feed.Encoder.
func (Encoder) Changes(_ int64, changes []feed.Change) []byte {
	size := 64
	for _, change := range changes {
		size += len(change.Row) + len(change.ID) + 80
	}
	out := append(make([]byte, 0, size), `{"type":"changes","changes":[`...)
	for i, change := range changes {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, `{"seq":`...)
		out = strconv.AppendInt(out, change.Seq, 10)
		out = append(out, `,"collection":`...)
		out = appendText(out, change.Collection)
		out = append(out, `,"id":`...)
		out = appendText(out, change.ID)
		out = append(out, `,"row":`...)
		if change.Row == nil {
			out = append(out, "null"...)
		} else {
			out = append(out, change.Row...)
		}
		out = append(out, '}')
	}
	return append(out, "]}"...)
}

// appendText appends a JSON string.
func appendText(out []byte, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		// Marshal makes a string of any text; what is not UTF-8 is replaced.
		return append(out, `""`...)
	}
	return append(out, quoted...)
}
