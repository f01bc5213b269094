package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
)

const (
	// mostRows is how many rows the API takes at once, rowsAtOnce how many
	// of them a command.
	mostRows   = 1000
	rowsAtOnce = 64
)

// many is a body of one object or an array of them.
type many[T any] struct{ raw []byte }

// UnmarshalJSON keeps the text; rows reads it.
func (m *many[T]) UnmarshalJSON(text []byte) error {
	m.raw = bytes.Clone(text)
	return nil
}

// Schema implements huma.SchemaProvider.
func (many[T]) Schema(r huma.Registry) *huma.Schema {
	row, list := manySchemas[T](r)
	return &huma.Schema{OneOf: []*huma.Schema{row, list}}
}

func manySchemas[T any](r huma.Registry) (row, list *huma.Schema) {
	row = r.Schema(reflect.TypeFor[T](), true, "")
	least, most := 1, mostRows
	list = &huma.Schema{Type: huma.TypeArray, Items: row, MinItems: &least, MaxItems: &most}
	list.PrecomputeMessages()
	return row, list
}

// rows checks the body against the schema of its shape, so that an unknown
// field is refused by its name and not by "matches none of the schemas".
func (m many[T]) rows(r huma.Registry) (rows []T, alone bool, err error) {
	row, list := manySchemas[T](r)
	var parsed any
	if err := json.Unmarshal(m.raw, &parsed); err != nil {
		return nil, false, problem(http.StatusBadRequest, "bad_request", "the body is no JSON: %s", err)
	}
	_, array := parsed.([]any)
	schema := row
	if array {
		schema = list
	}
	var found huma.ValidateResult
	path := huma.NewPathBuffer([]byte{}, 0)
	path.Push("body")
	huma.Validate(r, schema, path, huma.ModeWriteToServer, parsed, &found)
	if len(found.Errors) > 0 {
		model := huma.NewError(http.StatusUnprocessableEntity, "validation failed", found.Errors...)
		told, err := asProblem(nil, "", model)
		if refused, ok := told.(*Problem); ok {
			return nil, false, refused
		}
		return nil, false, err
	}
	text := m.raw
	if !array {
		text = append(append([]byte{'['}, m.raw...), ']')
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		return nil, false, problem(http.StatusUnprocessableEntity, "invalid", "the body does not fit: %s", err)
	}
	return rows, !array, nil
}

// RowResult is what became of one row.
type RowResult struct {
	Change floor.Change  `json:"change" enum:"created,changed,unchanged,refused"`
	Said   *floor.Phrase `json:"said,omitempty" doc:"Why it was refused."`
	Text   string        `json:"text,omitempty" doc:"The words of said."`
}

// Results is what became of each row, in order. Refused rows do not hold up the
// others.
type Results struct {
	Rows []RowResult `json:"rows"`
	Seq  int64       `json:"seq" doc:"Read at_least this to see what was written."`
}

// bulkInput is the input of a route that takes one or many.
type bulkInput[T any] struct{ Body many[T] }

// bulkRoute registers a route that takes one object or an array of them. read
// makes what the command takes, or says what is wrong with it at a place.
func bulkRoute[T, D any](s *Server, api huma.API, operation huma.Operation,
	read func(row T, at string) (D, []Fault), send func(context.Context, []D) ([]floor.Result, error),
) {
	operation.SkipValidateBody = true
	register(s, api, operation, func(ctx context.Context, input *bulkInput[T]) (*body[Results], error) {
		rows, alone, err := input.Body.rows(api.OpenAPI().Components.Schemas)
		if err != nil {
			return nil, err
		}
		drafts, err := readRows(rows, alone, read)
		if err != nil {
			return nil, err
		}
		var results []floor.Result
		for begin := 0; begin < len(drafts); begin += rowsAtOnce {
			some, err := send(ctx, drafts[begin:min(begin+rowsAtOnce, len(drafts))])
			if err != nil {
				return nil, err
			}
			results = append(results, some...)
		}
		if alone && len(results) == 1 && results[0].Change == floor.Refused {
			return nil, s.refusal(http.StatusUnprocessableEntity, results[0].Said, 0)
		}
		return &body[Results]{s.results(results)}, nil
	})
}

// readRows reads all rows before any of them is sent: a request that is wrong
// changes nothing.
func readRows[T, D any](rows []T, alone bool, read func(row T, at string) (D, []Fault)) ([]D, error) {
	var drafts []D
	var faults []Fault
	for i, row := range rows {
		at := fmt.Sprintf("body[%d]", i)
		if alone {
			at = "body"
		}
		draft, wrong := read(row, at)
		drafts, faults = append(drafts, draft), append(faults, wrong...)
	}
	return drafts, refuseFaults(faults)
}

func refuseFaults(faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	p := problem(http.StatusUnprocessableEntity, "invalid", "%s: %s", faults[0].Location, faults[0].Message)
	p.Faults = faults
	return p
}

func (s *Server) results(results []floor.Result) Results {
	told := Results{Rows: []RowResult{}, Seq: s.options.Ledger.Head().Seq}
	for _, result := range results {
		row := RowResult{Change: result.Change}
		if result.Change == floor.Refused {
			row.Said, row.Text = &result.Said, s.say(result.Said)
		}
		told.Rows = append(told.Rows, row)
	}
	return told
}
