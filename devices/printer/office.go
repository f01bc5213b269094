package printer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/printer/ipp"
)

// office is a printer that speaks IPP and is sent PDF.
type office struct {
	sheet
	url      string
	client   *ipp.Client
	patience time.Duration
	turn     chan struct{} // held by the one who talks to the printer
}

// jobName is what the printer's own list of jobs shows.
const jobName = "tallyman"

func openOffice(rawURL string) (Printer, error) {
	options, err := line.ParseOptions(rawURL)
	if err != nil {
		return nil, err
	}
	o := &office{
		url: rawURL, turn: make(chan struct{}, 1), sheet: takeSheet(options, "pdf", 300, "a4"),
		patience: options.Duration("timeout", 10*time.Second, 10*time.Minute),
	}
	taken := options.Choice("certificate", "check", "check", "any")
	uri, _, _ := strings.Cut(strings.TrimPrefix(rawURL, "pdf+"), "?")
	if o.client, err = ipp.NewClient(uri, o.patience); err != nil {
		return nil, fmt.Errorf("device URL %q: address: %w", rawURL, err)
	}
	o.client.AnyCertificate = taken == "any"
	if err := options.Finish(); err != nil {
		return nil, err
	}
	return o, nil
}

// Status asks the printer; see StatusReader.
func (o *office) Status(ctx context.Context) (Status, error) {
	if err := o.take(ctx); err != nil {
		return Status{}, err
	}
	defer o.release()
	said, err := o.client.Printer(ctx)
	if err != nil {
		return Status{}, o.unreached(ctx, err)
	}
	return officeStatus(said), nil
}

// Send sends a job; see Printer. Nothing is sent to a printer that has trouble,
// does not take PDF or, when asked, would refuse the job.
func (o *office) Send(ctx context.Context, job []byte, starting func() error) Result {
	if err := o.take(ctx); err != nil {
		return notStarted(err)
	}
	defer o.release()
	said, ticket, err := o.check(ctx)
	if err != nil {
		return notStarted(err)
	}
	// What starting answers is told from what the line says by where it came
	// from, not by what it is.
	var refusal error
	started := false
	sent, err := o.client.Print(ctx, ticket, job, func() error {
		if refusal = ctx.Err(); refusal == nil {
			refusal = starting()
		}
		started = refusal == nil
		return refusal
	})
	switch {
	case refusal != nil:
		return notStarted(refusal)
	case !started:
		return notStarted(o.unreached(ctx, err))
	case err != nil:
		return Result{Outcome: Unknown, Err: fmt.Errorf("printer %s: %w", o.url, err)}
	}
	return o.follow(ctx, sent, said.Queue)
}

func (o *office) check(ctx context.Context) (ipp.Printer, ipp.Ticket, error) {
	said, err := o.client.Printer(ctx)
	if err != nil {
		return said, ipp.Ticket{}, o.unreached(ctx, err)
	}
	if trouble := officeStatus(said).Trouble(); trouble != "" {
		return said, ipp.Ticket{}, o.trouble(trouble, reasonsOf(said))
	}
	if !said.Takes(ipp.PDF) {
		return said, ipp.Ticket{}, o.trouble(Fault, fmt.Errorf("it does not take %s, only %s: use a printer or a queue that does",
			ipp.PDF, strings.Join(said.Formats, ", ")))
	}
	ticket := ipp.Ticket{Name: jobName, Format: ipp.PDF, Unscaled: said.Unscaled}
	if err := o.client.Validate(ctx, ticket); err != nil {
		return said, ticket, o.unreached(ctx, err)
	}
	return said, ticket, nil
}

// follow watches a job that the printer has. Completed counts as printed only
// where the printer itself says it and has no trouble: a queue says it when it
// has handed the job on.
func (o *office) follow(ctx context.Context, job ipp.Job, queue bool) Result {
	for end := time.Now().Add(o.patience); ; {
		said, err := o.client.Printer(ctx)
		if err != nil {
			return Result{Outcome: Sent}
		}
		trouble := doubt(said)
		switch {
		case job.State == ipp.JobCompleted && trouble == "" && !queue:
			return Result{Outcome: Confirmed}
		case job.State != ipp.JobCompleted && job.Final():
			return Result{Outcome: Unknown, Trouble: trouble, Err: fmt.Errorf("printer %s: it broke the job off: %s", o.url, strings.Join(job.Reasons, ", "))}
		case job.State == ipp.JobHeld && time.Now().After(end):
			return o.withdraw(ctx, job)
		case job.Final(), officeStatus(said).Trouble() != "", time.Now().After(end):
			return Result{Outcome: Sent, Trouble: trouble}
		}
		if !rest(ctx, settleEvery) {
			return Result{Outcome: Sent}
		}
		// A printer that has forgotten the job does not say how it ended.
		if job, err = o.client.Job(ctx, job.ID); err != nil {
			return Result{Outcome: Sent}
		}
	}
}

// withdraw takes back a job that the printer holds for somebody to release it,
// or it would come out at some time after it was printed again.
func (o *office) withdraw(ctx context.Context, job ipp.Job) Result {
	err := fmt.Errorf("printer %s: it held the job: %s", o.url, strings.Join(job.Reasons, ", "))
	return Result{Outcome: Unknown, Err: errors.Join(err, o.client.Cancel(ctx, job.ID))}
}

// unreached says why an operation before the job failed.
func (o *office) unreached(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, refused := errors.AsType[*ipp.RefusedError](err); refused {
		return o.trouble(NotReady, err)
	}
	if _, dialled := errors.AsType[*ipp.DialError](err); dialled {
		return o.trouble(Offline, err)
	}
	return o.trouble(NotReady, err)
}

func (o *office) trouble(trouble Trouble, cause error) error {
	return &TroubleError{Printer: o.url, Trouble: trouble, Err: cause}
}

func (o *office) take(ctx context.Context) error {
	select {
	case o.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (o *office) release() { <-o.turn }

// rest pauses; false means that ctx ended.
func rest(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
