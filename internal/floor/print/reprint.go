package print

import (
	"slices"
	"time"

	"tallyman/internal/floor"
)

// ReprintFacts is what another copy of a paper has to know.
type ReprintFacts struct {
	AnswerFacts
	// Attempts are the prints of the same document, this one among them.
	Attempts []Attempt
	// Boxed says that the parcel is closed and in the house, Cancelled that
	// nobody wants its order any more.
	Boxed, Cancelled bool
}

// JudgeReprint makes another copy of a paper, as REPRINT does at the station:
// older copies are void, unless somebody confirmed them. A label is for a box in
// the house; one copy is under way at a time. The reason is kept in the answer.
func JudgeReprint(f ReprintFacts, reason string, at time.Time) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Order: string(f.Job.Order), Reason: string(f.Job.Document), Subject: string(f.Job.Job), Got: reason}
	underWay := slices.ContainsFunc(f.Attempts, func(a Attempt) bool { return a.State == Queued || a.State == Sending })
	switch {
	case f.State == "":
		said.Code = "print_job_not_there"
		d.Refuse(floor.Unknown, said)
	case f.State == Void || underWay || f.Cancelled || f.Job.Document == Label && !f.Boxed:
		said.Code, said.Got = "nothing_to_reprint", string(f.State)
		d.Refuse(floor.Bad, said)
	default:
		said.Code, said.Quantity = "reprinting", f.Copies
		for _, a := range f.Attempts {
			if Allowed(a.State, Void) {
				d.Happened(JobMoved{Job: a.Job, State: Void, Reason: "reprinted"})
			}
		}
		d.Happened(again(f.AnswerFacts, at))
		d.Accept(said)
	}
	return d
}
