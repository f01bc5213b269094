package printer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tallyman/devices/line"
)

// dialWithin bounds opening the line; a printer on the same network answers
// within milliseconds or not at all.
const dialWithin = 3 * time.Second

// stream is a printer that takes a stream of bytes in some language, over any
// line.
type stream struct {
	sheet
	address  line.Address
	dialect  dialect
	patience time.Duration // without progress while sending
	answer   time.Duration // for the answer to one question

	turn    chan struct{} // held by the one who talks to the printer
	silence silence       // by the holder of turn
}

// Send sends a job; see Printer.
func (p *stream) Send(ctx context.Context, job []byte, starting func() error) Result {
	talk, err := p.begin(ctx)
	if err != nil {
		return notStarted(err)
	}
	defer p.end(talk)
	answers, err := p.check(ctx, talk)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return notStarted(err)
	}
	if err := starting(); err != nil {
		return notStarted(err)
	}
	outcome, trouble, err := talk.deliver(job, answers)
	if err != nil {
		err = fmt.Errorf("printer %s: %w", p.address, err)
	}
	return Result{Outcome: outcome, Trouble: trouble, Err: err}
}

// Status asks the printer; see StatusReader.
func (p *stream) Status(ctx context.Context) (Status, error) {
	if err := p.take(ctx); err != nil {
		return Status{}, err
	}
	due := p.silence.due(time.Now())
	p.release()
	if !due {
		return Status{}, p.trouble(NotReady, ErrUnasked)
	}
	talk, err := p.begin(ctx)
	if err != nil {
		return Status{}, err
	}
	defer p.end(talk)
	status, err := talk.ask()
	switch {
	case err == nil:
		p.silence.heard()
		return status, nil
	case ctx.Err() != nil:
		return Status{}, ctx.Err()
	case errors.Is(err, errSilent):
		p.silence.missed(time.Now())
		return Status{}, p.trouble(NotReady, err)
	case errors.Is(err, errGarbled):
		return Status{}, p.trouble(NotReady, err)
	}
	return Status{}, p.trouble(Offline, err)
}

// check asks the printer before a job, if it is one that answers. An error
// means that the job is not to be started.
func (p *stream) check(ctx context.Context, talk *conversation) (answers bool, err error) {
	if !p.silence.due(time.Now()) {
		return false, nil
	}
	status, err := talk.ask()
	switch {
	case err == nil:
		p.silence.heard()
		if trouble := status.Trouble(); trouble != "" {
			return true, p.trouble(trouble, nil)
		}
		return true, nil
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.Is(err, errSilent):
		if p.silence.missed(time.Now()) {
			return false, p.trouble(NotReady, err)
		}
		return false, nil
	case errors.Is(err, errGarbled):
		return false, p.trouble(NotReady, err)
	}
	return false, p.trouble(Offline, err)
}

// begin waits for the printer's turn and opens its line.
func (p *stream) begin(ctx context.Context) (*conversation, error) {
	if err := p.take(ctx); err != nil {
		return nil, err
	}
	dialling, cancel := context.WithTimeout(ctx, dialWithin)
	defer cancel()
	conn, err := line.Open(dialling, p.address)
	if err != nil {
		p.release()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, p.trouble(Offline, err)
	}
	return newConversation(ctx, conn, p), nil
}

func (p *stream) end(talk *conversation) {
	talk.close()
	p.release()
}

func (p *stream) take(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *stream) release() { <-p.turn }

func (p *stream) trouble(trouble Trouble, cause error) error {
	return &TroubleError{Printer: p.address.String(), Trouble: trouble, Err: cause}
}

func notStarted(err error) Result {
	result := Result{Outcome: NotStarted, Err: err}
	if trouble, ok := errors.AsType[*TroubleError](err); ok {
		result.Trouble = trouble.Trouble
	}
	return result
}
