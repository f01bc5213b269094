package scanner

import (
	"fmt"
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
)

// Scanner is one barcode scanner on a line.
type Scanner struct {
	device   string
	link     *line.Link
	profile  profile
	gap      time.Duration // 0: only terminators end a frame
	gs       string
	patience time.Duration
	now      func() time.Time
}

// Open makes a scanner from its name and device URL; the line is opened by
// Run. An error names the part of the URL that is wrong. The options, besides
// those of the link:
//
//	answer=plain|datalogic|honeywell|none  how it is answered; plain
//	idle=80ms      silence that ends a code without terminator; 0 for none
//	gs=TEXT        what it sends in place of GS (0x1D), percent-escaped
//	patience=2s    how long it waits for an answer; 0 for any time
func Open(device, rawURL string) (*Scanner, error) {
	address, err := line.Parse(rawURL)
	if err != nil {
		return nil, fmt.Errorf("scanner %s: %w", device, err)
	}
	if address.Language != "" || address.Kind == line.File {
		return nil, fmt.Errorf("scanner %s: device URL %q: give serial:PATH or tcp://HOST:PORT, without a language", device, rawURL)
	}
	o := address.Options
	answering := profiles()[o.Choice("answer", "plain", profileNames()...)]
	s := &Scanner{
		device:   device,
		link:     line.NewLink(address),
		profile:  answering,
		gap:      o.Duration("idle", defaultGap, longestGap),
		gs:       o.Text("gs", ""),
		patience: o.Duration("patience", answering.patience, longestPatience),
		now:      time.Now,
	}
	if s.gap > 0 && s.gap < shortestGap {
		o.Refuse("idle", fmt.Sprintf("%v would cut codes in two: give 0 or at least %v", s.gap, shortestGap))
	}
	if err := o.Finish(); err != nil {
		return nil, fmt.Errorf("scanner %s: %w", device, err)
	}
	return s, nil
}

// Patience is how long after a read the scanner still takes its answer; 0
// means any time.
func (s *Scanner) Patience() time.Duration { return s.patience }

// Health returns how the scanner's line is now. It may be called from any
// goroutine.
func (s *Scanner) Health() line.Health { return s.link.Health() }
