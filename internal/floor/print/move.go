package print

import "tallyman/internal/floor"

// JobRerouted says that a job waits for another printer now. By and Reason are
// who moved it and why.
type JobRerouted struct {
	Job     floor.PrintJobID `json:"job"`
	From    string           `json:"from"`
	Printer string           `json:"printer"`
	By      string           `json:"by"`
	Reason  string           `json:"reason,omitempty"`
}

// EventKind implements floor.Event.
func (JobRerouted) EventKind() string { return "print.job_rerouted" }

// MoveFacts is what moving a printer's queue to a station has to know.
type MoveFacts struct {
	// From is the printer, To the station, with its printers; without one it
	// is not known or prints nothing.
	From              string
	To                floor.StationID
	Labels, Documents string
	// Waiting are the jobs of the printer of which no byte was sent, in their
	// order.
	Waiting []Attempt
}

// JudgeMove moves the jobs that wait for a printer to those of a station: labels
// to its label printer, documents to its document printer. They keep their
// order. What was begun, or of which nobody knows, never moves: it may be on
// paper.
func JudgeMove(f MoveFacts, by, reason string) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Subject: string(f.To)}
	for _, job := range f.Waiting {
		to := f.Labels
		if job.Document != Label && f.Documents != "" {
			to = f.Documents
		}
		if job.State == Queued && to != f.From {
			d.Happened(JobRerouted{Job: job.Job, From: f.From, Printer: to, By: by, Reason: reason})
		}
	}
	switch {
	case f.Labels == "":
		d.Events = nil
		said.Code = "station_prints_nothing"
		d.Refuse(floor.Unknown, said)
	case len(d.Events) == 0:
		said.Code = "nothing_to_move"
		d.Refuse(floor.Bad, said)
	default:
		said.Code, said.Quantity = "queue_moved", len(d.Events)
		d.Accept(said)
	}
	return d
}
