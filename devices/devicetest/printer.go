package devicetest

import (
	"bytes"
	"context"
	"testing"
	"time"

	"tallyman/devices/printer"
)

// PrinterDevice is the printer's end: what is wrong with it and what came out.
type PrinterDevice interface {
	// Break says what is wrong from now on, in the words of the simulated
	// printers, such as "paper_out" or "reset=500"; "ok" is nothing.
	Break(words string) error
	// Await waits until n jobs have come out in all and returns how many have.
	Await(ctx context.Context, n int) int
}

// PrinterDriver is a driver that the suite is to test.
type PrinterDriver struct {
	// Open makes a printer and a driver of it, with options to add to its
	// device URL. Both end with the test.
	Open func(t *testing.T, options string) (printer.Printer, PrinterDevice)
	// Job prints one page.
	Job []byte
	// Padded prints one page of so many bytes at least.
	Padded func(bytes int) []byte
	// Batch: several jobs behind each other are one job.
	Batch bool
	// Confirms: the printer can prove that a job is on paper.
	Confirms bool
	// Tells are the troubles that it has words for, by what is wrong.
	Tells map[string]printer.Trouble
	// Policy: there is an option status.
	Policy bool
}

// Printer is the suite that every printer's driver passes: nothing is sent
// twice by itself, nothing counts as printed without evidence, nothing waits
// for ever, and what is known to be wrong is said before a job is begun.
func Printer(t *testing.T, d PrinterDriver) {
	t.Helper()
	t.Run("prints", d.prints)
	t.Run("trouble before the first byte starts nothing", d.trouble)
	t.Run("nobody there starts nothing", d.refused)
	t.Run("what breaks off is unknown", d.brokenOff)
	t.Run("one that hangs is bounded", d.hangs)
	t.Run("one that closes early proves nothing", d.closesEarly)
	t.Run("100 bytes a second are waited for", d.slow)
	t.Run("out of paper in the middle", d.outOfPaper)
	t.Run("the end of the context ends it", d.cancelled)
	if d.Policy {
		t.Run("one that is silent is sent unasked", d.silent)
		t.Run("one that speaks nonsense starts nothing", d.nonsense)
		t.Run("answers in pieces are read", d.pieces)
	}
}

func (d PrinterDriver) open(t *testing.T, options string) (printer.Printer, PrinterDevice) {
	t.Helper()
	return d.Open(t, "&timeout=1s"+options)
}

// asked is the option that has a printer asked in any case.
func (d PrinterDriver) asked() string {
	if d.Policy {
		return "&status=always&answer=200ms"
	}
	return ""
}

func (d PrinterDriver) prints(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, d.asked())
	for n := range 3 {
		want := printer.Sent
		if d.Confirms {
			want = printer.Confirmed
		}
		if got := sendJob(t, p, d.Job); got.Outcome != want || got.Err != nil || got.Trouble != "" {
			t.Fatalf("job %d: got %+v, want %s", n+1, got, want)
		}
	}
	cameOut(t, device, 3)
}

func (d PrinterDriver) trouble(t *testing.T) {
	t.Parallel()
	for words, want := range d.Tells {
		p, device := d.open(t, d.asked())
		breaks(t, device, words)
		if got := sendJob(t, p, d.Job); got.Outcome != printer.NotStarted || got.Trouble != want {
			t.Errorf("%s: got %+v, want not started, %s", words, got, want)
		}
		breaks(t, device, "ok")
		if got := sendJob(t, p, d.Job); got.Outcome < printer.Sent || got.Outcome == printer.Unknown {
			t.Errorf("%s, mended: got %+v", words, got)
		}
		cameOut(t, device, 1)
	}
}

func (d PrinterDriver) refused(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, "")
	breaks(t, device, "refuse")
	if got := sendJob(t, p, d.Job); got.Outcome != printer.NotStarted || got.Trouble != printer.Offline {
		t.Errorf("got %+v, want not started, offline", got)
	}
	breaks(t, device, "ok")
	sendJob(t, p, d.Job)
	cameOut(t, device, 1)
}

func (d PrinterDriver) brokenOff(t *testing.T) {
	t.Parallel()
	d.breaksOff(t, d.asked())
	if d.Policy {
		d.breaksOff(t, "&status=never")
	}
}

func (d PrinterDriver) breaksOff(t *testing.T, options string) {
	t.Helper()
	for words, printed := range map[string]int{"reset=1": 0, "reset=2000": 0, "reset_end": 1} {
		p, device := d.open(t, options)
		breaks(t, device, words)
		if got := sendJob(t, p, d.Padded(20_000)); got.Outcome != printer.Unknown || got.Err == nil {
			t.Errorf("%s, %s: got %+v, want unknown", words, options, got)
		}
		breaks(t, device, "ok")
		sendJob(t, p, d.Job)
		cameOut(t, device, printed+1)
	}
}

func (d PrinterDriver) hangs(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 16 << 20} {
		p, device := d.open(t, "")
		if d.Policy {
			p, device = d.open(t, "&status=never")
		}
		result := make(chan printer.Result, 1)
		go func() {
			result <- p.Send(t.Context(), d.Padded(size), func() error { return device.Break("deaf") })
		}()
		select {
		case got := <-result:
			if got.Outcome != printer.Unknown {
				t.Errorf("%d bytes: got %+v, want unknown", size, got)
			}
		case <-time.After(6 * patience):
			t.Fatalf("%d bytes: it did not end", size)
		}
	}
}

