package demo

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// paper is a page that came out of a printer, as far as it can be scanned:
// Attempt is its 2D code, SSCC the number of a label.
type paper struct{ attempt, sscc string }

// paperOf reads the codes of a page.
func paperOf(page sim.PrinterLabel) paper {
	var p paper
	for _, text := range page.Texts(sim.FieldQR) {
		p.attempt = text
	}
	for _, text := range page.Texts(sim.FieldGS1128) {
		p.sscc = strings.TrimPrefix(text, "00")
	}
	return p
}

// attemptOf is the code on the paper of a print job.
func attemptOf(job floor.PrintJobID) (string, error) {
	number := 0
	if _, err := fmt.Sscanf(string(job), "J-%d", &number); err != nil {
		return "", fmt.Errorf("print job %q: %w", job, err)
	}
	_, attempt := print.Numbered(number)
	return attempt, nil
}

// mostPapers is how many papers a tray holds; the oldest go first.
const mostPapers = 64

// tray is where the papers of a station lie. Its methods may be called by any
// number of goroutines.
type tray struct {
	mu     sync.Mutex
	papers []paper
}

func (t *tray) add(p paper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.papers = append(t.papers, p)
	if surplus := len(t.papers) - mostPapers; surplus > 0 {
		t.papers = slices.Delete(t.papers, 0, surplus)
	}
}

func (t *tray) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.papers = nil
}

// throwAway takes a paper out that is not to be used.
func (t *tray) throwAway(attempt string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.papers = slices.DeleteFunc(t.papers, func(p paper) bool { return p.attempt == attempt })
}

// label is the code of the newest label with that SSCC; "" when none came out.
func (t *tray) label(sscc string) string {
	return t.newest(func(p paper) bool { return p.sscc == sscc })
}

// other is the code of the newest label of another parcel.
func (t *tray) other(sscc string) string {
	return t.newest(func(p paper) bool { return p.sscc != sscc && p.sscc != "" })
}

// holds says whether the paper with that 2D code came out.
func (t *tray) holds(attempt string) bool {
	return t.newest(func(p paper) bool { return p.attempt == attempt }) != ""
}

func (t *tray) newest(wanted func(paper) bool) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range slices.Backward(t.papers) {
		if wanted(p) {
			return p.attempt
		}
	}
	return ""
}
