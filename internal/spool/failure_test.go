package spool_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/spool"
)

// Once the first byte may have left, only a person sends a job again. The
// papers of its order wait for that; those of other orders do not.
func TestAResetIsUnknownAndNeverSentAgain(t *testing.T) {
	for name, reset := range map[string]struct {
		faults sim.PrinterFaults
		prints int
	}{
		"at byte 1":   {sim.PrinterFaults{ResetAfter: 1}, 0},
		"at byte 500": {sim.PrinterFaults{ResetAfter: 500}, 0},
		"after all":   {sim.PrinterFaults{ResetAtEnd: true}, 1},
	} {
		for _, status := range []string{"always", "never"} {
			t.Run(name+", status "+status, func(t *testing.T) {
				w := newWorld(t)
				w.printer("labels", "&status="+status, reset.faults)
				cut, held, other := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
				w.jobs.beforeSettle = func(id floor.PrintJobID, _ print.State) error {
					if id == cut {
						w.mend("labels")
					}
					return nil
				}
				s, stop := w.run()
				if job := w.jobs.wait(cut, print.Unknown); job.reason != spool.BrokenOff {
					t.Errorf("unknown with the reason %q", job.reason)
				}
				want := append([]floor.PrintJobID{cut}[:reset.prints], other)
				w.expect("labels", want...)
				if job := w.jobs.get(held); job.state != print.Queued {
					t.Errorf("another paper of the same order is %s", job.state)
				}

				w.jobs.move(cut, print.Confirmed)
				s.Wake("labels")
				w.expect("labels", append(want, held)...)
				stop()
				if job := w.jobs.get(cut); job.begun != 1 || job.state != print.Confirmed {
					t.Errorf("the cut job was sent %d times and is %s", job.begun, job.state)
				}
			})
		}
	}
}

// A job of which no byte was written waits for its printer, and the ones
// behind it wait with it.
func TestTroubleBeforeTheFirstByteIsWaitedFor(t *testing.T) {
	for trouble, faults := range map[string]sim.PrinterFaults{
		"paper_out": {PaperOut: true},
		"head_open": {HeadOpen: true},
		"offline":   {Refuse: true},
	} {
		t.Run(trouble, func(t *testing.T) {
			w := newWorld(t)
			w.printer("labels", "&status=always", faults)
			w.printer("others", "", sim.PrinterFaults{})
			first, second := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
			other := w.jobs.add("others", "SO-3")
			w.run()
			w.trouble("labels: " + trouble)
			w.jobs.wait(other, print.Confirmed)
			if job := w.jobs.get(first); job.state != print.Queued || job.begun != 0 {
				t.Errorf("in trouble the job is %s", job.state)
			}
			w.mend("labels")
			w.trouble("labels: ")
			w.jobs.wait(second, print.Confirmed)
			w.expect("labels", first, second)
			if len(w.troubles) > 0 {
				t.Errorf("trouble was reported again: %s", <-w.troubles)
			}
		})
	}
}

// When the job that met the trouble is gone, the trouble is still watched.
func TestTroubleEndsWithoutAJob(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "&status=always", sim.PrinterFaults{PaperOut: true})
	id := w.jobs.add("labels", "SO-1")
	w.run()
	w.trouble("labels: paper_out")
	w.jobs.move(id, print.Void)
	w.mend("labels")
	w.trouble("labels: ")
	w.expect("labels")
}

// A job that the printer took before its paper was out is sent, and what holds
// it up is reported and watched.
func TestTroubleBehindAJobIsReported(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	w.jobs.afterSending = func(floor.PrintJobID) error { return w.printers["labels"].Set(sim.PrinterFaults{PaperOut: true}) }
	id := w.jobs.add("labels", "SO-1")
	w.run()
	w.trouble("labels: paper_out")
	w.jobs.wait(id, print.Sent)
	w.mend("labels")
	w.trouble("labels: ")
	w.expect("labels", id)
}

