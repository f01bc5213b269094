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

// zplPrinter is a printer that speaks ZPL, over any line.
type zplPrinter struct {
	address           line.Address
	dpi               int
	widthMM, heightMM float64
	patience          time.Duration // without progress while sending
	answer            time.Duration // for the answer to ~HS

	turn    chan struct{} // held by the one who talks to the printer
	silence silence       // by the holder of turn
}

// Language is "zpl".
func (p *zplPrinter) Language() string { return "zpl" }

// DPI is the option dpi.
func (p *zplPrinter) DPI() int { return p.dpi }

// Media is the option media.
func (p *zplPrinter) Media() (widthMM, heightMM float64) { return p.widthMM, p.heightMM }

// Send sends a job; see Printer.
func (p *zplPrinter) Send(ctx context.Context, job []byte, starting func() error) Result {
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
	outcome, err := talk.deliver(job, answers)
	if err != nil {
		err = fmt.Errorf("printer %s: %w", p.address, err)
	}
	return Result{Outcome: outcome, Err: err}
}

// Status asks ~HS; see StatusReader.
func (p *zplPrinter) Status(ctx context.Context) (Status, error) {
	if err := p.take(ctx); err != nil {
		return Status{}, err
	}
	due := p.silence.due(time.Now())
	p.release()
	if !due {
		return Status{}, p.trouble(NotReady, errors.New("it does not answer ~HS and is not asked now"))
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
func (p *zplPrinter) check(ctx context.Context, talk *conversation) (answers bool, err error) {
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
func (p *zplPrinter) begin(ctx context.Context) (*conversation, error) {
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
	return newConversation(ctx, conn, p.answer, p.patience), nil
}

func (p *zplPrinter) end(talk *conversation) {
	talk.close()
	p.release()
}

func (p *zplPrinter) take(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *zplPrinter) release() { <-p.turn }

func (p *zplPrinter) trouble(trouble Trouble, cause error) error {
	return &TroubleError{Printer: p.address.String(), Trouble: trouble, Err: cause}
}

func notStarted(err error) Result {
	result := Result{Outcome: NotStarted, Err: err}
	if trouble, ok := errors.AsType[*TroubleError](err); ok {
		result.Trouble = trouble.Trouble
	}
	return result
}
