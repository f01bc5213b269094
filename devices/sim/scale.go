package sim

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// ScaleOptions say what scale to play.
type ScaleOptions struct {
	// Language is sics, toledo, and or ohaus.
	Language string
	// Every, when above 0, makes it say its weight by itself, unasked.
	Every time.Duration
}

// ScaleState is what is on the scale and what is wrong with it.
type ScaleState struct {
	// Shows are the digits in its display, such as "1.234" or "-0.05", and
	// Unit what stands behind them.
	Shows, Unit string
	// Net says that a tare was taken off.
	Net bool
	// Moving, Over and Under say why the display is no weight.
	Moving, Over, Under bool
	// Silent says nothing at all; Says is said in place of an answer.
	Silent bool
	Says   string
}

// Scale plays a scale on a pty. Its methods may be called from any goroutine.
type Scale struct {
	options ScaleOptions
	pty     *PTY
	done    chan struct{}

	mu    sync.Mutex
	state ScaleState
	asked int
}

// NewScale plugs in a scale that shows nothing but zero. Close it to free the
// pty.
func NewScale(o ScaleOptions) (*Scale, error) {
	if _, known := scaleFamilies()[o.Language]; !known {
		return nil, fmt.Errorf("simulated scale: language %q is not known: use sics, toledo, and or ohaus", o.Language)
	}
	pty, err := OpenPTY()
	if err != nil {
		return nil, err
	}
	s := &Scale{options: o, pty: pty, done: make(chan struct{}), state: ScaleState{Shows: "0.00", Unit: "g"}}
	go s.serve()
	return s, nil
}

// Path names the scale's port.
func (s *Scale) Path() string { return s.pty.Path() }

// Set puts something on the scale, or makes it fail.
func (s *Scale) Set(state ScaleState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
}

// Asked is how often it was asked for a weight.
func (s *Scale) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// Close pulls the scale off.
func (s *Scale) Close() error {
	err := s.pty.Close()
	<-s.done
	return err
}

// serve answers until the pty is closed.
func (s *Scale) serve() {
	defer close(s.done)
	question := scaleFamilies()[s.options.Language].question
	var heard string
	buf := make([]byte, 64)
	for {
		var next time.Time
		if s.options.Every > 0 {
			next = time.Now().Add(s.options.Every)
		}
		if err := s.pty.SetReadDeadline(next); err != nil {
			return
		}
		n, err := s.pty.Read(buf)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			s.say()
		case err != nil:
			return
		}
		heard += string(buf[:n])
		for {
			_, rest, asked := strings.Cut(heard, question)
			if !asked {
				break
			}
			heard = rest
			s.mu.Lock()
			s.asked++
			s.mu.Unlock()
			s.say()
		}
	}
}

// say tells what is on the scale, in pieces as a slow line has them. An error
// means that it is being pulled off.
func (s *Scale) say() {
	s.mu.Lock()
	state := s.state
	s.mu.Unlock()
	if state.Silent {
		return
	}
	reply := state.Says
	if reply == "" {
		reply = scaleFamilies()[s.options.Language].reply(state)
	}
	for half := range strings.SplitAfterSeq(reply, " ") {
		_, _ = s.pty.Write([]byte(half))
	}
}
