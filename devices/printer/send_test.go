package printer_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"tallyman/devices/printer"
	"tallyman/devices/sim"
)

const label = "^XA^PW812^LL1218^FO50,50^A0N,30,30^FDHello^FS^XZ"

// startSim starts a simulated printer and opens it with options that keep the
// tests short.
func startSim(t *testing.T, options sim.PrinterOptions, url string) (*sim.Printer, printer.Printer) {
	t.Helper()
	simulated, err := sim.NewPrinter(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = simulated.Close() })
	if !strings.Contains(url, "timeout=") {
		url += "&timeout=1500ms"
	}
	return simulated, open(t, simulated.URL()+"&answer=300ms"+url)
}

func open(t *testing.T, url string) printer.Printer {
	t.Helper()
	p, err := printer.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// send sends a job and counts the calls of starting.
func send(t *testing.T, p printer.Printer, job string) (printer.Result, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	calls := 0
	result := p.Send(ctx, []byte(job), func() error { calls++; return nil })
	if (result.Outcome == printer.NotStarted) != (calls == 0) || calls > 1 {
		t.Errorf("starting was called %d times for the outcome %s", calls, result.Outcome)
	}
	return result, calls
}

func printed(t *testing.T, simulated *sim.Printer, n int) []sim.PrinterLabel {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	labels, err := simulated.Wait(ctx, n)
	if err != nil || len(labels) != n {
		t.Fatalf("%d labels came out, want %d: %v (rejected: %v)", len(labels), n, err, simulated.Rejections())
	}
	return labels
}

func TestAPrinterThatAnswersConfirms(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{PrintTime: 150 * time.Millisecond}, "")
	result, _ := send(t, p, label)
	if result.Outcome != printer.Confirmed || result.Err != nil {
		t.Fatalf("got %+v, want confirmed", result)
	}
	if got := printed(t, simulated, 1)[0]; string(got.ZPL) != label {
		t.Errorf("printed %q, want %q", got.ZPL, label)
	}
}

func TestASilentPrinterIsSentAndNotAskedAgain(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{Faults: sim.PrinterFaults{Silent: true}}, "")
	for range 2 {
		if result, _ := send(t, p, label); result.Outcome != printer.Sent || result.Err != nil {
			t.Fatalf("got %+v, want sent", result)
		}
	}
	printed(t, simulated, 2)
	asked := time.Now()
	if _, err := p.(printer.StatusReader).Status(t.Context()); troubleOf(err) != printer.NotReady {
		t.Errorf("status: got %v, want not ready", err)
	}
	if simulated.Accepted() != 2 {
		t.Errorf("a printer that does not answer was asked again after %v", time.Since(asked))
	}
}

func TestSilenceOfAPrinterThatAnsweredIsTrouble(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{MuteInTrouble: true}, "")
	send(t, p, label)
	set(t, simulated, sim.PrinterFaults{HeadOpen: true, Silent: true})
	if result, _ := send(t, p, label); result.Outcome != printer.NotStarted || result.Trouble != printer.NotReady {
		t.Errorf("got %+v, want not started and not ready", result)
	}
	set(t, simulated, sim.PrinterFaults{})
	if result, _ := send(t, p, label); result.Outcome != printer.Confirmed {
		t.Errorf("after closing the head: got %+v, want confirmed", result)
	}
	printed(t, simulated, 2)
}

func TestTroubleBeforeTheFirstByteStartsNothing(t *testing.T) {
	t.Parallel()
	for want, faults := range map[printer.Trouble]sim.PrinterFaults{
		printer.PaperOut:  {PaperOut: true},
		printer.RibbonOut: {RibbonOut: true},
		printer.HeadOpen:  {HeadOpen: true},
		printer.Paused:    {Paused: true},
		printer.Offline:   {Refuse: true},
		printer.NotReady:  {Silent: true},
	} {
		simulated, p := startSim(t, sim.PrinterOptions{Faults: faults}, "&status=always")
		result, _ := send(t, p, label)
		if result.Outcome != printer.NotStarted || result.Trouble != want || troubleOf(result.Err) != want {
			t.Errorf("%s: got %+v", want, result)
		}
		set(t, simulated, sim.PrinterFaults{})
		if result, _ = send(t, p, label); result.Outcome != printer.Confirmed {
			t.Errorf("%s, mended: got %+v", want, result)
		}
		printed(t, simulated, 1)
	}
}

