package ipp

import (
	"context"
	"errors"
)

// JobState is job-state (RFC 8011, section 5.3.7).
type JobState int

// The states of a job. The last three are final.
const (
	JobPending    JobState = 3
	JobHeld       JobState = 4
	JobProcessing JobState = 5
	JobStopped    JobState = 6
	JobCanceled   JobState = 7
	JobAborted    JobState = 8
	JobCompleted  JobState = 9
)

// Job is a job as the printer knows it.
type Job struct {
	ID      int
	State   JobState
	Reasons []string
}

// Final says that nothing more happens to the job.
func (j Job) Final() bool { return j.State >= JobCanceled }

// Ticket is what is to be printed and how.
type Ticket struct {
	Name, Format string
	// Unscaled: the page is to be printed in its own size.
	Unscaled bool
}

func (c *Client) jobRequest(operation uint16, t Ticket) message {
	m := c.request(operation,
		text(tagName, "requesting-user-name", userName),
		text(tagName, "job-name", t.Name),
		text(tagFormat, "document-format", t.Format))
	if t.Unscaled {
		m.groups = append(m.groups, group{tagJob, []attribute{text(tagKeyword, "print-scaling", "none")}})
	}
	return m
}

// Validate asks Validate-Job: whether the printer would take such a job now.
func (c *Client) Validate(ctx context.Context, t Ticket) error {
	_, err := c.do(ctx, c.jobRequest(opValidateJob, t), nil, nil)
	return err
}

// Print asks Print-Job. before is called once, directly before the first byte
// of the request; when it returns an error nothing is sent and Print returns
// it. A *DialError means that nothing was sent, too. After any other error
// nobody knows whether the printer has the job, but for a *RefusedError.
func (c *Client) Print(ctx context.Context, t Ticket, document []byte, before func() error) (Job, error) {
	answer, err := c.do(ctx, c.jobRequest(opPrintJob, t), document, before)
	if err != nil {
		return Job{}, err
	}
	return jobOf(answer)
}

// Job asks Get-Job-Attributes. Printers forget jobs that are over; that is a
// *RefusedError.
func (c *Client) Job(ctx context.Context, id int) (Job, error) {
	answer, err := c.do(ctx, c.request(opGetJobAttributes,
		integer("job-id", int32(id)),
		text(tagName, "requesting-user-name", userName),
		text(tagKeyword, "requested-attributes", "job-id", "job-state", "job-state-reasons")), nil, nil)
	if err != nil {
		return Job{}, err
	}
	return jobOf(answer)
}

// Cancel asks Cancel-Job. A job that is over cannot be cancelled; that is a
// *RefusedError.
func (c *Client) Cancel(ctx context.Context, id int) error {
	_, err := c.do(ctx, c.request(opCancelJob,
		integer("job-id", int32(id)), text(tagName, "requesting-user-name", userName)), nil, nil)
	return err
}

func jobOf(answer message) (Job, error) {
	id, known := answer.number(tagJob, "job-id")
	state, told := answer.number(tagJob, "job-state")
	if !known || !told {
		return Job{}, errors.New("the printer's answer names no job")
	}
	return Job{ID: id, State: JobState(state), Reasons: answer.texts(tagJob, "job-state-reasons")}, nil
}
