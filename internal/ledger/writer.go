package ledger

import (
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"tallyman/internal/ledger/engine"
)

// When the write-ahead log is checkpointed by us: after so many commits, once
// nobody has wanted anything for so long.
const (
	checkpointCommits = 200
	checkpointQuiet   = 100 * time.Millisecond
)

// writer is the one goroutine that changes the ledger. head and touched are of
// the open transaction; nothing outside of the writer changes before a commit.
type writer struct {
	ledger  *Ledger
	db      *engine.Writer
	head    Head
	touched []Touch
	commits int
	told    int64
}

// run serves the queue until it is closed and empty, or the ledger is broken.
func (w *writer) run() {
	defer close(w.ledger.stopped)
	q := w.ledger.queue
	batch := make([]*pending, 0, batchCap)
	for {
		batch = q.drain(batch[:0])
		if len(batch) > 0 {
			w.commit(batch)
		}
		clear(batch)
		bulk := q.nextBulk()
		if bulk != nil && q.scanning.Load() == 0 {
			w.slice(bulk)
		}
		if len(batch) > 0 || bulk != nil {
			continue
		}
		if q.finished() {
			return
		}
		w.rest()
	}
}

// rest waits for work, and uses a quiet moment for the checkpoint.
func (w *writer) rest() {
	var quiet <-chan time.Time
	if w.commits >= checkpointCommits {
		quiet = time.After(checkpointQuiet)
	}
	select {
	case <-w.ledger.queue.wake:
	case <-quiet:
		w.commits = 0
		if err := w.db.Checkpoint(); err != nil {
			w.ledger.options.Log.Error("checkpoint of the write-ahead log failed", "error", err)
			w.breakIfDamaged(err)
		}
	}
}

// commit carries out a batch. A request whose patience ends before COMMIT is
// dropped and the rest decided anew, since what came after may rest on it.
func (w *writer) commit(batch []*pending) {
	todo := batch
	if err := w.ledger.Err(); err != nil {
		for _, p := range batch {
			p.err = err
		}
		todo = nil
	}
	for len(todo) > 0 {
		_, err := w.attempt(func(i int) *pending {
			if i == len(todo) {
				return nil
			}
			return todo[i]
		})
		if !errors.Is(err, ErrGivenUp) {
			break
		}
		patient := make([]*pending, 0, len(todo))
		for _, p := range todo {
			if !w.overdue(p) {
				patient = append(patient, p)
			} else if p.err == nil {
				p.receipt, p.err = Receipt{}, ErrGivenUp
			}
		}
		todo = patient
	}
	for _, p := range batch {
		w.ledger.queue.landed(p.request.Key)
		close(p.done)
	}
	w.publish()
}

// attempt is one transaction over the requests that next gives, counted from
// 0, until it gives nil. It returns them with receipt or err filled in. The
// error is ErrGivenUp when somebody's patience ended before COMMIT, and
// otherwise why the whole transaction was lost; nothing was kept then.
func (w *writer) attempt(next func(i int) *pending) (batch []*pending, lost error) {
	if err := w.db.Begin(); err != nil {
		lost = fmt.Errorf("begin: %w", err)
	}
	for i := 0; lost == nil; i++ {
		p := next(i)
		if p == nil {
			break
		}
		batch = append(batch, p)
		lost = w.decide(p)
	}
	if lost == nil {
		lost = w.finish(batch)
	}
	if lost == nil {
		w.confirm(batch)
		return batch, nil
	}
	for i := len(batch); lost != nil && !errors.Is(lost, ErrGivenUp); i++ {
		p := next(i)
		if p == nil {
			break
		}
		batch = append(batch, p)
	}
	w.abandon(batch, lost)
	return batch, lost
}

// finish commits, unless somebody stopped waiting meanwhile.
func (w *writer) finish(batch []*pending) error {
	for _, p := range batch {
		if p.err == nil && w.overdue(p) {
			return ErrGivenUp
		}
	}
	if w.head != w.ledger.head.get() {
		if err := storeHead(w.db, w.head); err != nil {
			return err
		}
	}
	if err := w.db.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// confirm makes a commit known: from here on reads may ask for it.
func (w *writer) confirm(batch []*pending) {
	w.commits++
	w.ledger.head.set(w.head)
	for _, p := range batch {
		p.receipt.Late = p.err == nil && w.overdue(p)
	}
}

// abandon undoes a transaction and looks up where the ledger stands.
func (w *writer) abandon(batch []*pending, why error) {
	w.head, w.touched = w.ledger.head.get(), w.touched[:0]
	if !errors.Is(why, ErrGivenUp) {
		w.ledger.options.Log.Error("a whole batch was refused", "requests", len(batch), "error", why)
		for _, p := range batch {
			if p.err == nil {
				p.receipt, p.err = Receipt{}, why
			}
		}
	}
	if err := w.db.Rollback(); err != nil {
		w.ledger.fail(fmt.Errorf("roll back: %w", err))
		return
	}
	head, err := lastEntry(w.db)
	if err != nil {
		w.ledger.fail(err)
		return
	}
	w.head = head
	w.breakIfDamaged(why)
}

func (w *writer) breakIfDamaged(err error) {
	if errors.Is(err, engine.ErrDamaged) {
		w.ledger.fail(err)
	}
}

func (w *writer) overdue(p *pending) bool {
	deadline := p.request.Deadline
	return !deadline.IsZero() && w.ledger.options.Now().After(deadline)
}

// decide carries out one request in a savepoint of its own. An error of the
// request stays with it; the error returned means that the transaction around
// it is gone.
func (w *writer) decide(p *pending) (lost error) {
	p.receipt, p.err = Receipt{}, nil
	if w.overdue(p) {
		p.err = ErrGivenUp
		return nil
	}
	head, touched := w.head, len(w.touched)
	if err := w.db.Savepoint(); err != nil {
		return err
	}
	receipt, err := w.protected(p.request)
	if err == nil {
		err = w.db.Release()
	}
	if err == nil {
		p.receipt = receipt
		return nil
	}
	p.err = err
	w.head, w.touched = head, w.touched[:touched]
	if !w.db.Open() || errors.Is(err, engine.ErrDamaged) {
		return err
	}
	if err := w.db.Undo(); err != nil {
		return err
	}
	w.head, lost = lastEntry(w.db)
	return lost
}

// protected turns a panic into an error of the request that panicked.
func (w *writer) protected(request Request) (receipt Receipt, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			w.ledger.options.Log.Error("a decision panicked", "cause", cause, "stack", string(debug.Stack()))
			err = fmt.Errorf("the decision panicked: %v", cause)
		}
	}()
	return w.enter(request)
}

// publish tells those who asked what the last commit changed.
func (w *writer) publish() {
	defer func() { w.touched = w.touched[:0] }()
	listeners := w.ledger.listening()
	if len(listeners) == 0 || len(w.touched) == 0 && w.head.Seq == w.told {
		return
	}
	w.told = w.head.Seq
	commit := Commit{Head: w.head.Seq, Touched: once(w.touched)}
	for _, listener := range listeners {
		listener(commit)
	}
}

// once is a copy without repetitions, in the order of the first ones.
func once(touched []Touch) []Touch {
	seen := make(map[Touch]struct{}, len(touched))
	kept := make([]Touch, 0, len(touched))
	for _, touch := range touched {
		if _, twice := seen[touch]; !twice {
			seen[touch] = struct{}{}
			kept = append(kept, touch)
		}
	}
	return kept
}
