package scanner_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

// patience bounds what must happen soon; nothing waits for it when all is well.
const patience = 5 * time.Second

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// handler is what a station does with a read.
type handler = func(context.Context, scanner.Read) scanner.Reply

// good answers everything Good and hands on the reads.
func good(reads chan<- scanner.Read) handler {
	return func(_ context.Context, r scanner.Read) scanner.Reply {
		reads <- r
		return scanner.Reply{Answer: scanner.Good}
	}
}

// plugIn makes a simulated scanner.
func plugIn(t *testing.T, o sim.ScannerOptions) *sim.Scanner {
	t.Helper()
	o.Patience = patience
	device, err := sim.NewScanner(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	return device
}

// run opens a scanner and runs it until stop is called or the test ends; the
// line is up when it returns.
func run(t *testing.T, url string, handle handler) (s *scanner.Scanner, stop func()) {
	t.Helper()
	s, err := scanner.Open("pack-1", url)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() { result <- s.Run(ctx, handle) }()
	stop = func() {
		t.Helper()
		cancel()
		if err := receive(t, result, "the end of Run"); err != nil {
			t.Errorf("Run returned %v", err)
		}
		close(result)
	}
	t.Cleanup(func() {
		if ctx.Err() == nil {
			stop()
		}
	})
	eventually(t, "the line is up", func() bool { return s.Health().State == line.Up })
	return s, stop
}

func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("%s did not come within %v", what, patience)
		panic("unreachable")
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

// send sends bytes and waits until the scanner has them.
func send(t *testing.T, device *sim.Scanner, s *scanner.Scanner, bytes string) {
	t.Helper()
	before := time.Now()
	must(t, device.SendRaw([]byte(bytes)))
	eventually(t, "the bytes came in", func() bool { return s.Health().LastByte.After(before) })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func codes(reads []scanner.Read) string {
	var all []string
	for _, r := range reads {
		all = append(all, r.Symbology+r.Code+string(r.Fault))
	}
	return strings.Join(all, " ")
}
