package sim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// WaitOpened waits until a program has opened the port. What is scanned before
// is lost, as with real ports.
func (s *Scanner) WaitOpened(ctx context.Context) error {
	line := s.plugged()
	if line == nil {
		return ErrUnplugged
	}
	return line.WaitOpened(ctx)
}

// Scan reads a code and waits for the answer to it. When the patience or the
// context ends first, the error is ErrNoAnswer.
func (s *Scanner) Scan(ctx context.Context, code string) (Answer, error) {
	s.trigger.Lock()
	defer s.trigger.Unlock()
	ctx, cancel := context.WithTimeout(ctx, s.options.Patience)
	defer cancel()
	before := s.count()
	if err := s.emit(ctx, code); err != nil {
		return Answer{}, fmt.Errorf("scanning %q: %w", code, err)
	}
	if err := s.wait(ctx, before+1); err != nil {
		return Answer{}, fmt.Errorf("scanning %q: %w", code, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.answers[max(0, before-s.forgotten)], nil
}

// Send reads a code and does not wait for an answer. Two good answers of the
// plain profile that come together sound like a bad one: count answers with
// another profile.
func (s *Scanner) Send(code string) error {
	s.trigger.Lock()
	defer s.trigger.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Patience)
	defer cancel()
	return s.emit(ctx, code)
}

// emit sends a code. A scanner that waits for an answer refuses.
func (s *Scanner) emit(ctx context.Context, code string) error {
	s.mu.Lock()
	waits := !s.waiting.IsZero() && time.Since(s.waiting) < s.options.Patience
	if !waits && s.options.Suspended {
		s.waiting = time.Now()
	}
	s.mu.Unlock()
	switch {
	case waits:
		return ErrSuspended
	case s.options.Profile == SSI:
		return s.exchange(ctx, code)
	default:
		return s.transmit(s.Bytes(code))
	}
}

// SendRaw sends bytes as they are, for example half a code before Unplug.
func (s *Scanner) SendRaw(b []byte) error {
	s.trigger.Lock()
	defer s.trigger.Unlock()
	return s.transmit(b)
}

// Answers returns the answers that came in so far, as far as they are
// remembered, oldest first.
func (s *Scanner) Answers() []Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.answers)
}

// WaitAnswers waits until n answers came in since NewScanner and returns those
// that are remembered; the error is ErrNoAnswer when the context ends first.
func (s *Scanner) WaitAnswers(ctx context.Context, n int) ([]Answer, error) {
	err := s.wait(ctx, n)
	return s.Answers(), err
}

func (s *Scanner) wait(ctx context.Context, n int) error {
	for {
		s.mu.Lock()
		got, changed := s.forgotten+len(s.answers), s.changed
		s.mu.Unlock()
		if got >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%w: %d of %d came: %w", ErrNoAnswer, got, n, context.Cause(ctx))
		}
	}
}

func (s *Scanner) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forgotten + len(s.answers)
}

func (s *Scanner) plugged() *PTY {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pty
}

// Bytes are what the scanner sends for a code, the first time.
func (s *Scanner) Bytes(code string) []byte {
	if s.options.Profile == SSI {
		return bytes.Join(s.packets(code), nil)
	}
	code = s.options.AIM + code
	switch s.options.Frame {
	case LF:
		code += "\n"
	case CRLF:
		code += "\r\n"
	case STXETX:
		code = "\x02" + code + "\x03"
	case Bare:
	default:
		code += "\r"
	}
	return []byte(code)
}

func (s *Scanner) transmit(b []byte) error {
	line := s.plugged()
	if line == nil {
		return ErrUnplugged
	}
	if s.options.ByteGap <= 0 {
		_, err := line.Write(b)
		return err
	}
	for i := range b {
		if i > 0 {
			time.Sleep(s.options.ByteGap)
		}
		if _, err := line.Write(b[i : i+1]); err != nil {
			return err
		}
	}
	return nil
}

// listen keeps every answer that comes in, until the pty is closed.
func (s *Scanner) listen(line *PTY, done chan<- struct{}) {
	defer close(done)
	if s.options.Deaf {
		return
	}
	heard := hearing{known: grouped(s.options.Profile.sequences(), s.options.Group)}
	buf := make([]byte, 256)
	for {
		n, err := heard.receive(line, buf)
		settled := errors.Is(err, os.ErrDeadlineExceeded)
		if err != nil && !settled {
			return
		}
		for _, answer := range heard.take(buf[:n], time.Now(), settled) {
			s.hear(line, answer)
		}
	}
}

// hear confirms an answer and keeps it, or takes an acknowledgment.
func (s *Scanner) hear(line *PTY, answer Answer) {
	if answer.Kind == taken || answer.Kind == again {
		s.acknowledged(answer.Kind)
		return
	}
	if confirmed := s.options.Profile.confirmations(answer.Bytes); confirmed != "" && answer.Kind != Other {
		// An error means that the scanner is being unplugged.
		_, _ = line.Write([]byte(confirmed))
	}
	s.keep(answer)
}

func (s *Scanner) keep(answer Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(s.answers, answer)
	if answer.Kind != Other {
		s.waiting = time.Time{}
	}
	if surplus := len(s.answers) - s.options.Keep; s.options.Keep > 0 && surplus > 0 {
		s.answers = slices.Delete(s.answers, 0, surplus)
		s.forgotten += surplus
	}
	close(s.changed)
	s.changed = make(chan struct{})
}
