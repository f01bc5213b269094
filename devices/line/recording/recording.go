package recording

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"tallyman/devices/line"
)

// Step is one exchange over a line: either bytes that the program sent or
// bytes that it received, the other being empty.
type Step struct {
	Sent, Received string
}

// Recording is what went over one or more lines, one after another. It is safe
// for concurrent use.
type Recording struct {
	mu    sync.Mutex
	steps []Step
}

// Conn is a line that is being recorded. It is as safe for concurrent use as
// the line it wraps.
type Conn struct {
	line.Conn
	on *Recording
}

// Wrap records a live line.
func (r *Recording) Wrap(c line.Conn) Conn { return Conn{Conn: c, on: r} }

// Read reads from the line and writes down what came.
func (c Conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.on.note(Step{Received: string(p[:n])})
	return n, err
}

// Write writes to the line and writes down what the line took.
func (c Conn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.on.note(Step{Sent: string(p[:n])})
	return n, err
}

// Steps returns what went over so far. Neighbours in one direction
// are one step, since the pieces that bytes come in mean nothing.
func (r *Recording) Steps() []Step {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.steps)
}

func (r *Recording) note(s Step) {
	if s == (Step{}) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if last := len(r.steps) - 1; last >= 0 && (r.steps[last].Sent == "") == (s.Sent == "") {
		r.steps[last].Sent += s.Sent
		r.steps[last].Received += s.Received
		return
	}
	r.steps = append(r.steps, s)
}

// Save writes steps as text, one a line: > and a quoted Go string for bytes
// sent, < for bytes received.
func Save(w io.Writer, steps []Step) error {
	for _, s := range steps {
		mark, bytes := ">", s.Sent
		if s.Sent == "" {
			mark, bytes = "<", s.Received
		}
		if _, err := fmt.Fprintf(w, "%s %s\n", mark, strconv.QuoteToASCII(bytes)); err != nil {
			return err
		}
	}
	return nil
}

// Load reads what Save wrote. Blank lines and lines that begin with # are
// skipped; an error names the line.
func Load(r io.Reader) ([]Step, error) {
	var steps []Step
	input := bufio.NewScanner(r)
	for number := 1; input.Scan(); number++ {
		text := input.Text()
		if text == "" || text[0] == '#' {
			continue
		}
		if len(text) < 2 || text[1] != ' ' {
			return nil, fmt.Errorf("line %d: begin with \"> \" or \"< \"", number)
		}
		bytes, err := strconv.Unquote(text[2:])
		if err != nil || bytes == "" {
			return nil, fmt.Errorf("line %d: put a quoted Go string that is not empty after the mark", number)
		}
		switch text[0] {
		case '>':
			steps = append(steps, Step{Sent: bytes})
		case '<':
			steps = append(steps, Step{Received: bytes})
		default:
			return nil, fmt.Errorf("line %d: begin with \"> \" or \"< \"", number)
		}
	}
	return steps, input.Err()
}
