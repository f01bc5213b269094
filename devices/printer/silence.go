package printer

import (
	"errors"
	"time"
)

// ErrUnasked is within the error of a printer that was not asked: it was silent
// lately, or is one that is never asked.
var ErrUnasked = errors.New("it does not answer, or is not to be asked, and was not asked now")

// silence remembers whether a printer answers, so that one that cannot is
// not slowed down by questions. It is used by whoever has the printer's turn.
type silence struct {
	policy     string // auto, always or never
	answered   bool   // at least once
	unanswered int    // in a row
	next       time.Time
}

const (
	silenceFirst   = time.Minute
	silenceLongest = 16 * time.Minute
)

// due says whether the printer is to be asked now.
func (s *silence) due(now time.Time) bool {
	switch s.policy {
	case "never":
		return false
	case "auto":
		return s.answered || !now.Before(s.next)
	}
	return true
}

// heard notes an answer.
func (s *silence) heard() { s.answered, s.unanswered = true, 0 }

// missed notes that no answer came, and says whether that means trouble.
func (s *silence) missed(now time.Time) bool {
	wait := min(silenceFirst<<min(s.unanswered, 8), silenceLongest)
	s.unanswered++
	s.next = now.Add(wait)
	return s.answered || s.policy == "always"
}
