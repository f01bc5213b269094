package print

import (
	"testing"
	"time"

	"tallyman/internal/floor"
)

func TestTheLastGoodLabelAnswersForThoseBefore(t *testing.T) {
	for name, c := range map[string]struct {
		facts JamFacts
		said  string
		moved int
		asks  bool
	}{
		"no label":             {JamFacts{}, "print_job_not_there", 0, false},
		"on several papers":    {JamFacts{State: Sent, Several: true}, "scan_2d_code", 0, false},
		"an older copy":        {JamFacts{State: Void}, "label_copy_old", 0, false},
		"one that waits":       {JamFacts{State: Queued}, "label_not_printed", 0, false},
		"one that failed":      {JamFacts{State: Failed}, "label_not_printed", 0, false},
		"the only one":         {JamFacts{State: Unknown}, "jam_answered", 1, false},
		"one that was known":   {JamFacts{State: Confirmed, Before: []floor.PrintJobID{"J-1"}}, "jam_answered", 1, false},
		"one in the middle":    {JamFacts{State: Sent, Before: []floor.PrintJobID{"J-1", "J-2"}, After: make([]AnswerFacts, 3)}, "jam_answered", 3, true},
		"one that is on paper": {JamFacts{State: Sending, After: make([]AnswerFacts, 1)}, "jam_answered", 0, true},
	} {
		var d floor.Decision
		JudgeLastGood(c.facts, &d)
		if d.Verdict.Said.Code != c.said || len(d.Events) != c.moved || (d.Session.Ask != nil) != c.asks {
			t.Errorf("%s: %+v, %d moved, asks %+v", name, d.Verdict.Said, len(d.Events), d.Session.Ask)
		}
		for _, event := range d.Events {
			if event.(JobMoved).State != Confirmed {
				t.Errorf("%s: nothing is printed by itself, and %+v", name, event)
			}
		}
	}
}

func TestTheRestIsPrintedAgainInItsOrder(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var d floor.Decision
	JudgeRestAgain(JamFacts{}, at, &d)
	if d.Verdict.Accepted() {
		t.Errorf("nothing was printed again: %+v", d.Verdict)
	}
	JudgeRestAgain(JamFacts{State: Sent, NextJob: 9, After: []AnswerFacts{
		{Job: JobQueued{Job: "J-000004", Parcel: "P-1"}, Copies: 1, Expiry: time.Hour},
		{Job: JobQueued{Job: "J-000007", Parcel: "P-2"}, Copies: 3, Expiry: time.Hour},
	}}, at, &d)
	if len(d.Events) != 4 {
		t.Fatalf("%+v", d.Events)
	}
	for i, parcel := range []floor.ParcelID{"P-1", "P-2"} {
		voided, queued := d.Events[i].(JobMoved), d.Events[2+i].(JobQueued)
		if voided.State != Void || queued.Parcel != parcel || queued.Number != 9+i || !queued.ExpiresAt.Equal(at.Add(time.Hour)) || queued.Copy == 0 {
			t.Errorf("%+v, %+v", voided, queued)
		}
	}
}
