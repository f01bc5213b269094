package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/view"
)

// worker is a simulated person at a station: from the screen and what stands
// around comes what is scanned next. It belongs to one goroutine.
type worker struct {
	station floor.StationID
	kind    shift.Kind
	// own is the worker's badge, last the one that was seen at the station.
	own, last badge
	labels    *labels
	sight     sight
	tray      *tray
	// tables are the places of the packing stations.
	tables []string
	// dock is the code of where the trucks stand.
	dock   string
	chance *rand.Rand
	slips  slips
	now    func() time.Time
	// hasty is a worker who says quantities wherever it can be done.
	hasty bool

	// at is the bin that the worker stands at.
	at floor.LocationID
	// aside are totes and boxes that were refused, and until when they are
	// left alone; tried is what was scanned last of them.
	aside map[string]time.Time
	tried string
	// since is when the label that is waited for began to be waited for.
	since   time.Time
	waiting string
}

// step is what a worker does next: for a while something that is not seen, then
// a scan. No code is nothing to do.
type step struct {
	code  string
	takes time.Duration
}

// does is a step that takes about so long at the pace of people.
func (w *worker) does(code string, seconds float64) (step, error) {
	return step{code, w.about(seconds)}, nil
}

// about is a time with the spread that people have.
func (w *worker) about(seconds float64) time.Duration {
	return time.Duration(seconds * (0.7 + 0.7*w.chance.Float64()) * float64(time.Second))
}

// next looks at the screen and around.
func (w *worker) next(ctx context.Context, screen view.Station) (step, error) {
	if known, ok := w.labels.holder(screen.Badge); ok {
		w.last = known
	}
	w.setAside(screen)
	switch {
	case screen.Takeover:
		if said := screen.TakeoverSaid; said != nil && (said.Code == "label_copy_old" || said.Code == "label_void") {
			w.tray.throwAway(said.Got)
		}
		return w.does(command(floor.Acknowledge), 3)
	case screen.Badge == "":
		return w.logIn()
	case screen.Next == nil:
		return step{}, nil
	}
	switch screen.Next.Code {
	case "next_keep_or_undo":
		return w.does(command(floor.Next), 3)
	case "next_load":
		return w.load(ctx, screen)
	case "next_dock":
		return w.does(w.dock, 4)
	}
	if w.kind == shift.Pick {
		return w.pick(ctx, screen)
	}
	return w.pack(ctx, screen)
}

// logIn scans the badge under which the station worked before, so that its work
// is gone on with.
func (w *worker) logIn() (step, error) {
	badge := w.own
	if w.last.code != "" {
		badge = w.last
	}
	return w.does(badge.code, 3)
}

// How long something is left alone that was refused: until somebody decided
// about it, or put the goods back.
const (
	patience     = 90 * time.Second
	longPatience = time.Hour
)

// setAside remembers that what was tried last was refused.
func (w *worker) setAside(screen view.Station) {
	if w.tried == "" {
		return
	}
	if screen.Outcome == floor.Bad && screen.Said != nil {
		wait := patience
		if screen.Said.Code == "order_cancelled_put_back" {
			wait = longPatience
		}
		w.aside[w.tried] = w.now().Add(wait)
	}
	w.tried = ""
}

// first is the first of some things that is not left alone; "" when there is
// none.
func first[T ~string](w *worker, things []T) T {
	for _, thing := range things {
		if until, refused := w.aside[string(thing)]; !refused || w.now().After(until) {
			return thing
		}
	}
	return ""
}

// try scans one of the things that stand around.
func (w *worker) try(thing, code string, seconds float64) (step, error) {
	for name, until := range w.aside {
		if w.now().After(until) {
			delete(w.aside, name)
		}
	}
	w.tried = thing
	return w.does(code, seconds)
}
