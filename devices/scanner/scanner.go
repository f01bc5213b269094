package scanner

import (
	"fmt"
	"sync"
	"time"

	"tallyman/devices/line"
)

const (
	defaultGap = 80 * time.Millisecond
	longestGap = 10 * time.Second
	// shortestGap leaves room for USB adapters that hold bytes back for
	// 16 ms: a shorter gap would cut codes in two.
	shortestGap = 20 * time.Millisecond

	longestPatience = time.Minute
	longestWindow   = 5 * time.Second
)

// Scanner is one barcode scanner on a line.
type Scanner struct {
	device   string
	link     *line.Link
	profile  profile
	dressing dressing
	gap      time.Duration // 0: only terminators end a frame
	window   time.Duration // below 0: not given
	now      func() time.Time

	tap func(line.Conn) line.Conn // nil for none

	writing sync.Mutex // replies and answers come from two goroutines
}

// Open makes a scanner from its name and device URL; the line is opened by
// Run. An error names the part of the URL that is wrong. The options, besides
// those of the link:
//
//	answer=NAME     its family, one of Profiles; plain, and none for evdev
//	good=, bad=, over=, attention=
//	                bytes to send in place of the family's, percent-escaped
//	patience=2s     how long it waits for an answer; 0 for any time
//	idle=80ms       silence that ends a code without terminator; 0 for none
//	window=200ms    how long the same code is one read; else the station's
//	gs=TEXT         what it sends in place of GS (0x1D), percent-escaped
//	prefix=, suffix=
//	                text to take off, percent-escaped
//	symbology=NAME  what it reads when it sends no AIM identifier: ean13,
//	                gs1-128, C1 …
//
// A family can have options of its own: end (datalogic), beep (powerscan),
// group (honeywell), continued (ssi).
func Open(device, rawURL string) (*Scanner, error) {
	address, err := line.Parse(rawURL)
	if err != nil {
		return nil, fmt.Errorf("scanner %s: %w", device, err)
	}
	if address.Language != "" || address.Kind == line.File {
		return nil, fmt.Errorf("scanner %s: device URL %q: give serial:PATH, tcp://HOST:PORT or evdev:PATH, without a language", device, rawURL)
	}
	o := address.Options
	answering := takeProfile(address.Kind, o)
	s := &Scanner{
		device:   device,
		link:     line.NewLink(address),
		profile:  answering,
		dressing: takeDressing(o, answering),
		gap:      o.Duration("idle", defaultGap, longestGap),
		window:   takeWindow(o),
		now:      time.Now,
	}
	switch {
	case s.gap > 0 && s.gap < shortestGap:
		o.Refuse("idle", fmt.Sprintf("%v would cut codes in two: give 0 or at least %v", s.gap, shortestGap))
	case address.Kind == line.Evdev && len(answering.sounds) > 0:
		o.Refuse("answer", "a scanner that types cannot be told anything: leave good, bad, over and attention out")
	case s.gap == 0 && answering.framing != nil:
		o.Refuse("idle", fmt.Sprintf("packets need a silence to come back into step: give at least %v", shortestGap))
	}
	if err := o.Finish(); err != nil {
		return nil, fmt.Errorf("scanner %s: %w", device, err)
	}
	return s, nil
}

// takeWindow takes the double-read window, or -1 when it is not given.
func takeWindow(o *line.Options) time.Duration {
	if o.Text("window", "") == "" {
		return -1
	}
	return o.Duration("window", 0, longestWindow)
}

// Patience is how long after a read the scanner still takes its answer; 0
// means any time.
func (s *Scanner) Patience() time.Duration { return s.profile.patience }

// Window is how long the same code of this scanner is one read: what its URL
// says, else the station's.
func (s *Scanner) Window(station time.Duration) time.Duration {
	if s.window < 0 {
		return station
	}
	return s.window
}

// Sound returns the bytes that make an answer heard, or "" for none.
func (s *Scanner) Sound(a Answer) string { return s.profile.sound(a) }

// Tap puts something between the scanner and each of its connections, to look
// at the bytes. It is called before Run.
func (s *Scanner) Tap(wrap func(line.Conn) line.Conn) { s.tap = wrap }

// Health returns how the scanner's line is now. It may be called from any
// goroutine.
func (s *Scanner) Health() line.Health { return s.link.Health() }

// framing makes what finds frames on a new connection.
func (s *Scanner) framing() framing {
	if s.profile.framing != nil {
		return s.profile.framing(s.gap)
	}
	return &Framer{}
}
