package app_test

import (
	"testing"
	"time"

	"tallyman/devices/sim"
)

const (
	// kills are spread over killWithin after the CR of a scan, by the cubes of
	// their numbers: most within the first milliseconds, where it is decided.
	kills      = 20
	killWithin = 30 * time.Millisecond
	lastKill   = (kills - 1) * (kills - 1) * (kills - 1)
	// onShelf is more than the rounds can use up.
	onShelf = 100
)

// killing is the walk that is interrupted: one line, one unit a scan.
type killing struct {
	*rig
	at *bench
	// counted is how many units the worker was told of or has settled.
	counted int
	// heard, stored and lost are how often the answer came, the scan counted
	// without an answer, and nothing happened at all.
	heard, stored, lost int
}

// TestKilledWhileScanning kills the server 20 times between 0 and 30 ms after
// the CR of a scan. Whatever the worker heard is so, and what was not heard is
// asked before another unit counts.
func TestKilledWhileScanning(t *testing.T) {
	t.Parallel()
	k := &killing{rig: newRig(t, true, nil)}
	k.at = k.stations["pick-1"]
	k.play(t, `
		lay A-01-01 MUG-BLUE 100
		order SO-1 MUG-BLUE*100
		release 0 -> list_released
		pick-1 scans Anna -> good welcome
		pick-1 scans NEXT -> good list_taken
		pick-1 scans T-0001 -> good tote_bound
		pick-1 scans A-01-01 -> good location_confirmed
	`)
	for i := range kills {
		k.round(t, i)
	}
	t.Logf("of %d: %d answers heard, %d counted unheard, %d lost before they were stored", kills, k.heard, k.stored, k.lost)
	must(t, k.sound())
}

func (k *killing) round(t *testing.T, i int) {
	t.Helper()
	// The worker takes another unit: not within what would be a double.
	k.pause(time.Until(k.at.at.Add(k.window + 10*time.Millisecond)))
	known := len(k.at.scanner.Answers())
	k.play(t, "pick-1 sends MUG-BLUE")
	k.pause(killWithin * time.Duration(i*i*i) / lastKill)
	must(t, k.halt(true))
	must(t, k.start())
	answers := k.at.scanner.Answers()[known:]
	if len(answers) > 1 || len(answers) == 1 && answers[0].Kind != sim.Good {
		t.Fatalf("round %d: the scan was answered %v", i, answers)
	}
	row, err := k.row("pick-1")
	must(t, err)
	holds, _ := row.Said["quantity"].(float64)
	asked := row.Next["code"] == "next_keep_or_undo"
	switch {
	case len(answers) == 1:
		k.heard++
		k.counted++
		k.answer(t, asked, "NEXT")
	case asked && int(holds) == k.counted+1:
		k.stored++
		k.unheard(t, i)
	default:
		// It asks of the unit before, of which the worker was told just
		// before the server ended; or it asks nothing.
		k.lost++
		k.answer(t, asked, "NEXT")
		k.isThere(t)
		k.play(t, "pick-1 scans MUG-BLUE -> good item_picked")
		k.counted++
	}
	k.isThere(t)
}

// unheard goes on where a unit was counted and nobody heard of it. A worker who
// scans it again must not count it twice. Every other one takes it back.
func (k *killing) unheard(t *testing.T, i int) {
	t.Helper()
	k.play(t, "pick-1 scans MUG-BLUE -> bad settle_first")
	if i%2 == 0 {
		k.counted++
		k.answer(t, true, "NEXT")
		return
	}
	k.answer(t, true, "UNDO")
}

// answer settles what the station asks, if it asks.
func (k *killing) answer(t *testing.T, asked bool, command string) {
	t.Helper()
	if !asked {
		return
	}
	must(t, k.scan(k.at, k.codes[command], false))
	if k.at.heard != sim.Good {
		t.Fatalf("%s was answered %s", command, k.at.heard)
	}
}

// isThere checks that every unit is where the worker was told.
func (k *killing) isThere(t *testing.T) {
	t.Helper()
	places, err := k.places("MUG-BLUE")
	must(t, err)
	bin, tote := 0, 0
	for _, p := range places {
		switch p.Place {
		case "bin:A-01-01":
			bin = p.Quantity
		case "tote:T-0001":
			tote = p.Quantity
		default:
			t.Fatalf("%d units are in %s", p.Quantity, p.Place)
		}
	}
	if bin != onShelf-k.counted || tote != k.counted {
		t.Fatalf("%d units are in the bin and %d in the tote; the worker knows of %d", bin, tote, k.counted)
	}
}
