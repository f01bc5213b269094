package print

import (
	"time"

	"tallyman/internal/floor"
)

// The questions that a station asks after a jam: which label came out well as
// the last one, and whether those behind it are printed again.
const (
	AskLastGood = "last_good"
	AskRest     = "rest_again"
)

// JamFacts is what the last good label of a printer answers.
type JamFacts struct {
	// Last is that label's job; State is "" when there is no such label.
	Last  JobQueued
	State State
	// Several says that its number is on several papers: only the 2D code
	// tells them apart.
	Several bool
	// Before are jobs of the printer before it of which nobody has evidence
	// that they came out, After those behind it that are still wanted.
	Before []floor.PrintJobID
	After  []AnswerFacts
	// NextJob is the number of the next print job.
	NextJob int
}

// JudgeLastGood takes a person's word that a label is the last one that came
// out well. It settles all papers before it, for a printer prints in order. What
// becomes of those behind it is asked: they may lie in the printer still.
func JudgeLastGood(f JamFacts, d *floor.Decision) {
	said := floor.Phrase{Order: string(f.Last.Order), Subject: string(f.Last.Job), Of: len(f.After)}
	switch {
	case f.State == "":
		said.Code = "print_job_not_there"
		d.Refuse(floor.Unknown, said)
		return
	case f.Several:
		said.Code, said.Quantity = "scan_2d_code", 2
		d.Refuse(floor.Bad, said)
		return
	case f.State == Void:
		said.Code = "label_copy_old"
		d.Refuse(floor.Bad, said)
		return
	case !(Attempt{State: f.State}).Left():
		said.Code = "label_not_printed"
		d.Refuse(floor.Bad, said)
		return
	}
	if f.State == Unknown || f.State == Sent {
		d.Happened(JobMoved{Job: f.Last.Job, State: Confirmed, Reason: "last_good"})
	}
	for _, job := range f.Before {
		d.Happened(JobMoved{Job: job, State: Confirmed, Reason: "before_last_good"})
	}
	said.Code, said.Quantity = "jam_answered", len(d.Events)
	d.Accept(said)
	if len(f.After) > 0 {
		d.Session.Ask = &floor.Ask{Kind: AskRest, Code: string(f.Last.Job)}
	}
}

// JudgeRestAgain prints again what was behind the last good label, in its order:
// the older papers are void, should they come out after all.
func JudgeRestAgain(f JamFacts, at time.Time, d *floor.Decision) {
	said := floor.Phrase{Code: "rest_again", Subject: string(f.Last.Job), Quantity: len(f.After)}
	if len(f.After) == 0 {
		said.Code = "nothing_to_print_again"
		d.Refuse(floor.Bad, said)
		return
	}
	for _, paper := range f.After {
		d.Happened(JobMoved{Job: paper.Job.Job, State: Void, Reason: "reprinted"})
	}
	for i, paper := range f.After {
		paper.NextJob = f.NextJob + i
		d.Happened(again(paper, at))
	}
	d.Accept(said)
}
