package web

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tallyman/internal/floor"
	"tallyman/internal/warehouse"
)

const (
	prefix = "/api/v1"
	// mostBody is how many bytes a JSON body may have.
	mostBody = 4 << 20
	// bodyWithin is how long a JSON body may take.
	bodyWithin = 30 * time.Second
	// askWithin bounds the answer to a request that reads or writes a little;
	// a read with at_least waits no longer than that.
	askWithin = 10 * time.Second
)

// newAPI makes huma strict: no routes of its own, no unknown parameters, and
// errors that look like ours. What it answers goes through last.
func newAPI(mux *http.ServeMux, last huma.Transformer) huma.API {
	config := huma.DefaultConfig("Tallyman", "1")
	config.Info.Description = "The floor of a warehouse: orders in, picks and packs by scan, labels out. " +
		"Errors are RFC 9457 problems with a stable code. Writes answer with seq; a read with at_least=seq sees them. " +
		"Times are RFC 3339, amounts are minor units (cents). Answers are worded in the language of Accept-Language."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil
	config.RejectUnknownQueryParameters = true
	config.Transformers = []huma.Transformer{asProblem, last}
	api := humago.New(mux, config)
	registry := api.OpenAPI().Components.Schemas
	registry.RegisterTypeAlias(reflect.TypeFor[floor.Outcome](), reflect.TypeFor[outcome]())
	return api
}

// outcome gives floor.Outcome its schema: the rules know nothing of JSON.
type outcome string

// Schema implements huma.SchemaProvider.
func (outcome) Schema(r huma.Registry) *huma.Schema {
	r.Map()["Outcome"] = &huma.Schema{
		Type: huma.TypeString, Enum: []any{string(floor.Good), string(floor.Bad), string(floor.Over), string(floor.Unknown)},
		Description: "The colour of an answer: done, refused, one too many, nobody knows this code.",
	}
	return &huma.Schema{Ref: "#/components/schemas/Outcome"}
}

// route describes an operation below /api/v1; id names it in the document, where
// no other may have it.
func route(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: prefix + path, Summary: summary,
		MaxBodyBytes: mostBody, BodyReadTimeout: bodyWithin,
		Tags: []string{strings.Split(strings.TrimPrefix(path, "/"), "/")[0]},
	}
}

// register adds an operation whose errors are problems and whose handler has
// askWithin to answer.
func register[I, O any](s *Server, api huma.API, operation huma.Operation, handle func(context.Context, *I) (*O, error)) {
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "")
	if operation.Responses == nil {
		operation.Responses = map[string]*huma.Response{}
	}
	operation.Responses["default"] = &huma.Response{
		Description: "What went wrong",
		Content:     map[string]*huma.MediaType{problemJSON: {Schema: schema}},
	}
	huma.Register(api, operation, func(ctx context.Context, input *I) (*O, error) {
		bounded, cancel := context.WithTimeout(ctx, askWithin)
		defer cancel()
		output, err := handle(bounded, input)
		if err != nil {
			return nil, s.explain(ctx, err)
		}
		return output, nil
	})
}

// body is an output that is nothing but its body.
type body[T any] struct{ Body T }

// Answer is what became of a command or a scan. Seq is 0 when nothing changed.
type Answer struct {
	Seq      int64         `json:"seq" doc:"Sequence of the ledger entry; 0 when nothing changed."`
	At       time.Time     `json:"at,omitzero" doc:"When it was decided."`
	Outcome  floor.Outcome `json:"outcome"`
	Said     floor.Phrase  `json:"said" doc:"What happened, or why not."`
	Text     string        `json:"text" doc:"The words of said."`
	Next     *floor.Phrase `json:"next,omitempty" doc:"What the station waits for now."`
	NextText string        `json:"next_text,omitempty" doc:"The words of next."`
	Takeover bool          `json:"takeover,omitempty" doc:"The screen is held until this is acknowledged."`
	Double   bool          `json:"double,omitempty" doc:"The answer to a double read, repeated."`
	Replayed bool          `json:"replayed,omitempty" doc:"The same request came before and got this answer then."`
}

// answer is what became of a command or scan, in the reader's words.
func (s *Server) answer(a warehouse.Answer) Answer {
	v := a.Verdict
	told := Answer{
		Seq: a.Seq, At: a.At, Outcome: v.Outcome, Said: v.Said, Text: s.say(v.Said),
		Takeover: v.Takeover, Double: v.Double, Replayed: a.Replayed,
	}
	if v.Next.Code != "" {
		told.Next, told.NextText = &v.Next, s.say(v.Next)
	}
	return told
}

// settle makes the reply of a command of the office: a refusal of the rules is
// a problem whose code is that of its phrase.
func (s *Server) settle(a warehouse.Answer, err error) (*body[Answer], error) {
	if err != nil {
		return nil, err
	}
	switch {
	case a.Verdict.Accepted():
		return &body[Answer]{s.answer(a)}, nil
	case a.Verdict.Outcome == floor.Unknown:
		return nil, s.refusal(http.StatusNotFound, a.Verdict.Said, a.Seq)
	}
	return nil, s.refusal(http.StatusConflict, a.Verdict.Said, a.Seq)
}

func (s *Server) refusal(status int, said floor.Phrase, seq int64) *Problem {
	p := problem(status, said.Code, "%s", s.say(said))
	p.Said, p.Seq = &said, seq
	return p
}
