package app_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"tallyman/internal/floor/print"
)

// printKills is how often the server is killed in each state of a print job.
const printKills = 10

// killedPrints is a packed box whose label is printed again and again, while
// the server is killed.
type killedPrints struct {
	*rig
	// jobs are all prints of the label, the newest last.
	jobs []string
	// unknown is how often a person had to look.
	unknown int
}

// TestKilledWhilePrinting kills the server in each state of a print job, and at
// moments from the click to the end of the paper. No label comes out twice by
// itself, none is called printed that is not, and none is forgotten.
func TestKilledWhilePrinting(t *testing.T) {
	t.Parallel()
	killPrinting(t, printKills)
}

func killPrinting(t *testing.T, rounds int) {
	t.Helper()
	for _, c := range []struct {
		// state is that in which the server is killed; "" is any moment.
		name, fault, state string
	}{
		{"at any moment", "ok", ""},
		{"queued", "paper_out", "queued"},
		{"sending", "slow=4000", "sending"},
		{"unknown", "reset_end", "unknown"},
		{"confirmed", "ok", "confirmed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := &killedPrints{rig: newRig(t, true, nil), jobs: []string{"J-000001"}}
			k.play(t, `
				lay A-01-01 MUG-BLUE 20
				order SO-1 MUG-BLUE*1
				release 1 -> list_released
				pick-1 scans Anna -> good welcome
				pick-1 scans NEXT -> good list_taken
				pick-1 scans T-0001 -> good tote_bound
				pick-1 scans A-01-01 -> good location_confirmed
				pick-1 scans MUG-BLUE -> good item_picked
				pack-2 scans Erik -> good welcome
				pack-2 scans T-0001 -> good order_opened
				pack-2 scans MUG-BLUE -> good parcel_closed
				papers SO-1 label:confirmed invoice:confirmed
			`)
			for i := range rounds {
				k.play(t, "printer printer-2 "+c.fault)
				k.again(t, "reprint", map[string]any{"reason": "torn"})
				if c.state == "" {
					k.pause(time.Duration(i*i) * killWithin * 2 / time.Duration(rounds*rounds))
				} else {
					k.reaches(t, c.state)
				}
				must(t, k.halt(true))
				must(t, k.start())
				k.play(t, "printer printer-2 ok")
				k.settle(t, i)
			}
			k.proved(t)
			must(t, k.sound())
			t.Logf("of %d kills a person was asked %d times", rounds, k.unknown)
		})
	}
}

// again asks for another print of the label; the next number is its.
func (k *killedPrints) again(t *testing.T, how string, body map[string]any) {
	t.Helper()
	must(t, k.post("/api/v1/print-jobs/"+k.newest()+"/"+how, body, nil))
	number := len(k.jobs) + 2 // the invoice has the second
	k.jobs = append(k.jobs, fmt.Sprintf("J-%06d", number))
}

func (k *killedPrints) newest() string { return k.jobs[len(k.jobs)-1] }

func (k *killedPrints) state(job string) (string, error) {
	var row struct {
		State string `json:"state"`
	}
	err := k.get("/api/v1/print-jobs/"+job, &row)
	return row.State, err
}

// reaches waits until the newest job is in one of some states.
func (k *killedPrints) reaches(t *testing.T, states ...string) string {
	t.Helper()
	reached := ""
	must(t, k.eventually(func() error {
		state, err := k.state(k.newest())
		if slices.Contains(states, state) {
			reached = state
			return nil
		}
		if err == nil {
			err = fmt.Errorf("%s is %s, not one of %v", k.newest(), state, states)
		}
		return err
	}))
	return reached
}

// settle waits for what becomes of the newest job. A person who is asked looks
// at the printer; what did not come is printed once more.
func (k *killedPrints) settle(t *testing.T, round int) {
	t.Helper()
	for k.reaches(t, "confirmed", "unknown") == "unknown" {
		k.unknown++
		came := k.papers(k.newest()) > 0
		if came {
			must(t, k.post("/api/v1/print-jobs/"+k.newest()+"/answer", map[string]any{"came": true}, nil))
			continue
		}
		k.again(t, "answer", map[string]any{"came": false})
	}
	if n := k.papers(k.newest()); n != 1 {
		t.Fatalf("round %d: %s is confirmed, and came out %d times", round, k.newest(), n)
	}
}

// papers is how often the label of a job came out, by its 2D code.
func (k *killedPrints) papers(job string) int {
	number, _ := strconv.Atoi(job[len("J-"):])
	_, attempt := print.Numbered(number)
	n := 0
	for _, label := range k.printers["printer-2"].Labels() {
		if code, err := barcode(label, "label"); err == nil && code == attempt {
			n++
		}
	}
	return n
}

// proved looks at all papers again: a late one would be a duplicate.
func (k *killedPrints) proved(t *testing.T) {
	t.Helper()
	for _, job := range k.jobs {
		state, err := k.state(job)
		must(t, err)
		if n := k.papers(job); n > 1 || state == "confirmed" && n != 1 || state == "queued" || state == "sending" {
			t.Errorf("%s is %s, and came out %d times", job, state, n)
		}
	}
}
