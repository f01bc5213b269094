package print

import (
	"testing"

	"tallyman/internal/floor"
)

func TestAnOldLabelIsReportedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		facts     OldLabelFacts
		said      string
		want, why string
	}{
		"the one that counts":     {OldLabelFacts{State: Confirmed}, "order_packed_done", "order_packed_done", ""},
		"an older one":            {OldLabelFacts{State: Confirmed, Newer: true}, "label_copy_old", "label_copy_old", "reprinted"},
		"a void one":              {OldLabelFacts{State: Void, Reason: "reopened"}, "label_copy_old", "label_copy_old", "reopened"},
		"of a cancelled order":    {OldLabelFacts{State: Void, Reason: "order_cancelled"}, "label_copy_old", "label_void", "order_cancelled"},
		"with another address":    {OldLabelFacts{State: Void, Reason: "address_changed", Newer: true}, "label_copy_old", "label_void", "address_changed"},
		"of the order over there": {OldLabelFacts{State: Void, Reason: "order_cancelled"}, "label_of_other", "label_of_other", "order_cancelled"},
		"one that is looked for":  {OldLabelFacts{State: Void, Reason: "reopened", Seen: true}, "label_copy_old", "label_copy_old", ""},
	} {
		var d floor.Decision
		d.TakeOver(floor.Bad, floor.Phrase{Code: c.said, Order: "SO-1"})
		JudgeOldLabel(c.facts, &d)
		why := ""
		if len(d.Events) == 1 {
			why = d.Events[0].(OldLabelSeen).Reason
		}
		if d.Verdict.Said.Code != c.want || d.Session.Takeover.Code != c.want || why != c.why {
			t.Errorf("%s: said %s, held with %s, reported %v", name, d.Verdict.Said.Code, d.Session.Takeover.Code, d.Events)
		}
	}
}

func TestOnlyALabelThatIsLookedForIsFound(t *testing.T) {
	for want, f := range map[string]OldLabelFacts{
		"print_job_not_there": {},
		"no_old_label":        {State: Void},
		"old_label_gone":      {State: Void, Seen: true},
	} {
		d := JudgeOldLabelGone(f, "office")
		if d.Verdict.Said.Code != want || (len(d.Events) == 1) != d.Verdict.Accepted() {
			t.Errorf("%+v: %+v", f, d)
		}
	}
}
