package sim

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// ErrNoAnswer is returned by Scan when the scanner lost its patience.
var ErrNoAnswer = errors.New("no answer")

// ErrSuspended is returned by a scanner that waits for the answer to its last
// scan.
var ErrSuspended = errors.New("the scanner waits for an answer")

// ErrUnplugged is returned by a scanner that is not plugged in.
var ErrUnplugged = errors.New("the scanner is unplugged")

// settleAfter ends an answer that could have been longer.
const settleAfter = 20 * time.Millisecond

// Frame is how a scanner marks the end of a code.
type Frame string

// The ways to mark the end of a code.
const (
	CR     Frame = "cr"
	LF     Frame = "lf"
	CRLF   Frame = "crlf"
	STXETX Frame = "stxetx"
	Bare   Frame = "none" // no mark: silence ends the code
)

// ScannerOptions say what scanner to play. The zero value is a plain one that
// sends CR.
type ScannerOptions struct {
	// Link is a path for a symbolic link to the port, the same after every
	// Plug; made in a temporary folder when empty. An existing link there
	// is replaced.
	Link string
	// Profile is Plain when empty, Frame is CR when empty. SSI has no
	// frames; its packets mark their end themselves.
	Profile Profile
	Frame   Frame
	// Group is the work group of a Honeywell scanner, a digit that its base
	// wants before each command; empty for none.
	Group string
	// Suspended says that after a scan nothing is scanned until the answer
	// has come or Patience is over, as with Honeywell's Host ACK; such scans
	// are refused with ErrSuspended.
	Suspended bool
	// Unheard is how many acknowledgments of SSI packets get lost on their
	// way to the scanner, and RepeatAfter how long it waits for one; 2 s
	// when 0.
	Unheard     int
	RepeatAfter time.Duration
	// PacketData is how much data one SSI packet takes; 250 bytes when 0.
	PacketData int
	// AIM is sent before each code, for example "]C1"; empty for none.
	AIM string
	// ByteGap, when above 0, sends byte by byte with that time between:
	// 1 ms is 9600 baud.
	ByteGap time.Duration
	// Deaf says that the scanner never reads what it is sent.
	Deaf bool
	// Patience bounds how long Scan waits; 10 s when 0.
	Patience time.Duration
	// Keep is how many answers are remembered; 0 is all of them.
	Keep int
}

// Scanner plays a barcode scanner on a pty. All methods may be called from any
// goroutine; scans of one scanner follow one another.
type Scanner struct {
	options ScannerOptions
	link    string
	folder  string // made for link, or ""
	trigger sync.Mutex

	mu      sync.Mutex
	pty     *PTY
	done    chan struct{} // closed when the listener of pty has ended
	answers []Answer
	// forgotten is how many answers came before those.
	forgotten int
	changed   chan struct{} // closed and replaced at each answer
	// waiting is since when a suspended scanner waits; zero when it does not.
	waiting time.Time
	unheard int             // acknowledgments that still get lost
	heard   chan AnswerKind // taken or again, for the packet just sent
}

// NewScanner plugs in a scanner. Close it to free the pty.
func NewScanner(o ScannerOptions) (*Scanner, error) {
	if o.Profile == "" {
		o.Profile = Plain
	}
	if o.Frame == "" {
		o.Frame = CR
	}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	if o.RepeatAfter == 0 {
		o.RepeatAfter = 2 * time.Second
	}
	if o.PacketData <= 0 || o.PacketData > longestData {
		o.PacketData = longestData
	}
	if !slices.Contains(Profiles(), o.Profile) {
		return nil, fmt.Errorf("simulated scanner: answer %q is not known: use one of %v", o.Profile, Profiles())
	}
	if !slices.Contains([]Frame{CR, LF, CRLF, STXETX, Bare}, o.Frame) {
		return nil, fmt.Errorf("simulated scanner: frame %q is not known: use cr, lf, crlf, stxetx or none", o.Frame)
	}
	s := &Scanner{options: o, link: o.Link, changed: make(chan struct{}), unheard: o.Unheard, heard: make(chan AnswerKind, 1)}
	if s.link == "" {
		folder, err := os.MkdirTemp("", "tallyman-scanner-")
		if err != nil {
			return nil, fmt.Errorf("plugging in a scanner: %w", err)
		}
		s.folder, s.link = folder, filepath.Join(folder, "port")
	}
	if err := s.Plug(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Path names the scanner's port; it stays the same over Unplug and Plug.
func (s *Scanner) Path() string { return s.link }

// Plug makes a new pty under the scanner's name. It does nothing when plugged.
func (s *Scanner) Plug() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pty != nil {
		return nil
	}
	fresh, err := OpenPTY()
	if err != nil {
		return err
	}
	if err := relink(fresh.Path(), s.link); err != nil {
		return errors.Join(fmt.Errorf("naming the scanner's port: %w", err), fresh.Close())
	}
	s.pty, s.done, s.waiting = fresh, make(chan struct{}), time.Time{}
	go s.listen(fresh, s.done)
	return nil
}

// Unplug takes the port away, as pulling the cable does: the name goes first,
// since the kernel may give the pty to somebody else at once.
func (s *Scanner) Unplug() error {
	s.mu.Lock()
	gone, done := s.pty, s.done
	s.pty = nil
	s.mu.Unlock()
	if gone == nil {
		return nil
	}
	err := errors.Join(os.Remove(s.link), gone.Close())
	<-done
	return err
}

// Close unplugs the scanner and removes what NewScanner made.
func (s *Scanner) Close() error {
	err := s.Unplug()
	if s.folder != "" {
		err = errors.Join(err, os.RemoveAll(s.folder))
	}
	return err
}
