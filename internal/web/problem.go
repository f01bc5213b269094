package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/importing"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/view"
)

// Problem is the body of every error: RFC 9457 problem details. Code is stable;
// Title is that of the status, Detail says what was wrong and what to do.
type Problem struct { //nolint:errname // the word of RFC 9457, and its name in the API's document
	Code   string        `json:"code" doc:"Stable name of the problem, for programs."`
	Title  string        `json:"title" doc:"The words of the HTTP status."`
	Status int           `json:"status" doc:"The HTTP status."`
	Detail string        `json:"detail,omitempty" doc:"What was wrong and what to do."`
	Faults []Fault       `json:"errors,omitempty" doc:"Every place of the request that was wrong."`
	Said   *floor.Phrase `json:"said,omitempty" doc:"The refusal of the rules, when it was they who refused."`
	Seq    int64         `json:"seq,omitempty" doc:"Sequence of the ledger entry that holds the refusal."`
}

// Fault is one place of a request that is wrong. The value is not repeated: it
// may be personal.
type Fault struct {
	Location string `json:"location" doc:"Where: body.lines[0].sku, query.limit."`
	Message  string `json:"message" doc:"What is wrong there."`
}

// Error says what was wrong.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus makes a Problem an error that huma writes as it is.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return problemJSON }

const problemJSON = "application/problem+json"

func problem(status int, code, format string, args ...any) *Problem {
	return &Problem{Code: code, Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...)}
}

// write sends a problem outside of huma.
func (p *Problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", problemJSON)
	w.WriteHeader(p.Status)
	// Whoever asked and went away does not hear the answer.
	_ = json.NewEncoder(w).Encode(p)
}

// explain makes a problem of what a room below returned. What nobody foresaw is
// logged, and the answer says no more than that.
func (s *Server) explain(ctx context.Context, err error) error {
	var known *Problem
	var file *importing.FileError
	var lacking *view.LackingError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &file):
		return problem(http.StatusUnprocessableEntity, file.Reason, "%s", file.Message)
	case errors.As(err, &lacking):
		return problem(http.StatusConflict, "lacking", "%s", lacking.What)
	}
	for _, row := range s.knownErrors() {
		if errors.Is(err, row.err) {
			return problem(row.status, row.code, "%s", row.detail)
		}
	}
	s.log.ErrorContext(ctx, "web: a request failed", "error", err)
	return problem(http.StatusInternalServerError, "internal", "something broke on the server; its log says what")
}

type knownError struct {
	err          error
	status       int
	code, detail string
}

func (s *Server) knownErrors() []knownError {
	return []knownError{
		{view.ErrNotFound, http.StatusNotFound, "not_found", "there is nothing of that name"},
		{view.ErrErased, http.StatusGone, "erased", view.ErrErased.Error()},
		{view.ErrCursor, http.StatusBadRequest, "bad_cursor", view.ErrCursor.Error()},
		{ledger.ErrKeyReused, http.StatusUnprocessableEntity, "key_reused", ledger.ErrKeyReused.Error()},
		{ledger.ErrInFlight, http.StatusConflict, "key_in_flight", ledger.ErrInFlight.Error()},
		{ledger.ErrGivenUp, http.StatusServiceUnavailable, "given_up", ledger.ErrGivenUp.Error()},
		{ledger.ErrClosed, http.StatusServiceUnavailable, "closing", "the server is about to stop: try again in a moment"},
		{engine.ErrFull, http.StatusInsufficientStorage, "disk_full", engine.ErrFull.Error()},
		{engine.ErrDamaged, http.StatusServiceUnavailable, "database_broken", engine.ErrDamaged.Error()},
		{ErrUnplugged, http.StatusConflict, "unplugged", ErrUnplugged.Error()},
		{context.DeadlineExceeded, http.StatusServiceUnavailable, "too_slow", "the server could not do this in time, or at_least is ahead of it: try again in a moment"},
		{context.Canceled, http.StatusServiceUnavailable, "cancelled", "the request was given up"},
	}
}

// asProblem is a huma transformer: it gives the errors that huma itself makes
// the shape of ours, without the values it repeats.
func asProblem(_ huma.Context, _ string, v any) (any, error) {
	model, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	p := problem(model.Status, statusCode(model.Status), "%s", model.Detail)
	for _, detail := range model.Errors {
		if detail != nil {
			p.Faults = append(p.Faults, Fault{Location: detail.Location, Message: detail.Message})
		}
	}
	if len(p.Faults) > 0 {
		p.Detail = fmt.Sprintf("%s: %s", p.Faults[0].Location, p.Faults[0].Message)
	}
	return p, nil
}

// statusCode is the code of a problem that the protocol has.
func statusCode(status int) string {
	switch status {
	case http.StatusUnprocessableEntity:
		return "invalid"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusInternalServerError:
		return "internal"
	}
	return strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
}
