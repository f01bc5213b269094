package spool_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// patience bounds what must happen soon; nothing waits for it when all is well.
const patience = 20 * time.Second

// entry is a print job as the ledger has it.
type entry struct {
	print.Job
	order   floor.OrderID
	state   print.State
	claimed bool
	reason  string
	// bytes are those of Sending.
	bytes string
	// begun counts how often it went to sending.
	begun int
}

// jobs are print jobs in memory, by the rules of the ledger. Like the ledger,
// it refuses what the rules do not allow.
type jobs struct {
	t *testing.T
	// Hooks are called without the lock, before (or, for settled, after) the
	// method does its work; an error is returned in place of it.
	beforeSending, afterSending func(floor.PrintJobID) error
	beforeSettle, afterSettle   func(floor.PrintJobID, print.State) error

	mu      sync.Mutex
	all     []*entry
	changed chan struct{}
}

func newJobs(t *testing.T) *jobs {
	t.Helper()
	return &jobs{t: t, changed: make(chan struct{})}
}

// add queues a job; numbers are in the order of adding.
func (j *jobs) add(printer string, order floor.OrderID, change ...func(*entry)) floor.PrintJobID {
	j.mu.Lock()
	defer j.mu.Unlock()
	id := floor.PrintJobID(fmt.Sprintf("J-%06d", len(j.all)+1))
	e := &entry{Job: print.Job{ID: id, Printer: printer, Document: print.Label}, order: order, state: print.Queued}
	for _, c := range change {
		c(e)
	}
	j.all = append(j.all, e)
	j.note()
	return id
}

func (j *jobs) note() {
	close(j.changed)
	j.changed = make(chan struct{})
}

func (j *jobs) find(id floor.PrintJobID) *entry {
	for _, e := range j.all {
		if e.ID == id {
			return e
		}
	}
	j.t.Errorf("there is no job %s", id)
	return &entry{}
}

// get is a job as it is now.
func (j *jobs) get(id floor.PrintJobID) entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	return *j.find(id)
}

// move changes a job as a person would.
func (j *jobs) move(id floor.PrintJobID, state print.State) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.find(id).state = state
	j.note()
}

// wait waits until a job is in a state and returns it.
func (j *jobs) wait(id floor.PrintJobID, state print.State) entry {
	j.t.Helper()
	timeout := time.After(patience)
	for {
		j.mu.Lock()
		e, changed := *j.find(id), j.changed
		j.mu.Unlock()
		if e.state == state {
			return e
		}
		select {
		case <-changed:
		case <-timeout:
			j.t.Fatalf("job %s is %s (%s), not %s", id, e.state, e.reason, state)
		}
	}
}

func (j *jobs) Claim(ctx context.Context, printer string, _ time.Time) (print.Job, bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return print.Job{}, false, err
	}
	for _, e := range j.all {
		if e.Printer == printer && e.state == print.Queued && !j.waits(e.order) {
			e.claimed = true
			return e.Job, true, nil
		}
	}
	return print.Job{}, false, nil
}

// waits says that an order has a paper of which nobody knows.
func (j *jobs) waits(order floor.OrderID) bool {
	return slices.ContainsFunc(j.all, func(e *entry) bool { return e.order == order && e.state == print.Unknown })
}

func (j *jobs) ReleaseJob(ctx context.Context, id floor.PrintJobID) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	j.find(id).claimed = false
	j.note()
	return nil
}

func (j *jobs) Sending(ctx context.Context, printer string, id floor.PrintJobID, job []byte) (bool, error) {
	if err := call(j.beforeSending, id); err != nil {
		return false, err
	}
	begun := j.begin(ctx, printer, id, job)
	if err := call(j.afterSending, id); err != nil {
		return false, err
	}
	return begun, ctx.Err()
}

func (j *jobs) begin(ctx context.Context, printer string, id floor.PrintJobID, job []byte) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.find(id)
	if ctx.Err() != nil || e.state != print.Queued || e.Printer != printer {
		return false
	}
	if !e.claimed {
		j.t.Errorf("job %s is sent without a claim", id)
	}
	for _, other := range j.all {
		if other.Printer == e.Printer && other.state == print.Sending {
			j.t.Errorf("%s is sent to %s while %s is", id, e.Printer, other.ID)
		}
	}
	e.state, e.bytes, e.begun, e.claimed = print.Sending, string(job), e.begun+1, false
	j.note()
	return true
}

func (j *jobs) SettleJob(ctx context.Context, id floor.PrintJobID, state print.State, reason string) error {
	if j.beforeSettle != nil {
		if err := j.beforeSettle(id, state); err != nil {
			return err
		}
	}
	j.mu.Lock()
	if err := ctx.Err(); err != nil {
		j.mu.Unlock()
		return err
	}
	if e := j.find(id); print.Allowed(e.state, state) {
		e.state, e.reason, e.claimed = state, reason, false
		j.note()
	}
	j.mu.Unlock()
	if j.afterSettle != nil {
		return j.afterSettle(id, state)
	}
	return nil
}

func (j *jobs) InSending(ctx context.Context, printer string) ([]floor.PrintJobID, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	var left []floor.PrintJobID
	for _, e := range j.all {
		if e.Printer == printer && e.state == print.Sending {
			left = append(left, e.ID)
		}
	}
	return left, ctx.Err()
}

func call(hook func(floor.PrintJobID) error, id floor.PrintJobID) error {
	if hook == nil {
		return nil
	}
	return hook(id)
}
