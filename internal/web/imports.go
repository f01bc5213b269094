package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tallyman/internal/importing"
)

// mostFile is how many bytes a file may have.
const mostFile = 256 << 20

type importInput struct {
	Kind string `path:"kind" enum:"items,locations,stock,orders,badges,totes" doc:"What the file holds."`
}

// streamOutput is a body that is written by hand.
type streamOutput struct{ Body func(huma.Context) }

// ImportLine is a line of the answer to an import: one of its fields.
type ImportLine struct {
	Progress *importing.Progress `json:"progress,omitempty"`
	Report   *importing.Report   `json:"report,omitempty" doc:"The last line: what became of the file."`
	Problem  *Problem            `json:"problem,omitempty" doc:"The last line when the import broke off; the file can be imported again."`
}

func (s *Server) importRoutes(api huma.API) {
	operation := streamRoute[ImportLine](api, "/imports/{kind}", "import", "Import a CSV file; the columns are those of tallyman import")
	operation.RequestBody = &huma.RequestBody{
		Required: true,
		Content:  map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}},
	}
	register(s, api, operation, func(_ context.Context, input *importInput) (*streamOutput, error) {
		return &streamOutput{func(hc huma.Context) {
			r, w := humago.Unwrap(hc)
			s.importFile(w, r, importing.Kind(input.Kind))
		}}, nil
	})
}

func (s *Server) importFile(w http.ResponseWriter, r *http.Request, kind importing.Kind) {
	lines := s.newStream(w)
	// Progress is written while the file is still read.
	if err := lines.control.EnableFullDuplex(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		s.log.ErrorContext(r.Context(), "web: an import cannot tell its progress", "error", err)
	}
	file := importing.File{
		Kind: kind, Size: max(0, r.ContentLength),
		Body: patient{http.MaxBytesReader(w, r.Body, mostFile), lines.control, s.now, s.pace.body},
	}
	// A listener who went away ends the import through the request's context.
	report, err := s.options.Imports.Import(r.Context(), file, func(p importing.Progress) {
		_ = lines.line(ImportLine{Progress: &p})
	})
	if err == nil {
		_ = lines.line(ImportLine{Report: &report})
		return
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		err = problem(http.StatusRequestEntityTooLarge, "too_large", "the file has more than %d MiB: divide it", mostFile>>20)
	}
	var refusal *Problem
	errors.As(s.explain(r.Context(), err), &refusal)
	if lines.begun {
		_ = lines.line(ImportLine{Problem: refusal})
		return
	}
	refusal.write(w)
}