func (d PrinterDriver) closesEarly(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, d.asked())
	breaks(t, device, "close=500")
	if got := sendJob(t, p, d.Padded(2<<20)); got.Outcome != printer.Unknown {
		t.Errorf("in the middle: got %+v, want unknown", got)
	}
	breaks(t, device, "ok")
	sendJob(t, p, d.Job)
	cameOut(t, device, 1)
}

func (d PrinterDriver) slow(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, "")
	result := p.Send(t.Context(), d.Job, func() error { return device.Break("slow=100") })
	if result.Outcome == printer.NotStarted || result.Outcome == printer.Unknown && len(d.Job) < 100 {
		t.Errorf("got %+v, want it taken", result)
	}
	breaks(t, device, "ok")
	cameOut(t, device, 1)
}

// outOfPaper sends what the paper does not last for: it is not confirmed, and
// comes out once when there is paper.
func (d PrinterDriver) outOfPaper(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, d.asked())
	job, pages := d.Job, 1
	if d.Batch {
		job, pages = bytes.Repeat(d.Job, 3), 3
	}
	if got := sendJob(t, p, d.Job); got.Outcome == printer.NotStarted {
		t.Fatalf("got %+v", got)
	}
	result := p.Send(t.Context(), job, func() error {
		if d.Batch {
			return device.Break("paper=1")
		}
		return device.Break("paper_out")
	})
	if result.Outcome == printer.Confirmed || result.Outcome == printer.NotStarted {
		t.Errorf("got %+v, want it sent", result)
	}
	// One that cannot prove that it has printed may be asked too soon.
	if want := d.Tells["paper_out"]; result.Trouble != want && (d.Confirms || result.Trouble != "") {
		t.Errorf("got trouble %q, want %q", result.Trouble, want)
	}
	breaks(t, device, "ok")
	cameOut(t, device, 1+pages)
}

func (d PrinterDriver) cancelled(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	got := p.Send(ctx, d.Padded(16<<20), func() error {
		defer cancel()
		return device.Break("deaf")
	})
	if got.Outcome != printer.Unknown {
		t.Errorf("behind the first byte: got %+v, want unknown", got)
	}
	got = p.Send(ctx, d.Job, func() error { t.Error("started"); return nil })
	if got.Outcome != printer.NotStarted || got.Trouble != "" {
		t.Errorf("before: got %+v, want not started", got)
	}
}

func (d PrinterDriver) silent(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, "&status=auto&answer=100ms")
	breaks(t, device, "silent")
	for range 2 {
		if got := sendJob(t, p, d.Job); got.Outcome != printer.Sent || got.Err != nil {
			t.Errorf("got %+v, want sent", got)
		}
	}
	cameOut(t, device, 2)
	p, device = d.open(t, "&status=auto&answer=200ms")
	sendJob(t, p, d.Job)
	breaks(t, device, "silent")
	if got := sendJob(t, p, d.Job); got.Outcome != printer.NotStarted || got.Trouble != printer.NotReady {
		t.Errorf("one that answered before: got %+v, want not started, not ready", got)
	}
	cameOut(t, device, 1)
}

func (d PrinterDriver) nonsense(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"garbage", "truncated"} {
		p, device := d.open(t, d.asked())
		breaks(t, device, words)
		if got := sendJob(t, p, d.Job); got.Outcome != printer.NotStarted || got.Trouble == "" {
			t.Errorf("%s: got %+v, want not started", words, got)
		}
		breaks(t, device, "ok")
		got := p.Send(t.Context(), d.Job, func() error { return device.Break(words) })
		if got.Outcome == printer.Confirmed || got.Outcome == printer.NotStarted {
			t.Errorf("%s behind the job: got %+v, want it neither confirmed nor not started", words, got)
		}
		breaks(t, device, "ok")
		cameOut(t, device, 1)
	}
}

func (d PrinterDriver) pieces(t *testing.T) {
	t.Parallel()
	p, device := d.open(t, "&status=always&answer=2s")
	breaks(t, device, "pieces")
	if got := sendJob(t, p, d.Job); got.Outcome == printer.NotStarted || got.Err != nil {
		t.Errorf("got %+v, want it sent", got)
	}
	cameOut(t, device, 1)
}

// sendJob sends a job and fails where starting was not called exactly once for
// a job that was started.
func sendJob(t *testing.T, p printer.Printer, job []byte) printer.Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 6*patience)
	defer cancel()
	calls := 0
	result := p.Send(ctx, job, func() error { calls++; return nil })
	if calls > 1 || (calls == 0) != (result.Outcome == printer.NotStarted) {
		t.Errorf("starting was called %d times for %+v", calls, result)
	}
	return result
}

func breaks(t *testing.T, device PrinterDevice, words string) {
	t.Helper()
	must(t, device.Break(words))
}

// cameOut fails unless exactly so many pages come out.
func cameOut(t *testing.T, device PrinterDevice, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	if got := device.Await(ctx, n); got != n {
		t.Errorf("%d came out, want %d", got, n)
	}
}