func TestJobsThatACrashLeftInSending(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	cut := w.jobs.add("labels", "SO-1", func(e *entry) { e.state = print.Sending })
	claimed := w.jobs.add("labels", "SO-2", func(e *entry) { e.claimed = true })
	w.run()
	if job := w.jobs.wait(cut, print.Unknown); job.reason != spool.Interrupted || job.begun != 0 {
		t.Errorf("the reason is %q, and it was sent %d times", job.reason, job.begun)
	}
	w.jobs.wait(claimed, print.Confirmed)
	w.expect("labels", claimed)
}

// The end of the program in the middle of a label, with no time to finish:
// the next program finds it.
func TestCutOffInTheMiddle(t *testing.T) {
	w := newWorld(t)
	w.finish = time.Millisecond
	w.printer("labels", "&timeout=1m&status=never", sim.PrinterFaults{Deaf: true})
	id := w.jobs.add("labels", "SO-1")
	_, stop := w.run()
	w.jobs.wait(id, print.Sending)
	stop()
	w.mend("labels")
	w.finish = patience
	_, stop = w.run()
	w.jobs.wait(id, print.Unknown)
	stop()
	if job := w.jobs.get(id); job.begun != 1 {
		t.Errorf("it was sent %d times", job.begun)
	}
}

// A ledger that fails just before the first byte: nobody knows whether
// "sending" was stored, so it is looked up, and no byte was written.
func TestSendingThatCouldNotBeStored(t *testing.T) {
	broken := errors.New("the ledger is gone")
	for name, stored := range map[string]bool{"stored": true, "not stored": false} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.printer("labels", "", sim.PrinterFaults{})
			var failed atomic.Bool
			once := func(floor.PrintJobID) error {
				if failed.CompareAndSwap(false, true) {
					return broken
				}
				return nil
			}
			if stored {
				w.jobs.afterSending = once
			} else {
				w.jobs.beforeSending = once
			}
			id, next := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
			w.run()
			w.jobs.wait(next, print.Confirmed)
			if stored {
				w.jobs.wait(id, print.Unknown)
				w.expect("labels", next)
			} else {
				w.jobs.wait(id, print.Confirmed)
				w.expect("labels", id, next)
			}
		})
	}
}

// What became of a paper is written down, however often that takes; the paper
// itself is not sent again.
func TestAnEndThatCouldNotBeStored(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	id, next := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
	var failures atomic.Int32
	w.jobs.beforeSettle = func(floor.PrintJobID, print.State) error {
		if failures.Add(1) < 5 {
			return errors.New("the disk is full")
		}
		return nil
	}
	w.run()
	w.jobs.wait(next, print.Confirmed)
	if job := w.jobs.get(id); job.state != print.Confirmed || job.begun != 1 {
		t.Errorf("it is %s and was sent %d times", job.state, job.begun)
	}
	w.expect("labels", id, next)
}

func TestShutdownFinishesTheLabelUnderWay(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "&status=never", sim.PrinterFaults{BytesPerSecond: 10_000})
	id, next := w.jobs.add("labels", "SO-1"), w.jobs.add("labels", "SO-2")
	_, stop := w.run()
	w.jobs.wait(id, print.Sending)
	stop()
	if job := w.jobs.get(id); job.state != print.Sent {
		t.Errorf("the label under way is %s", job.state)
	}
	if job := w.jobs.get(next); job.state != print.Queued {
		t.Errorf("the next label is %s", job.state)
	}
	w.expect("labels", id)
}

// Before the first byte a shutdown need not wait: the job is given back.
func TestShutdownBeforeTheFirstByte(t *testing.T) {
	w := newWorld(t)
	w.printer("labels", "", sim.PrinterFaults{})
	id := w.jobs.add("labels", "SO-1")
	composing := make(chan struct{})
	w.composer.compose = func(ctx context.Context, _ print.Job) ([]byte, error) {
		close(composing)
		<-ctx.Done()
		return nil, nil
	}
	_, stop := w.run()
	<-composing
	stop()
	if job := w.jobs.get(id); job.state != print.Queued || job.claimed {
		t.Errorf("the job is %s, claimed %v", job.state, job.claimed)
	}
	w.expect("labels")
}
