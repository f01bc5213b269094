package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	ledgerprint "tallyman/internal/ledger/print"
)

// claimTime is how long a claim is valid; sending begins long before.
const claimTime = time.Minute

// Claim gives the oldest queued job of a printer to who prints it; the second
// result is false when there is none. A claim is working data: a job that was
// claimed and not sent is handed out again.
func (w *Warehouse) Claim(ctx context.Context, printer string, now time.Time) (job print.Job, found bool, err error) {
	err = w.ledger.Read(ctx, w.ledger.Head().Seq, func(r engine.Reader, _ int64) error {
		job, found, err = ledgerprint.Oldest(r, printer)
		return err
	})
	if err != nil || !found {
		return job, false, err
	}
	err = w.work(ctx, func(tx engine.Tx) (ledger.Decision, error) {
		job, found, err = ledgerprint.Oldest(tx, printer)
		if err != nil || !found {
			return ledger.Decision{Skip: true}, err
		}
		return ledger.Decision{Skip: true}, ledgerprint.Claim(tx, job.ID, now.Add(claimTime))
	})
	return job, found, err
}

// ReleaseJob gives a claimed job back of which no byte was sent.
func (w *Warehouse) ReleaseJob(ctx context.Context, id floor.PrintJobID) error {
	return w.work(ctx, func(tx engine.Tx) (ledger.Decision, error) {
		return ledger.Decision{Skip: true}, ledgerprint.Unclaim(tx, id)
	})
}

// Sending moves a job to sending and keeps its exact bytes; the first byte may
// be sent after it. It is false when the job is not queued any more, or for
// another printer now.
func (w *Warehouse) Sending(ctx context.Context, printer string, id floor.PrintJobID, job []byte) (begun bool, err error) {
	sum := sha256.Sum256(job)
	moved := print.JobMoved{Job: id, State: print.Sending, Digest: hex.EncodeToString(sum[:])}
	err = w.work(ctx, func(tx engine.Tx) (ledger.Decision, error) {
		var d ledger.Decision
		begun = false
		if _, now, err := ledgerprint.State(tx, id); err != nil || now != printer {
			return ledger.Decision{Skip: true}, err
		}
		if d, err = move(tx, moved); err != nil || d.Skip {
			return d, err
		}
		begun = true
		if err := ledgerprint.Unclaim(tx, id); err != nil {
			return d, err
		}
		return d, ledgerprint.Keep(tx, id, job)
	})
	return begun && err == nil, err
}

// SettleJob says what became of a job. One that somebody moved on meanwhile
// stays as it is.
func (w *Warehouse) SettleJob(ctx context.Context, id floor.PrintJobID, state print.State, reason string) error {
	return w.work(ctx, func(tx engine.Tx) (ledger.Decision, error) {
		if err := ledgerprint.Unclaim(tx, id); err != nil {
			return ledger.Decision{}, err
		}
		return move(tx, print.JobMoved{Job: id, State: state, Reason: reason})
	})
}

func move(tx engine.Tx, moved print.JobMoved) (ledger.Decision, error) {
	state, _, err := ledgerprint.State(tx, moved.Job)
	if err != nil || !print.Allowed(state, moved.State) {
		return ledger.Decision{Skip: true}, err
	}
	return ledger.Decision{Events: []floor.Event{moved}}, nil
}

// InSending are the jobs of a printer that are in sending.
func (w *Warehouse) InSending(ctx context.Context, printer string) (jobs []floor.PrintJobID, err error) {
	err = w.ledger.Read(ctx, w.ledger.Head().Seq, func(r engine.Reader, _ int64) error {
		jobs, err = ledgerprint.InSending(r, printer)
		return err
	})
	return jobs, err
}

// AnswerPrintJob takes a person's word on a paper that is unknown, failed or
// expired: it came, or it did not and another copy is printed.
func (w *Warehouse) AnswerPrintJob(ctx context.Context, id floor.PrintJobID, came bool) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, at time.Time) (floor.Decision, error) {
		facts, err := ledgerprint.AnswerFacts(tx, id)
		if err != nil {
			return floor.Decision{}, err
		}
		return print.JudgeAnswer(facts, came, at), nil
	})
}

// Reprint makes another copy of a paper, for a reason that is kept.
func (w *Warehouse) Reprint(ctx context.Context, id floor.PrintJobID, reason string) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, at time.Time) (floor.Decision, error) {
		facts, err := ledgerprint.ReprintFacts(tx, id)
		if err != nil {
			return floor.Decision{}, err
		}
		return print.JudgeReprint(facts, reason, at), nil
	})
}

// LastGood takes a person's word that a job's label is the last one of its
// printer that came out well: then those before it did, too. Of in what is said
// is how many are behind it, for RestAgain.
func (w *Warehouse) LastGood(ctx context.Context, id floor.PrintJobID) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (d floor.Decision, err error) {
		facts, err := ledgerprint.JamAt(tx, id)
		print.JudgeLastGood(facts, &d)
		return d, err
	})
}

// RestAgain prints again what was behind the last good label.
func (w *Warehouse) RestAgain(ctx context.Context, id floor.PrintJobID) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, at time.Time) (d floor.Decision, err error) {
		facts, err := ledgerprint.JamAt(tx, id)
		print.JudgeRestAgain(facts, at, &d)
		return d, err
	})
}

// OldLabelGone takes a person's word that a label that counts no more, and was
// scanned, is found and destroyed.
func (w *Warehouse) OldLabelGone(ctx context.Context, id floor.PrintJobID, by string) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		facts, err := ledgerprint.OldLabel(tx, id)
		return print.JudgeOldLabelGone(facts, by), err
	})
}

func (w *Warehouse) work(ctx context.Context, decide func(tx engine.Tx) (ledger.Decision, error)) error {
	_, err := w.ledger.Submit(ctx, ledger.Request{
		Class:  ledger.Work,
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) { return decide(tx) },
	})
	return err
}
