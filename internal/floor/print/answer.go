package print

import (
	"fmt"
	"time"

	"tallyman/internal/floor"
)

// AnswerFacts is what a person's word on a paper has to know.
type AnswerFacts struct {
	// Job is the paper as it was queued, State what is known of it.
	Job   JobQueued
	State State
	// Copies is how many prints there were of the same document.
	Copies int
	// NextJob is the number of the next print job.
	NextJob int
	// Expiry is how long a queued job may wait.
	Expiry time.Duration
}

// JudgeAnswer takes a person's word on a paper of which nobody knows whether
// it was printed, or that was given up. It came: then that is settled. It did
// not: then the paper is void, and another copy is queued.
func JudgeAnswer(f AnswerFacts, came bool, at time.Time) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Order: string(f.Job.Order), Reason: string(f.Job.Document), Subject: string(f.Job.Job)}
	open := f.State == Unknown || !came && (f.State == Failed || f.State == Expired)
	switch {
	case f.State == "":
		said.Code = "print_job_not_there"
		d.Refuse(floor.Unknown, said)
	case !open:
		said.Code, said.Got = "nothing_unknown", string(f.State)
		d.Refuse(floor.Bad, said)
	case came:
		said.Code = "print_confirmed"
		d.Happened(JobMoved{Job: f.Job.Job, State: Confirmed, Reason: "person"})
		d.Accept(said)
	default:
		said.Code, said.Quantity = "reprinting", f.Copies
		d.Happened(JobMoved{Job: f.Job.Job, State: Void, Reason: "reprinted"}, again(f, at))
		d.Accept(said)
	}
	return d
}

func again(f AnswerFacts, at time.Time) JobQueued {
	job := f.Job
	job.Number = f.NextJob
	job.Job, job.Attempt = Numbered(f.NextJob)
	job.Copy, job.ExpiresAt = f.Copies, at.Add(f.Expiry).UTC()
	return job
}

// Numbered names a print job by its number, and makes the code that is printed
// on its paper.
func Numbered(number int) (job floor.PrintJobID, attempt string) {
	code := floor.Code{Kind: floor.CodeAttempt, Body: fmt.Sprintf("%06d", number)}
	return floor.PrintJobID(fmt.Sprintf("J-%06d", number)), code.String()
}
