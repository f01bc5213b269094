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

// stream writes lines. It takes as long as it takes, while somebody listens.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	now     func() time.Time
	within  time.Duration
	begun   bool
}

func (s *Server) newStream(w http.ResponseWriter) *stream {
	l := &stream{w: w, control: http.NewResponseController(w), now: s.now, within: s.pace.write}
	forget(l.control)
	return l
}

// forget takes back the deadline of a body. Set behind its end it would end the
// request of whoever waits for the answer, since the server goes on reading, to
// notice when they hang up. What is no connection has no deadline.
func forget(control *http.ResponseController) { _ = control.SetReadDeadline(time.Time{}) }

// line sends one line now. Its error means that nobody listens any more.
func (l *stream) line(value any) error {
	if !l.begun {
		l.begun = true
		l.w.Header().Set("Content-Type", ndjson)
		l.w.WriteHeader(http.StatusOK)
	}
	if err := l.control.SetWriteDeadline(l.now().Add(l.within)); err != nil {
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
	within  time.Duration
}

// Read implements io.Reader.
func (p patient) Read(into []byte) (int, error) {
	if err := p.control.SetReadDeadline(p.now().Add(p.within)); err != nil {
		return 0, err
	}
	n, err := p.body.Read(into)
	if err != nil {
		forget(p.control)
	}
	return n, err
}
