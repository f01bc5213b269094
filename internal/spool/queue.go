package spool

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"tallyman/devices/printer"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// queue is one printer's jobs. All of it but wake belongs to the goroutine of
// run.
type queue struct {
	Options
	name   string
	device printer.Printer
	wake   chan struct{}
	log    *slog.Logger

	// doubt says that a job may be in sending without being sent: after a
	// start, or when the ledger did not say what became of a commit.
	doubt   bool
	trouble printer.Trouble
}

// step is what a turn of the queue came to.
type step int

const (
	onward   step = iota // look for the next job at once
	idle                 // there is no job
	troubled             // there is no job, and the printer has trouble
	failed               // nothing can be done just now
)

// run takes turns until ctx ends. What has begun is finished under a context
// that ends some time later.
func (q *queue) run(ctx context.Context) {
	finishing, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { q.expire(finishing, cancel) })()
	failures := 0
	for ctx.Err() == nil {
		switch q.turn(ctx, finishing) {
		case onward:
			failures = 0
		case idle:
			failures = 0
			pause(ctx, q.Poll, q.wake)
		case troubled:
			failures++
			pause(ctx, q.Backoff(failures), q.wake)
		case failed:
			// A wake-up must not shorten this: on a busy floor they come
			// all the time.
			failures++
			pause(ctx, q.Backoff(failures), nil)
		}
	}
}

// expire ends the time for finishing.
func (q *queue) expire(finishing context.Context, cancel func()) {
	pause(finishing, q.Finish, nil)
	cancel()
}

func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-ctx.Done():
	}
}

// turn does one job, or finds none.
func (q *queue) turn(ctx, finishing context.Context) step {
	if q.doubt && !q.resolve(finishing) {
		return failed
	}
	job, found, err := q.Jobs.Claim(finishing, q.name, q.Now())
	switch {
	case err != nil:
		q.log.Error("no print job could be claimed", "error", err)
		return failed
	case !found:
		return q.look(ctx)
	case q.expired(job):
		q.settle(finishing, job.ID, print.Expired, Late)
		return onward
	}
	content, err := q.compose(ctx, job)
	switch {
	case err != nil && ctx.Err() != nil:
		q.release(finishing, job.ID)
		return failed
	case err != nil:
		q.log.Error("a document could not be composed", "job", job.ID, "error", err)
		q.settle(finishing, job.ID, print.Failed, NotComposed)
		return onward
	}
	return q.send(ctx, finishing, job, content)
}

// resolve makes every job in sending unknown: nobody is sending it.
func (q *queue) resolve(ctx context.Context) bool {
	left, err := q.Jobs.InSending(ctx, q.name)
	if err != nil {
		q.log.Error("interrupted print jobs could not be looked up", "error", err)
		return false
	}
	q.doubt = false
	for _, id := range left {
		q.log.Warn("a print job was interrupted", "job", id)
		q.settle(ctx, id, print.Unknown, Interrupted)
	}
	return !q.doubt
}

// compose makes the bytes. A panic is an error of this document, not the end
// of the queue.
func (q *queue) compose(ctx context.Context, job print.Job) (content []byte, err error) {
	defer func() {
		if what := recover(); what != nil {
			err = fmt.Errorf("composing the %s panicked: %T", job.Document, what)
		}
	}()
	content, err = q.Composer.Compose(ctx, job, q.device)
	if err == nil && len(content) == 0 {
		err = fmt.Errorf("the %s has no content", job.Document)
	}
	return content, err
}

// settle writes down what became of a job, as often as it takes: the paper is
// printed or not, whether the ledger can be reached or not. When the time is
// up the job stays as it is and is in doubt.
func (q *queue) settle(ctx context.Context, id floor.PrintJobID, state print.State, reason string) {
	for n := 1; ; n++ {
		err := q.Jobs.SettleJob(ctx, id, state, reason)
		if err == nil {
			return
		}
		q.log.Error("a print job's state could not be stored", "job", id, "state", string(state), "error", err)
		pause(ctx, q.Backoff(n), nil)
		if ctx.Err() != nil {
			q.doubt = true
			return
		}
	}
}

// release gives a job back. If that fails the claim is left behind, and the
// ledger hands it out again.
func (q *queue) release(ctx context.Context, id floor.PrintJobID) {
	if err := q.Jobs.ReleaseJob(ctx, id); err != nil {
		q.log.Error("a print job could not be given back", "job", id, "error", err)
	}
}

func (q *queue) expired(job print.Job) bool {
	return !job.ExpiresAt.IsZero() && !q.Now().Before(job.ExpiresAt)
}

// look asks a printer in trouble whether it still is, when there is no job that
// would find out: the one that met the trouble may have been voided.
func (q *queue) look(ctx context.Context) step {
	reader, tells := q.device.(printer.StatusReader)
	if q.trouble == "" || !tells {
		return idle
	}
	switch status, err := reader.Status(ctx); {
	case err == nil:
		q.report(status.Trouble())
	case errors.Is(err, printer.ErrUnasked):
		return idle
	}
	if q.trouble != "" {
		return troubled
	}
	return idle
}

// report tells of the printer's trouble when it changes.
func (q *queue) report(trouble printer.Trouble) {
	if trouble == q.trouble {
		return
	}
	q.log.Info("the printer's trouble changed", "trouble", string(trouble), "before", string(q.trouble))
	q.trouble = trouble
	q.Trouble(q.name, trouble)
}
