package print

import (
	"testing"
	"time"
)

func TestJudgeReprint(t *testing.T) {
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		document  Document
		states    []State
		boxed     bool
		cancelled bool
		said      string
		void      int
	}{
		"it was sent":                  {Label, []State{Sent}, true, false, "reprinting", 1},
		"nobody knows":                 {Label, []State{Unknown}, true, false, "reprinting", 1},
		"it failed, as one before":     {Label, []State{Failed, Failed}, true, false, "reprinting", 2},
		"it was confirmed":             {Label, []State{Confirmed}, true, false, "reprinting", 0},
		"it was confirmed behind one":  {Label, []State{Void, Confirmed}, true, false, "reprinting", 0},
		"a copy waits":                 {Label, []State{Queued, Confirmed}, true, false, "nothing_to_reprint", 0},
		"a copy is printed":            {Label, []State{Sending, Confirmed}, true, false, "nothing_to_reprint", 0},
		"it is void":                   {Label, []State{Void}, true, false, "nothing_to_reprint", 0},
		"the box is gone":              {Label, []State{Confirmed}, false, false, "nothing_to_reprint", 0},
		"the order is cancelled":       {Invoice, []State{Sent}, true, true, "nothing_to_reprint", 0},
		"the invoice of a box gone":    {Invoice, []State{Sent}, false, false, "reprinting", 1},
		"an invoice that had to wait":  {Invoice, []State{Expired}, true, false, "reprinting", 1},
		"there is nothing of the name": {Label, nil, true, false, "print_job_not_there", 0},
	} {
		f := ReprintFacts{Boxed: c.boxed, Cancelled: c.cancelled}
		f.Job = JobQueued{Job: "J-000002", Document: c.document, Order: "SO-1"}
		f.Copies, f.NextJob, f.Expiry = len(c.states), 9, time.Hour
		for _, state := range c.states {
			f.Attempts = append(f.Attempts, Attempt{Job: "J-000002", Document: c.document, State: state})
			f.State = state
		}
		d := JudgeReprint(f, "label torn", at)
		if d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %+v", name, d.Verdict.Said)
		}
		if c.said != "reprinting" {
			if len(d.Events) > 0 {
				t.Errorf("%s: refused, and %v", name, d.Events)
			}
			continue
		}
		copied, ok := d.Events[len(d.Events)-1].(JobQueued)
		if len(d.Events) != c.void+1 || !ok || copied.Job != "J-000009" || copied.Copy != len(c.states) || d.Verdict.Said.Got != "label torn" {
			t.Errorf("%s: %+v, %+v", name, d.Events, d.Verdict.Said)
		}
	}
}
