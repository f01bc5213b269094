package ledger_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ledgertest"
)

// failing is set for the process whose disk fails.
var failing = flag.String("failing", "", "used by TestFailingDiskStopsTheLedger: work on this database until its disk fails")

// TestFailingDiskStopsTheLedger has a process of its own write until the
// system refuses a write of the log: the limit on the size of files is one
// that a process can set for itself.
func TestFailingDiskStopsTheLedger(t *testing.T) {
	if *failing != "" {
		workUntilDiskFails(t, *failing)
		return
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	self, err := os.Executable()
	must(t, err)
	output, err := exec.CommandContext(t.Context(), self, "-test.run=^TestFailingDiskStopsTheLedger$", "-failing="+path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	var stored int64
	_, after, found := strings.Cut(string(output), "stored ")
	if _, err := fmt.Sscan(after, &stored); !found || err != nil || stored == 0 {
		t.Fatalf("the process said %q", output)
	}
	// What had no receipt may be there all the same; what had one must be.
	l, err := ledger.Open(t.Context(), toys(path))
	must(t, err)
	defer func() { must(t, l.Close()) }()
	if head := l.Head().Seq; head != stored && head != stored+1 {
		t.Errorf("%d entries were acknowledged and %d are there", stored, head)
	}
	report, err := l.Verify(t.Context(), ledger.Head{}, nil)
	must(t, err)
	if !report.Sound() {
		t.Errorf("verify found %v", report.Differences)
	}
}

func workUntilDiskFails(t *testing.T, path string) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ) // the write fails instead
	l, err := ledger.Open(t.Context(), toys(path))
	must(t, err)
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 400_000, Max: 400_000}))
	var stored int64
	decide := ledgertest.Decide(ledgertest.Noted{Text: strings.Repeat("x", 2000), Copies: 1})
	for err == nil {
		var receipt ledger.Receipt
		if receipt, err = l.Submit(t.Context(), ledger.Request{Decide: decide}); err == nil {
			stored = receipt.Seq
		}
	}
	if !errors.Is(err, engine.ErrDamaged) {
		t.Errorf("the disk failed and the error is %v", err)
	}
	<-l.Broken()
	if !errors.Is(l.Err(), engine.ErrDamaged) {
		t.Errorf("the ledger says %v", l.Err())
	}
	if l.Head().Seq != stored {
		t.Errorf("the head is %d and %d was acknowledged", l.Head().Seq, stored)
	}
	for _, class := range []ledger.Class{ledger.Scan, ledger.Work} {
		if _, err := l.Submit(t.Context(), ledger.Request{Class: class, Decide: decide}); !errors.Is(err, engine.ErrDamaged) {
			t.Errorf("a broken ledger answered %v", err)
		}
	}
	if _, err := l.Bulk(t.Context(), 1, func(int) ledger.Decide { return decide }); !errors.Is(err, engine.ErrDamaged) {
		t.Errorf("a broken ledger took a bulk: %v", err)
	}
	_ = l.Close() // the disk still fails
	_, err = fmt.Fprintln(os.Stdout, "stored", stored)
	must(t, err)
}

func TestSubmitAllocatesLittle(t *testing.T) {
	l, err := ledger.Open(t.Context(), toys(filepath.Join(t.TempDir(), "ledger.db")))
	must(t, err)
	defer func() { must(t, l.Close()) }()
	request := ledger.Request{Decide: ledgertest.Decide(ledgertest.Counted{Bin: "A", Quantity: 1})}
	runs := testing.AllocsPerRun(100, func() {
		_, err = l.Submit(t.Context(), request)
	})
	must(t, err)
	if runs > 70 {
		t.Errorf("a decision of one event allocates %v times", runs)
	}
}
