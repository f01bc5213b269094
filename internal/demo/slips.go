package demo

import (
	"math/rand/v2"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

// How often people err, per scan of the kind that it happens with.
const (
	wrongBin   = 0.03
	wrongItem  = 0.012
	wrongTote  = 0.02
	wrongLabel = 0.01
	oneTooMany = 0.02
	misread    = 0.008
	shortPick  = 0.006
)

// slips are the mistakes of a worker. Nobody errs twice in a row: who was
// refused looks closer.
type slips struct {
	chance *rand.Rand
	// due is how many pieces are picked until one is surely not there; 0 is
	// never.
	due int
	// over is the entry after which one too many was scanned.
	over int64
}

func (s *slips) happens(often float64, screen view.Station) bool {
	return screen.Outcome == floor.Good && s.chance.Float64() < often
}

// tooMany says that the worker scans another piece of what is complete.
func (s *slips) tooMany(screen view.Station) bool {
	said := screen.Said
	if said == nil || said.Of == 0 || said.Quantity != said.Of || screen.Seq == s.over {
		return false
	}
	s.over = screen.Seq
	return s.happens(oneTooMany, screen)
}

// bent is a code as a smudge on it makes a scanner read it now and then: one
// digit is another, which its check characters find.
func (s *slips) bent(code string) string {
	for i := len(code) - 3; i > 2; i-- {
		if c := code[i]; c >= '0' && c <= '8' {
			return code[:i] + string(c+1) + code[i+1:]
		}
	}
	return code + "8"
}

// short says that the next piece is not in its bin.
func (s *slips) short(screen view.Station) bool {
	if s.due > 0 {
		s.due--
		if s.due == 0 {
			return true
		}
	}
	return s.happens(shortPick, screen)
}
