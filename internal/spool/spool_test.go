package spool_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tallyman/devices/printer"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/spool"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// composer writes a label that has the job's id on it, and enough besides to
// be cut in the middle. compose, when set, comes first.
type composer struct {
	compose func(context.Context, print.Job) ([]byte, error)
}

func (c composer) Compose(ctx context.Context, job print.Job, on printer.Printer) ([]byte, error) {
	if c.compose != nil {
		if content, err := c.compose(ctx, job); content != nil || err != nil {
			return content, err
		}
	}
	return zpl(on.Language(), job.ID), nil
}

func zpl(language string, id floor.PrintJobID) []byte {
	if language != "zpl" {
		return []byte("not for this printer")
	}
	return fmt.Appendf(nil, "^XA^PW812^FO10,10^A0N,30,30^FD%s^FS^FO10,60^A0N,30,30^FD%s^FS^XZ", id, strings.Repeat("Hello ", 400))
}

// world is a spool with its printers while a test runs.
type world struct {
	*testing.T
	jobs     *jobs
	composer composer
	printers map[string]*sim.Printer
	devices  map[string]printer.Printer
	troubles chan string
	now      atomic.Int64 // Unix seconds
	finish   time.Duration
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		T: t, jobs: newJobs(t), printers: map[string]*sim.Printer{}, devices: map[string]printer.Printer{},
		troubles: make(chan string, 100), finish: patience,
	}
	w.now.Store(1_800_000_000)
	return w
}

// printer adds a simulated printer; options are added to its URL.
func (w *world) printer(name, options string, faults sim.PrinterFaults) *sim.Printer {
	w.Helper()
	p, err := sim.NewPrinter(sim.PrinterOptions{Faults: faults})
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { _ = p.Close() })
	if w.devices[name], err = printer.Open(p.URL() + options); err != nil {
		w.Fatal(err)
	}
	w.printers[name] = p
	return p
}

func (w *world) spool() *spool.Spool {
	w.Helper()
	s, err := spool.New(spool.Options{
		Jobs: w.jobs, Composer: w.composer, Printers: w.devices,
		Trouble: func(name string, trouble printer.Trouble) { w.troubles <- name + ": " + string(trouble) },
		Now:     func() time.Time { return time.Unix(w.now.Load(), 0) },
		// Nothing here may depend on being looked for.
		Poll: time.Hour, Finish: w.finish,
		Backoff: func(int) time.Duration { return time.Millisecond },
	})
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// run runs a spool until stop is called or the test ends.
func (w *world) run() (s *spool.Spool, stop func()) {
	w.Helper()
	s = w.spool()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Run(ctx)
	}()
	stop = func() {
		w.Helper()
		cancel()
		select {
		case <-ended:
		case <-time.After(2 * patience):
			w.Error("the spool does not end")
		}
	}
	w.Cleanup(stop)
	return s, stop
}

func (w *world) trouble(want string) {
	w.Helper()
	select {
	case got := <-w.troubles:
		if got != want {
			w.Errorf("trouble %q, want %q", got, want)
		}
	case <-time.After(patience):
		w.Errorf("trouble %q was not reported", want)
	}
}

// printed are the jobs whose labels came out of a printer.
func (w *world) printed(name string) []floor.PrintJobID {
	var ids []floor.PrintJobID
	for _, label := range w.printers[name].Labels() {
		ids = append(ids, floor.PrintJobID(label.Texts(sim.FieldText)[0]))
	}
	return ids
}

func (w *world) expect(name string, want ...floor.PrintJobID) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	if _, err := w.printers[name].Wait(ctx, len(want)); err != nil {
		w.Errorf("%s: %v", name, err)
	}
	if got := w.printed(name); !slices.Equal(got, want) {
		w.Errorf("%s printed %v, want %v", name, got, want)
	}
}

func (w *world) mend(name string) {
	w.Helper()
	if err := w.printers[name].Set(sim.PrinterFaults{}); err != nil {
		w.Error(err)
	}
}

