package web

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

const ndjson = "application/x-ndjson"

// streamRoute describes an operation that answers with a line of JSON for each
// step and one for the end. What fails before the first line is a problem with
// its status; what fails later is the last line.
func streamRoute[L any](api huma.API, path, id, summary string) huma.Operation {
	operation := route(http.MethodPost, path, id, summary)
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[L](), true, "")
	operation.Responses = map[string]*huma.Response{"200": {
		Description: "Lines of JSON: progress, then the report, or the problem that ended it",
		Content:     map[string]*huma.MediaType{ndjson: {Schema: schema}},
	}}
	return operation
}

// stream writes lines. It moves the deadlines of its connection on as long as
// there is progress.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	now     func() time.Time
	begun   bool
}

func (s *Server) newStream(w http.ResponseWriter) *stream {
	return &stream{w: w, control: http.NewResponseController(w), now: s.now}
}

// line sends one line now. Its error means that nobody listens any more.
func (l *stream) line(value any) error {
	if !l.begun {
		l.begun = true
		l.w.Header().Set("Content-Type", ndjson)
		l.w.WriteHeader(http.StatusOK)
	}
	if err := l.control.SetWriteDeadline(l.now().Add(writeWithin)); err != nil {
		return err
	}
	if err := json.NewEncoder(l.w).Encode(value); err != nil {
		return err
	}
	return l.control.Flush()
}

// patient is a body that may take long, as long as something comes.
type patient struct {
	body    io.Reader
	control *http.ResponseController
	now     func() time.Time
}

// Read implements io.Reader.
func (p patient) Read(into []byte) (int, error) {
	if err := p.control.SetReadDeadline(p.now().Add(readWithin)); err != nil {
		return 0, err
	}
	return p.body.Read(into)
}
