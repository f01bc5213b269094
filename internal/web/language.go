package web

import (
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
)

// Answers are English, whoever stores them or reads them later. Who asks for
// another language gets theirs when they are sent.

// worded is an answer that can be worded anew.
type worded interface {
	// in is the answer in the words of say.
	in(say func(floor.Phrase) string) any
}

// say is a phrase in English.
func (s *Server) say(phrase floor.Phrase) string { return s.options.Say("", phrase) }

// inLanguage is a huma transformer: it words answers as Accept-Language asks.
func (s *Server) inLanguage(ctx huma.Context, _ string, v any) (any, error) {
	told, ok := v.(worded)
	languages := ctx.Header("Accept-Language")
	if !ok || languages == "" {
		return v, nil
	}
	return told.in(func(phrase floor.Phrase) string { return s.options.Say(languages, phrase) }), nil
}

func (a Answer) in(say func(floor.Phrase) string) any { return a.wordedBy(say) }

func (a Answer) wordedBy(say func(floor.Phrase) string) Answer {
	a.Text = say(a.Said)
	if a.Next != nil {
		a.NextText = say(*a.Next)
	}
	return a
}

func (l ListReleased) in(say func(floor.Phrase) string) any {
	l.Answer = l.wordedBy(say)
	return l
}

func (r Results) in(say func(floor.Phrase) string) any {
	r.Rows = slices.Clone(r.Rows)
	for i, row := range r.Rows {
		if row.Said != nil {
			r.Rows[i].Text = say(*row.Said)
		}
	}
	return r
}

func (p *Problem) in(say func(floor.Phrase) string) any {
	if p.Said == nil {
		return p
	}
	other := *p
	other.Detail = say(*p.Said)
	return &other
}
