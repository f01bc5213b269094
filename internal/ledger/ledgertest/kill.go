package ledgertest

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"tallyman/internal/ledger"
)

// victim is the database on which this process works until it is killed. Only
// the suite itself sets it, when it starts the test program again.
var victim = flag.String("ledgertest.victim", "", "used by the suite: work on this database until killed")

// Workers of the process to be killed.
const victims = 4

func killed(r *rig) {
	t := r.t
	if *victim != "" {
		r.database.Options.Path = *victim
		workUntilKilled(r)
		return
	}
	acknowledged := map[string]int64{}
	for round := range 20 {
		verified := round != 10
		workAndKill(t, r, 1+7*round, func(bin string, quantity int64) {
			acknowledged[bin] = quantity
			if !verified {
				verified = true
				verifyFromOutside(t, r)
			}
		})
		l := r.open(t, nil)
		for bin, quantity := range acknowledged {
			// The one entry whose acknowledgement was cut off may be there.
			have := number(t, l, "SELECT quantity FROM toy_bin WHERE bin = ?1", bin)
			if have != quantity && have != quantity+1 {
				t.Errorf("round %d: bin %s has %d, acknowledged was %d", round, bin, have, quantity)
			}
			acknowledged[bin] = have
		}
		same(t, l.Head().Seq, number(t, l, "SELECT sum(quantity) FROM toy_bin"), "entries")
		if round%5 == 4 {
			sound(t, l)
		}
		must(t, l.Close())
	}
}

// verifyFromOutside verifies the database that another process has open.
func verifyFromOutside(t *testing.T, r *rig) {
	t.Helper()
	report, err := ledger.Verify(t.Context(), r.database.Options.Path, ledger.VerifyOptions{
		Stages: Stages(), Projection: 1, Migrations: Migrations(),
	})
	must(t, err)
	if !report.Sound() || report.Entries == 0 {
		t.Errorf("another process found, in %d entries, %v", report.Entries, report.Differences)
	}
}

// workUntilKilled raises a bin per worker, one entry at a time, and tells each
// receipt.
func workUntilKilled(r *rig) {
	t := r.t
	l := r.open(t, nil)
	var out sync.Mutex
	var workers sync.WaitGroup
	for worker := range victims {
		workers.Go(func() {
			bin := fmt.Sprint("bin-", worker)
			quantity := number(t, l, "SELECT quantity FROM toy_bin WHERE bin = ?1", bin)
			for {
				if _, err := l.Submit(t.Context(), ledger.Request{Decide: oneMore(bin)}); err != nil {
					panic(err)
				}
				quantity++
				out.Lock()
				_, err := fmt.Fprintf(os.Stdout, "stored %s %d\n", bin, quantity)
				out.Unlock()
				if err != nil {
					panic(err)
				}
			}
		})
	}
	workers.Wait()
}

// workAndKill starts this test program anew and kills it after so many
// acknowledgements; each is told for all of them, those on the way included.
func workAndKill(t *testing.T, r *rig, after int, each func(bin string, quantity int64)) {
	t.Helper()
	pattern := "^" + strings.ReplaceAll(t.Name(), "/", "$/^") + "$"
	self, err := os.Executable()
	must(t, err)
	child := exec.CommandContext(t.Context(), self, "-test.run="+pattern, "-ledgertest.victim="+r.database.Options.Path)
	child.Stderr = os.Stderr
	pipe, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines, count := bufio.NewScanner(pipe), 0
	for lines.Scan() {
		var bin string
		var quantity int64
		if _, err := fmt.Sscanf(lines.Text(), "stored %s %d", &bin, &quantity); err != nil {
			continue // the last line may be cut off
		}
		each(bin, quantity)
		if count++; count == after {
			must(t, child.Process.Kill())
		}
	}
	_ = child.Wait()
	if count < after {
		t.Fatalf("the process ended by itself after %d entries", count)
	}
}
