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
	// errSilent: no answer to ~HS came in time.
	errSilent = errors.New("no answer to ~HS")
	// errGarbled: what came is not an answer to ~HS.
	errGarbled = errors.New("the answer to ~HS cannot be read")
)

const (
	// settleWithin is how long the printer's counters are watched after a
	// job, enough for a label or two at the usual 100 mm/s.
	settleWithin = 3 * time.Second
	// settleEvery is the pause between two questions.
	settleEvery = 100 * time.Millisecond
	// writeAtOnce is what has to be taken within one patience: at 9600 baud
	// about a second's worth.
	writeAtOnce = 1024
)

// conversation is one open line to a printer. The end of its context closes
// the line, which ends whatever is going on.
type conversation struct {
	conn     line.Conn
	done     <-chan struct{} // of the context
	unbind   func() bool
	answer   time.Duration
	patience time.Duration
}

func newConversation(ctx context.Context, conn line.Conn, answer, patience time.Duration) *conversation {
	return &conversation{
		conn: conn, done: ctx.Done(), answer: answer, patience: patience,
		unbind: context.AfterFunc(ctx, func() { _ = conn.Close() }),
	}
}

// close ends the line. What it could report was decided before.
func (c *conversation) close() {
	c.unbind()
	_ = c.conn.Close()
}

// ask sends ~HS and reads the answer, which may come in pieces.
func (c *conversation) ask() (Status, error) {
	deadline := time.Now().Add(c.answer)
	if _, err := line.WriteWithin(c.conn, []byte(statusRequest), c.answer); err != nil {
		return Status{}, fmt.Errorf("ask ~HS: %w", err)
	}
	if err := c.conn.SetReadDeadline(deadline); err != nil {
		return Status{}, fmt.Errorf("ask ~HS: %w", err)
	}
	reply := make([]byte, 0, statusLongest)
	for len(reply) < statusLongest {
		n, err := c.conn.Read(reply[len(reply):statusLongest])
		reply = reply[:len(reply)+n]
		status, fault := ParseStatus(reply)
		switch {
		case fault == nil:
			return status, nil
		case !errors.Is(fault, errIncomplete):
			return Status{}, fmt.Errorf("%w: %w", errGarbled, fault)
		case errors.Is(err, os.ErrDeadlineExceeded) && len(reply) == 0:
			return Status{}, fmt.Errorf("%w within %v", errSilent, c.answer)
		case errors.Is(err, os.ErrDeadlineExceeded):
			return Status{}, fmt.Errorf("%w: it ends after %q", errGarbled, reply)
		case err != nil:
			return Status{}, fmt.Errorf("answer to ~HS: %w", err)
		}
	}
	return Status{}, fmt.Errorf("%w: longer than %d bytes", errGarbled, statusLongest)
}

// deliver writes the job and finds out whether the printer took it. From its
// first byte on nothing is repeatable: every error comes with Unknown.
func (c *conversation) deliver(job []byte, answers bool) (Outcome, error) {
	for rest := job; len(rest) > 0; {
		n, err := line.WriteWithin(c.conn, rest[:min(len(rest), writeAtOnce)], c.patience)
		if err != nil {
			return Unknown, fmt.Errorf("after %d of %d bytes: %w", len(job)-len(rest)+n, len(job), err)
		}
		rest = rest[n:]
	}
	took := false
	if answers {
		status, err := c.settle()
		switch {
		case err == nil && status.Idle():
			return Confirmed, nil
		case err == nil:
			took = !status.PartialFormat
		case !errors.Is(err, errSilent):
			return Unknown, fmt.Errorf("after the job: %w", err)
		}
	}
	if half, ok := c.conn.(line.CloseWriter); ok {
		return c.drain(half)
	}
	if answers && !took {
		return Unknown, errors.New("the printer did not answer ~HS after the job as it did before")
	}
	return Sent, nil
}

// settle watches the printer's counters until nothing is left to print, it has
// trouble or stops answering, or the time is over; it returns the last answer.
func (c *conversation) settle() (Status, error) {
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
