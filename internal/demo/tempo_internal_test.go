package demo

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// passed is how long a minute of the people takes while the tempo changes.
func passed(t *testing.T, tempo *tempo, change func()) time.Duration {
	t.Helper()
	began := time.Now()
	go change()
	if err := tempo.pass(t.Context(), time.Minute, nil); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}

func TestTempo(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tempo)
		want   time.Duration
	}{
		"people's own": {func(*tempo) {}, time.Minute},
		"faster half-way": {func(tempo *tempo) {
			time.Sleep(30 * time.Second)
			tempo.setSpeed(3)
		}, 40 * time.Second},
		"slower": {func(tempo *tempo) { tempo.setSpeed(0.25) }, 4 * time.Minute},
		"a pause": {func(tempo *tempo) {
			time.Sleep(10 * time.Second)
			tempo.pause(true)
			time.Sleep(time.Hour)
			tempo.pause(false)
		}, time.Hour + time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tempo := newTempo(false)
				if took := passed(t, tempo, func() { c.change(tempo) }); took != c.want {
					t.Errorf("it took %v, want %v", took, c.want)
				}
			})
		})
	}
}

func TestNothingPassesWhileAllStandStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tempo := newTempo(true)
		ctx, cancel := context.WithTimeout(t.Context(), 24*time.Hour)
		defer cancel()
		if err := tempo.pass(ctx, 0, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it passed: %v", err)
		}
		sooner := make(chan struct{})
		close(sooner)
		if err := tempo.pass(t.Context(), time.Minute, sooner); err != nil {
			t.Errorf("who is called away does not go: %v", err)
		}
	})
}

func TestThePeoplesWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tempo := newTempo(false)
		began := tempo.time()
		time.Sleep(time.Minute)
		tempo.setSpeed(8)
		time.Sleep(time.Minute)
		tempo.pause(true)
		time.Sleep(time.Hour)
		if gone := tempo.time().Sub(began); gone != 9*time.Minute {
			t.Errorf("by their watches %v have gone", gone)
		}
	})
}
