package scale

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tallyman/devices/line"
)

const (
	defaultAnswer = 500 * time.Millisecond
	longestAnswer = time.Minute
)

// Scale is one scale on a line. Its methods may be called from any goroutine;
// weighings take turns.
type Scale struct {
	device   string
	link     *line.Link
	language language
	answer   time.Duration
	asked    chan question
}

// Open makes a scale from its name and device URL, such as
// "sics+serial:/dev/ttyUSB0"; the line is opened by Run. The languages are sics,
// toledo, and, ohaus. A serial line is set as the family is shipped unless the
// URL says otherwise. Options, besides those of the link:
//
//	ask=TEXT     what it is asked with instead, percent-escaped; empty for a
//	             scale that says its weight again and again by itself
//	answer=500ms longest wait for one reply
//	unit=kg      of toledo: what its digits mean, kg, g, lb or oz
func Open(device, rawURL string) (*Scale, error) {
	address, err := line.Parse(rawURL)
	if err != nil {
		return nil, fmt.Errorf("scale %s: %w", device, err)
	}
	speak, known := languages()[address.Language]
	if !known || address.Kind == line.File || address.Kind == line.Evdev {
		return nil, fmt.Errorf("scale %s: device URL %q: begin with the scale's language and its link, as in sics+serial:/dev/ttyUSB0; the languages are %s",
			device, rawURL, strings.Join(slices.Sorted(maps.Keys(languages())), ", "))
	}
	o := address.Options
	spoken := speak(o)
	spoken.ask = o.Text("ask", spoken.ask)
	s := &Scale{
		device: device, language: spoken,
		answer: o.Duration("answer", defaultAnswer, longestAnswer), asked: make(chan question),
	}
	if s.answer == 0 {
		o.Refuse("answer", "a scale needs some time: give 500ms or so")
	}
	if err := o.Finish(); err != nil {
		return nil, fmt.Errorf("scale %s: %w", device, err)
	}
	address.Preset(spoken.mode)
	s.link = line.NewLink(address)
	return s, nil
}

// Health returns how the scale's line is now.
func (s *Scale) Health() line.Health { return s.link.Health() }

// Weigh asks for a weight until the scale stands still or ctx ends, and returns
// what it showed then. Its errors are *TroubleError: Moving when time was up, at
// once Overload, Negative and Refused, which only a person can mend. Run has to
// be running.
func (s *Scale) Weigh(ctx context.Context) (Weight, error) {
	end, _ := ctx.Deadline()
	last := reading{trouble: Offline}
	for {
		answered := make(chan reading, 1)
		select {
		case s.asked <- question{end, answered}:
			last = <-answered
		case <-ctx.Done():
			return Weight{}, s.trouble(last)
		}
		switch last.trouble {
		case "":
			return last.weight, nil
		case Overload, Negative, Refused:
			return Weight{}, s.trouble(last)
		case Moving, Garbled, Silent, Offline:
			if !pause(ctx, askAgain) {
				return Weight{}, s.trouble(last)
			}
		}
	}
}

func (s *Scale) trouble(r reading) error {
	return &TroubleError{Scale: s.device, Trouble: r.trouble, Err: r.err}
}

// pause waits, and says whether there is time left after it.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
