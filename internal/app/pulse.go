package app

import (
	"context"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/view"
)

const (
	// floorEvery is the least time between two counts of the floor.
	floorEvery = 250 * time.Millisecond
	// floorClock is how often it is counted when nothing happens: hours and
	// days pass.
	floorClock = time.Minute
)

// pulse has the floor counted anew when something was touched that it counts.
type pulse chan struct{}

func newPulse() pulse { return make(pulse, 1) }

// stir never waits.
func (p pulse) stir() {
	select {
	case p <- struct{}{}:
	default:
	}
}

// run calls count after a stir and once a minute, until ctx ends; two calls are
// at least floorEvery apart.
func (p pulse) run(ctx context.Context, count func()) {
	clock := time.NewTicker(floorClock)
	defer clock.Stop()
	for {
		select {
		case <-p:
		case <-clock.C:
		case <-ctx.Done():
			return
		}
		count()
		select {
		case <-time.After(floorEvery):
		case <-ctx.Done():
			return
		}
	}
}

// countFloor announces the row of the floor.
func (a *App) countFloor() {
	a.feed.Touched(a.ledger.Head().Seq, []feed.Touch{{Collection: view.Floor, ID: view.Now}})
}

// troubled adds the exceptions that touched rows may have become, and has the
// floor counted when one of its numbers may be another now.
func (a *App) troubled(touched []feed.Touch) []feed.Touch {
	counted := false
	for _, touch := range touched {
		if exception, has := view.ExceptionOf(touch); has {
			touched = append(touched, exception)
			counted = true
		}
	}
	if counted {
		a.pulse.stir()
	}
	return touched
}
