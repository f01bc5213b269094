package print

import (
	"testing"
	"time"

	"tallyman/internal/floor"
)

func states() []State {
	return []State{Queued, Sending, Sent, Confirmed, Unknown, Failed, Expired, Void}
}

// Once a byte may have left, a job is never queued again by itself, and what a
// person, a scan or a printer confirmed stays so.
func TestAllowed(t *testing.T) {
	allowed := map[State][]State{
		Queued:    {Sending, Failed, Expired, Void},
		Sending:   {Sent, Unknown, Confirmed, Void},
		Sent:      {Confirmed, Void},
		Unknown:   {Confirmed, Void},
		Failed:    {Void},
		Expired:   {Void},
		Confirmed: {},
		Void:      {},
	}
	for _, from := range states() {
		for _, to := range states() {
			want := false
			for _, s := range allowed[from] {
				want = want || s == to
			}
			if got := Allowed(from, to); got != want {
				t.Errorf("from %s to %s: %v, want %v", from, to, got, want)
			}
		}
	}
}

func TestLeft(t *testing.T) {
	for _, state := range states() {
		want := state == Sending || state == Sent || state == Confirmed || state == Unknown
		if got := (Attempt{State: state}).Left(); got != want {
			t.Errorf("a paper that is %s has left: %v", state, got)
		}
	}
}

func TestJudgeAnswer(t *testing.T) {
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	job := JobQueued{Job: "J-000001", Number: 1, Document: Label, Order: "SO-1", Attempt: "TLP000001"}
	for name, c := range map[string]struct {
		state  State
		came   bool
		said   string
		events int
	}{
		"it came":              {Unknown, true, "print_confirmed", 1},
		"it did not":           {Unknown, false, "reprinting", 2},
		"it had failed":        {Failed, false, "reprinting", 2},
		"it had expired":       {Expired, false, "reprinting", 2},
		"failed, but it came":  {Failed, true, "nothing_unknown", 0},
		"it is waiting":        {Queued, false, "nothing_unknown", 0},
		"it is settled":        {Confirmed, true, "nothing_unknown", 0},
		"there is no such job": {"", true, "print_job_not_there", 0},
	} {
		d := JudgeAnswer(AnswerFacts{Job: job, State: c.state, Copies: 1, NextJob: 9, Expiry: time.Hour}, c.came, at)
		if d.Verdict.Said.Code != c.said || len(d.Events) != c.events {
			t.Errorf("%s: %s with %v", name, d.Verdict.Said.Code, d.Events)
		}
		if c.events == 2 {
			again, ok := d.Events[1].(JobQueued)
			if !ok || again.Job != "J-000009" || again.Copy != 1 || !again.ExpiresAt.Equal(at.Add(time.Hour)) {
				t.Errorf("%s: the copy is %+v", name, d.Events[1])
			}
			if code, reading := floor.ReadCode(again.Attempt); reading != floor.Own || code.Kind != floor.CodeAttempt {
				t.Errorf("%s: the copy bears %s", name, again.Attempt)
			}
		}
	}
}