func TestResetsAreUnknown(t *testing.T) {
	t.Parallel()
	long := strings.Replace(label, "Hello", strings.Repeat("Hello ", 2000), 1)
	for name, faults := range map[string]sim.PrinterFaults{
		"at byte 1":   {ResetAfter: 1},
		"at byte 500": {ResetAfter: 500},
		"after all":   {ResetAtEnd: true},
	} {
		for _, status := range []string{"always", "never"} {
			_, p := startSim(t, sim.PrinterOptions{Faults: faults}, "&status="+status)
			if result, _ := send(t, p, long); result.Outcome != printer.Unknown || result.Err == nil {
				t.Errorf("reset %s, status=%s: got %+v, want unknown", name, status, result)
			}
		}
	}
}

func TestAPrinterThatNeverReadsIsBounded(t *testing.T) {
	t.Parallel()
	_, p := startSim(t, sim.PrinterOptions{Faults: sim.PrinterFaults{Deaf: true}}, "")
	begun := time.Now()
	result, _ := send(t, p, label)
	if result.Outcome != printer.Unknown {
		t.Errorf("got %+v, want unknown", result)
	}
	huge := strings.Repeat(label, 400_000)
	if result, _ = send(t, p, huge); result.Outcome != printer.Unknown {
		t.Errorf("20 MB: got %+v, want unknown", result)
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestTheEndOfTheContextEndsSending(t *testing.T) {
	t.Parallel()
	_, p := startSim(t, sim.PrinterOptions{Faults: sim.PrinterFaults{Deaf: true}}, "&timeout=1m&status=never")
	ctx, cancel := context.WithCancel(t.Context())
	result := p.Send(ctx, []byte(label), func() error { cancel(); return nil })
	if result.Outcome != printer.Unknown {
		t.Errorf("after the first byte: got %+v, want unknown", result)
	}
	result = p.Send(ctx, []byte(label), func() error { t.Error("started"); return nil })
	if result.Outcome != printer.NotStarted || !errors.Is(result.Err, context.Canceled) || result.Trouble != "" {
		t.Errorf("before: got %+v, want not started", result)
	}
}

func TestStartingCanRefuse(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{}, "")
	refused := errors.New("not committed")
	result := p.Send(t.Context(), []byte(label), func() error { return refused })
	if result.Outcome != printer.NotStarted || !errors.Is(result.Err, refused) || result.Trouble != "" {
		t.Errorf("got %+v", result)
	}
	send(t, p, label)
	printed(t, simulated, 1)
}

func TestASlowPrinterIsWaitedFor(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{Faults: sim.PrinterFaults{BytesPerSecond: 100}}, "&status=never")
	if result, _ := send(t, p, label); result.Outcome != printer.Sent {
		t.Errorf("got %+v, want sent", result)
	}
	printed(t, simulated, 1)
}

// A printer that runs out of paper behind the first byte has the job in its
// buffer: it was sent, and prints when the paper is back.
func TestPaperOutDuringTheJobIsSent(t *testing.T) {
	t.Parallel()
	for _, mute := range []bool{false, true} {
		simulated, p := startSim(t, sim.PrinterOptions{MuteInTrouble: mute}, "")
		result := p.Send(t.Context(), []byte(label), func() error {
			return simulated.Set(sim.PrinterFaults{PaperOut: true})
		})
		if result.Outcome != printer.Sent {
			t.Errorf("mute %t: got %+v, want sent", mute, result)
		}
		set(t, simulated, sim.PrinterFaults{})
		printed(t, simulated, 1)
	}
}

// A sink is whatever listens on a port and never says anything.
func TestAPlainSinkGetsTheJob(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	got := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		var all strings.Builder
		buffer := make([]byte, 1000)
		for {
			n, err := conn.Read(buffer)
			all.Write(buffer[:n])
			if err != nil {
				got <- all.String()
				return
			}
		}
	}()
	p := open(t, "zpl+tcp://"+listener.Addr().String()+"?answer=100ms")
	if result, _ := send(t, p, label); result.Outcome != printer.Sent {
		t.Errorf("got %+v, want sent", result)
	}
	if text := <-got; text != "~HS~HQES"+label {
		t.Errorf("the sink got %q", text)
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	simulated, p := startSim(t, sim.PrinterOptions{Faults: sim.PrinterFaults{PaperOut: true, Paused: true}}, "")
	status, err := p.(printer.StatusReader).Status(t.Context())
	if err != nil || !status.PaperOut || !status.Paused || status.HeadOpen {
		t.Errorf("got %+v, %v", status, err)
	}
	if err := simulated.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err = p.(printer.StatusReader).Status(t.Context()); troubleOf(err) != printer.Offline {
		t.Errorf("closed: got %v, want offline", err)
	}
}

func set(t *testing.T, simulated *sim.Printer, faults sim.PrinterFaults) {
	t.Helper()
	if err := simulated.Set(faults); err != nil {
		t.Fatal(err)
	}
}

func troubleOf(err error) printer.Trouble {
	if trouble, ok := errors.AsType[*printer.TroubleError](err); ok {
		return trouble.Trouble
	}
	return ""
}
