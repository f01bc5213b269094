package spool

import (
	"context"
	"errors"
	"sync/atomic"

	"tallyman/devices/printer"
	"tallyman/internal/floor/print"
)

// Why a job is not begun after all.
var (
	errExpired   = errors.New("the print job expired while the printer was dialled")
	errWithdrawn = errors.New("the print job was withdrawn while the printer was dialled")
)

// send sends one job and settles it.
func (q *queue) send(ctx, finishing context.Context, job print.Job, content []byte) step {
	result := q.attempt(ctx, finishing, job, content)
	switch result.Outcome {
	case printer.Confirmed:
		q.report("")
		q.settle(finishing, job.ID, print.Confirmed, Counted)
	case printer.Sent:
		q.report(result.Trouble)
		q.settle(finishing, job.ID, print.Sent, "")
	case printer.NotStarted:
		return q.notStarted(finishing, job, result)
	case printer.Unknown:
		q.log.Warn("a print job's end is unknown", "job", job.ID, "error", result.Err)
		q.settle(finishing, job.ID, print.Unknown, BrokenOff)
	}
	return onward
}

// attempt sends under a context that the end of ctx cuts off at once before
// the first byte, and after it only when the time for finishing is over.
func (q *queue) attempt(ctx, finishing context.Context, job print.Job, content []byte) printer.Result {
	sending, cancel := context.WithCancel(finishing)
	defer cancel()
	var started atomic.Bool
	defer context.AfterFunc(ctx, func() {
		if !started.Load() {
			cancel()
		}
	})()
	return q.device.Send(sending, content, func() error {
		started.Store(true)
		if err := ctx.Err(); err != nil {
			return err
		}
		if q.expired(job) {
			return errExpired
		}
		begun, err := q.Jobs.Sending(finishing, q.name, job.ID, content)
		switch {
		case err != nil:
			q.doubt = true
			return err
		case !begun:
			return errWithdrawn
		}
		return nil
	})
}

// notStarted gives the job back: no byte of it was written.
func (q *queue) notStarted(finishing context.Context, job print.Job, result printer.Result) step {
	switch {
	case errors.Is(result.Err, errWithdrawn):
		return onward
	case errors.Is(result.Err, errExpired):
		q.settle(finishing, job.ID, print.Expired, Late)
		return onward
	}
	if result.Trouble != "" {
		q.report(result.Trouble)
	}
	q.log.Warn("a print job was not started", "job", job.ID, "error", result.Err)
	if !q.doubt {
		q.release(finishing, job.ID)
	}
	return failed
}
