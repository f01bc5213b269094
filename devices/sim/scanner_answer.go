package sim

import (
	"bytes"
	"errors"
	"os"
	"time"
)

// Answer is one answer that a scanner received.
type Answer struct {
	Kind  AnswerKind
	Bytes string
	// At is when its first byte came in.
	At time.Time
}

// hearing takes a scanner's input apart into answers.
type hearing struct {
	known   []sequence
	pending []byte
	since   time.Time
}

// receive waits for bytes, and after the beginning of an answer no longer than
// it takes to settle. It looks twice: on a busy machine bytes that came in time
// can still lie in the kernel.
func (h *hearing) receive(line *PTY, buf []byte) (n int, err error) {
	if len(h.pending) == 0 {
		if err := line.SetReadDeadline(time.Time{}); err != nil {
			return 0, err
		}
		return line.Read(buf)
	}
	for _, wait := range []time.Duration{settleAfter, pollEvery} {
		if err := line.SetReadDeadline(time.Now().Add(wait)); err != nil {
			return 0, err
		}
		n, err = line.Read(buf)
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			break
		}
	}
	return n, err
}

// take adds what came in and returns the answers that are whole. settled says
// that nothing followed for a while, which ends an answer that might have been
// the beginning of a longer one.
func (h *hearing) take(p []byte, at time.Time, settled bool) []Answer {
	if len(h.pending) == 0 {
		h.since = at
	}
	h.pending = append(h.pending, p...)
	var answers []Answer
	for len(h.pending) > 0 {
		kind, length := h.match(settled)
		if length == 0 {
			break
		}
		answers = append(answers, Answer{Kind: kind, Bytes: string(h.pending[:length]), At: h.since})
		h.pending = h.pending[length:]
		h.since = at
	}
	return answers
}

// match finds the answer that the input begins with; a length of 0 asks for
// more input.
func (h *hearing) match(settled bool) (AnswerKind, int) {
	for _, known := range h.known {
		if bytes.HasPrefix(h.pending, []byte(known.bytes)) {
			return known.kind, len(known.bytes)
		}
		if !settled && bytes.HasPrefix([]byte(known.bytes), h.pending) {
			return Other, 0
		}
	}
	// Unknown bytes reach up to where a known answer could begin, or until
	// nothing follows.
	for i := 1; i < len(h.pending); i++ {
		if h.mayBegin(h.pending[i]) {
			return Other, i
		}
	}
	if !settled {
		return Other, 0
	}
	return Other, len(h.pending)
}

// mayBegin tells whether a known answer begins with a byte.
func (h *hearing) mayBegin(b byte) bool {
	for _, known := range h.known {
		if known.bytes[0] == b {
			return true
		}
	}
	return false
}