func TestPrintsInTheOrderOfEachPrinter(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	w.printer("documents", "", sim.PrinterFaults{BytesPerSecond: 20_000})
	var labels, documents []floor.PrintJobID
	for n := range 4 {
		order := floor.OrderID(fmt.Sprint("SO-", n))
		labels = append(labels, w.jobs.add("labels", order))
		documents = append(documents, w.jobs.add("documents", order))
	}
	w.run()
	for _, id := range append(slices.Clone(labels), documents...) {
		done := w.jobs.wait(id, print.Confirmed)
		if done.reason != spool.Counted || done.begun != 1 || done.bytes != string(zpl("zpl", id)) {
			t.Errorf("job %s: %q, sent %d times", id, done.reason, done.begun)
		}
	}
	w.expect("labels", labels...)
	w.expect("documents", documents...)
}

func TestAPrinterThatTellsNothing(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "&status=never", sim.PrinterFaults{})
	id := w.jobs.add("labels", "SO-1")
	w.run()
	if done := w.jobs.wait(id, print.Sent); done.reason != "" {
		t.Errorf("sent with the reason %q", done.reason)
	}
	w.expect("labels", id)
}

func TestWake(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	first := w.jobs.add("labels", "SO-1")
	s, _ := w.run()
	w.jobs.wait(first, print.Confirmed)
	second := w.jobs.add("labels", "SO-2")
	s.Wake("labels")
	s.Wake("no such printer")
	w.jobs.wait(second, print.Confirmed)
	w.expect("labels", first, second)
}

func TestAnExpiredJobIsNotPrinted(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	soon := func(e *entry) { e.ExpiresAt = time.Unix(w.now.Load()+60, 0) }
	yesterday := w.jobs.add("labels", "SO-1", func(e *entry) { e.ExpiresAt = time.Unix(w.now.Load(), 0) })
	dialled := w.jobs.add("labels", "SO-2", soon)
	good := w.jobs.add("labels", "SO-3")
	w.composer.compose = func(_ context.Context, job print.Job) ([]byte, error) {
		if job.ID == dialled {
			w.now.Add(60)
		}
		return nil, nil
	}
	w.run()
	w.jobs.wait(good, print.Confirmed)
	for _, id := range []floor.PrintJobID{yesterday, dialled} {
		if job := w.jobs.get(id); job.state != print.Expired || job.reason != spool.Late || job.begun != 0 {
			t.Errorf("job %s: %s (%s), sent %d times", id, job.state, job.reason, job.begun)
		}
	}
	w.expect("labels", good)
}

func TestAVoidedJobIsNotPrinted(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	void, good := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
	w.composer.compose = func(_ context.Context, job print.Job) ([]byte, error) {
		if job.ID == void {
			w.jobs.move(void, print.Void)
		}
		return nil, nil
	}
	w.run()
	w.jobs.wait(good, print.Confirmed)
	if job := w.jobs.get(void); job.state != print.Void || job.begun != 0 {
		t.Errorf("the voided job is %s, sent %d times", job.state, job.begun)
	}
	w.expect("labels", good)
}

func TestADocumentThatCannotBeComposed(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	broken, empty, panics := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2"), w.jobs.add("labels", "SO-3")
	good := w.jobs.add("labels", "SO-4")
	w.composer.compose = func(_ context.Context, job print.Job) ([]byte, error) {
		switch job.ID {
		case broken:
			return nil, errors.New("no such font")
		case empty:
			return []byte{}, nil
		case panics:
			panic("a bug")
		}
		return nil, nil
	}
	w.run()
	w.jobs.wait(good, print.Confirmed)
	for _, id := range []floor.PrintJobID{broken, empty, panics} {
		if job := w.jobs.get(id); job.state != print.Failed || job.reason != spool.NotComposed {
			t.Errorf("job %s is %s (%s)", id, job.state, job.reason)
		}
	}
	w.expect("labels", good)
}

func TestOptionsThatAreMissing(t *testing.T) {
	full := spool.Options{
		Jobs: newJobs(t), Composer: composer{}, Trouble: func(string, printer.Trouble) {}, Now: time.Now,
		Poll: time.Second, Finish: time.Second,
	}
	if _, err := spool.New(full); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*spool.Options){
		"Jobs":     func(o *spool.Options) { o.Jobs = nil },
		"Composer": func(o *spool.Options) { o.Composer = nil },
		"Trouble":  func(o *spool.Options) { o.Trouble = nil },
		"Now":      func(o *spool.Options) { o.Now = nil },
		"Poll":     func(o *spool.Options) { o.Poll = 0 },
		"Finish":   func(o *spool.Options) { o.Finish = -1 },
	} {
		o := full
		spoil(&o)
		if _, err := spool.New(o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}
