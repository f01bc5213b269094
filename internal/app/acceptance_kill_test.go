package app_test

import (
	"strings"
	"testing"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/floor"
)

const (
	// kills are spread over killWithin after the CR of a scan, by the cubes of
	// their numbers: most within the first milliseconds, where it is decided.
	kills      = 20
	killWithin = 30 * time.Millisecond
	lastKill   = (kills - 1) * (kills - 1) * (kills - 1)
	// onShelf is how many units there are, more than the rounds can use up.
	onShelf = 100
)

// killing is the work that is interrupted: units of one item go from one kind
// of place to another, one a scan.
type killing struct {
	*rig
	station, from, to string
	// said is the answer to a scan that counts.
	said string
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
	for _, c := range []struct {
		name  string
		k     killing
		steps string
	}{
		{"picking into a tote", killing{station: "pick-1", from: "bin", to: "tote", said: "item_picked"}, `
			order SO-1 MUG-BLUE*100
			release 0 -> list_released
			pick-1 scans Anna -> good welcome
			pick-1 scans NEXT -> good list_taken
			pick-1 scans T-0001 -> good tote_bound
			pick-1 scans A-01-01 -> good location_confirmed
		`},
		{"picking into the hand", killing{station: "pick-1", from: "bin", to: "hand", said: "item_picked"}, `
			order SO-1 MUG-BLUE*50
			order SO-2 MUG-BLUE*50
			release 2 -> list_released
			pick-1 scans Anna -> good welcome
			pick-1 scans NEXT -> good list_taken
			pick-1 scans T-0001 -> good tote_bound
			pick-1 scans T-0002 -> good tote_bound
			pick-1 scans A-01-01 -> good location_confirmed
		`},
		{"packing", killing{station: "pack-1", from: "tote", to: "parcel", said: "item_packed"}, `
			order SO-1 MUG-BLUE*100
			release 0 -> list_released
			pick-1 scans Anna -> good welcome
			pick-1 scans NEXT -> good list_taken
			pick-1 scans T-0001 -> good tote_bound
			pick-1 scans A-01-01 -> good location_confirmed
			pick-1 scans x100 -> good quantity_said
			pick-1 scans MUG-BLUE -> good item_picked
			pick-1 scans STAGE1 -> good totes_dropped
			pack-1 scans Erik -> good welcome
			pack-1 scans T-0001 -> good order_opened of=100
		`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := c.k
			k.rig = newRig(t, true, nil)
			k.codes["x100"] = own(t, floor.CodeQuantity, "100")
			k.play(t, "lay A-01-01 MUG-BLUE 100")
			k.play(t, c.steps)
			for i := range kills {
				k.round(t, i)
			}
			t.Logf("of %d: %d answers heard, %d counted unheard, %d lost before they were stored", kills, k.heard, k.stored, k.lost)
			must(t, k.sound())
		})
	}
}

func (k *killing) round(t *testing.T, i int) {
	t.Helper()
	at := k.stations[k.station]
	// The worker takes another unit: not within what would be a double.
	k.pause(time.Until(at.at.Add(k.window + 10*time.Millisecond)))
	known := len(at.scanner.Answers())
	k.play(t, k.station+" sends MUG-BLUE")
	k.pause(killWithin * time.Duration(i*i*i) / lastKill)
	must(t, k.halt(true))
	must(t, k.start())
	answers := at.scanner.Answers()[known:]
	if len(answers) > 1 || len(answers) == 1 && answers[0].Kind != sim.Good {
		t.Fatalf("round %d: the scan was answered %v", i, answers)
	}
	row, err := k.row(k.station)
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
		k.play(t, k.station+" scans MUG-BLUE -> good "+k.said)
		k.counted++
	}
	k.isThere(t)
}

// unheard goes on where a unit was counted and nobody heard of it. A worker who
// scans it again must not count it twice. Every other one takes it back.
func (k *killing) unheard(t *testing.T, i int) {
	t.Helper()
	k.play(t, k.station+" scans MUG-BLUE -> bad settle_first")
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
	at := k.stations[k.station]
	must(t, k.scan(at, k.codes[command], false))
	if at.heard != sim.Good {
		t.Fatalf("%s was answered %s", command, at.heard)
	}
}

// isThere checks that every unit is where the worker was told.
func (k *killing) isThere(t *testing.T) {
	t.Helper()
	places, err := k.places("MUG-BLUE")
	must(t, err)
	units := map[string]int{}
	for _, p := range places {
		kind, _, _ := strings.Cut(p.Place, ":")
		units[kind] += p.Quantity
	}
	if units[k.from] != onShelf-k.counted || units[k.to] != k.counted {
		t.Fatalf("the units are %v; the worker knows of %d moved", units, k.counted)
	}
}
