package ledger

import (
	"context"
	"time"
)

// Submit hands a request to the writer and waits for its receipt. While the
// request waits, the end of ctx and its deadline take it back (ctx.Err(),
// ErrGivenUp); once the writer has it, Submit returns what became of it. An
// error means that nothing was kept, but for one that wraps
// engine.ErrDamaged: then nobody knows before the database is opened anew.
// Any number of goroutines may call it.
func (l *Ledger) Submit(ctx context.Context, request Request) (Receipt, error) {
	if err := ctx.Err(); err != nil {
		return Receipt{}, err
	}
	p := &pending{request: request, done: make(chan struct{})}
	if err := l.queue.push(p); err != nil {
		return Receipt{}, err
	}
	var patience <-chan time.Time
	if !request.Deadline.IsZero() {
		timer := time.NewTimer(request.Deadline.Sub(l.options.Now()))
		defer timer.Stop()
		patience = timer.C
	}
	select {
	case <-p.done:
		return p.receipt, p.err
	case <-ctx.Done():
		return l.leave(p, ctx.Err())
	case <-patience:
		return l.leave(p, ErrGivenUp)
	}
}

// leave takes a request back, unless the writer has it.
func (l *Ledger) leave(p *pending, why error) (Receipt, error) {
	if p.leave() {
		l.queue.landed(p.request.Key)
		return Receipt{}, why
	}
	<-p.done
	return p.receipt, p.err
}

// Waiting is how many requests wait for the writer.
func (l *Ledger) Waiting() int { return l.queue.length() }
