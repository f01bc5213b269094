package printer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"tallyman/devices/line"
)

var (
	// errSilent: no answer came in time.
	errSilent = errors.New("no answer")
	// errGarbled: what came cannot be read as an answer.
	errGarbled = errors.New("the answer cannot be read")
)

const (
	// settleWithin is how long a printer is watched after a job, enough for a
	// label or two at the usual 100 mm/s.
	settleWithin = 3 * time.Second
	// settleEvery is the pause between two questions.
	settleEvery = 100 * time.Millisecond
	// writeAtOnce is what has to be taken within one patience: at 9600 baud
	// about a second's worth.
	writeAtOnce = 1024
	// quietFor is how long a printer is to say nothing before it is asked, when
	// the job may have made it talk.
	quietFor = 30 * time.Millisecond
)

// conversation is one open line to a printer. The end of its context closes
// the line, which ends whatever is going on.
type conversation struct {
	conn     line.Conn
	done     <-chan struct{} // of the context
	unbind   func() bool
	dialect  dialect
	answer   time.Duration
	patience time.Duration
}

func newConversation(ctx context.Context, conn line.Conn, s *stream) *conversation {
	return &conversation{
		conn: conn, done: ctx.Done(), dialect: s.dialect, answer: s.answer, patience: s.patience,
		unbind: context.AfterFunc(ctx, func() { _ = conn.Close() }),
	}
}

// close ends the line. What it could report was decided before.
func (c *conversation) close() {
	c.unbind()
	_ = c.conn.Close()
}

// ask asks the questions of the language. The error is errSilent when none was
// answered, or when the printer fell silent in the middle.
func (c *conversation) ask() (Status, error) {
	var status Status
	var silent error
	answered := false
	for _, q := range c.dialect.questions {
		if q.wanted != nil && !q.wanted(status, answered) {
			continue
		}
		switch err := c.put(q, &status); {
		case err == nil:
			answered = true
		case errors.Is(err, errSilent) && (q.optional || !answered):
			silent = err
		default:
			return Status{}, err
		}
	}
	if !answered {
		return Status{}, silent
	}
	return status, nil
}

// put asks one question and reads the answer, which may come in pieces.
func (c *conversation) put(q question, status *Status) error {
	deadline := time.Now().Add(c.answer)
	if _, err := line.WriteWithin(c.conn, []byte(q.request), c.answer); err != nil {
		return fmt.Errorf("ask %s: %w", q.name, err)
	}
	if err := c.conn.SetReadDeadline(deadline); err != nil {
		return fmt.Errorf("ask %s: %w", q.name, err)
	}
	answer := make([]byte, 0, q.longest)
	for len(answer) < q.longest {
		n, err := c.conn.Read(answer[len(answer):q.longest])
		answer = answer[:len(answer)+n]
		fault := q.read(answer, status)
		switch {
		case fault == nil:
			return nil
		case !errors.Is(fault, errIncomplete):
			return fmt.Errorf("%w: %s: %w", errGarbled, q.name, fault)
		case errors.Is(err, os.ErrDeadlineExceeded) && len(answer) == 0:
			return fmt.Errorf("%w to %s within %v", errSilent, q.name, c.answer)
		case errors.Is(err, os.ErrDeadlineExceeded):
			return fmt.Errorf("%w: %s: it ends after %q", errGarbled, q.name, answer)
		case err != nil:
			return fmt.Errorf("answer to %s: %w", q.name, err)
		}
	}
	return fmt.Errorf("%w: %s: longer than %d bytes", errGarbled, q.name, q.longest)
}

// deliver writes the job and finds out whether the printer took it. From its
// first byte on nothing is repeatable: every error comes with Unknown. The
// trouble is what the printer said behind a job that it took.
func (c *conversation) deliver(job []byte, answers bool) (Outcome, Trouble, error) {
	for rest := job; len(rest) > 0; {
		n, err := line.WriteWithin(c.conn, rest[:min(len(rest), writeAtOnce)], c.patience)
		if err != nil {
			return Unknown, "", fmt.Errorf("after %d of %d bytes: %w", len(job)-len(rest)+n, len(job), err)
		}
		rest = rest[n:]
	}
	took, trouble := false, Trouble("")
	if answers {
		status, err := c.settle()
		switch {
		case err == nil && status.Counts && status.Idle():
			return Confirmed, "", nil
		case err == nil:
			took, trouble = !status.PartialFormat, status.Trouble()
		case !errors.Is(err, errSilent):
			return Unknown, "", fmt.Errorf("after the job: %w", err)
		}
	}
	if half, ok := c.conn.(line.CloseWriter); ok {
		outcome, err := c.drain(half)
		return outcome, trouble, err
	}
	if answers && !took {
		return Unknown, trouble, errors.New("the printer did not answer after the job as it did before")
	}
	return Sent, trouble, nil
}

// settle watches the printer until nothing is left to print, it has trouble or
// stops answering, or the time is over; it returns the last answer.
func (c *conversation) settle() (Status, error) {
	if c.dialect.strays {
		if err := c.hush(); err != nil {
			return Status{}, err
		}
	}
	end := time.Now().Add(settleWithin)
	for {
		status, err := c.ask()
		if err != nil || status.Idle() || status.Trouble() != "" || time.Now().After(end) {
			return status, err
		}
		pause := time.NewTimer(settleEvery)
		select {
		case <-pause.C:
		case <-c.done:
			pause.Stop()
			return status, errors.New("sending was broken off")
		}
	}
}

// hush drops what the printer says until it is quiet. One that goes on talking
// is not understood.
func (c *conversation) hush() error {
	heard := make([]byte, 64)
	for end := time.Now().Add(c.answer); time.Now().Before(end); {
		if err := c.conn.SetReadDeadline(time.Now().Add(quietFor)); err != nil {
			return err
		}
		switch _, err := c.conn.Read(heard); {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil
		case err != nil:
			return err
		}
	}
	return fmt.Errorf("%w: it talks unasked", errGarbled)
}

// drain ends the stream and reads until the printer ends its own: then it has
// read everything. A reset means that it has not.
func (c *conversation) drain(half line.CloseWriter) (Outcome, error) {
	if err := half.CloseWrite(); err != nil {
		return Unknown, fmt.Errorf("end of the job: %w", err)
	}
	if err := c.conn.SetReadDeadline(time.Now().Add(c.patience)); err != nil {
		return Unknown, fmt.Errorf("end of the job: %w", err)
	}
	switch _, err := io.Copy(io.Discard, c.conn); {
	case err == nil:
		return Sent, nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Unknown, fmt.Errorf("the printer did not end the connection within %v, so nobody knows what it read", c.patience)
	default:
		return Unknown, fmt.Errorf("end of the job: %w", err)
	}
}
