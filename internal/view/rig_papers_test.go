package view_test

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// lose leaves the oldest job of the printer in doubt.
func (r *rig) lose() floor.PrintJobID {
	r.t.Helper()
	job, found, err := r.Claim(r.t.Context(), printer, r.clock)
	r.must(err)
	if !found {
		r.t.Fatal("no job is queued")
	}
	_, err = r.Sending(r.t.Context(), job.Printer, job.ID, []byte("^XA^XZ"))
	r.must(err)
	r.must(r.SettleJob(r.t.Context(), job.ID, print.Unknown, "no answer"))
	return job.ID
}

// fail gives a queued job up.
func (r *rig) fail(job floor.PrintJobID) {
	r.t.Helper()
	r.must(r.SettleJob(r.t.Context(), job, print.Failed, "paper_out"))
}

// printed has the printer take all that is queued.
func (r *rig) printed() {
	r.t.Helper()
	for {
		job, found, err := r.Claim(r.t.Context(), printer, r.clock)
		r.must(err)
		if !found {
			return
		}
		_, err = r.Sending(r.t.Context(), job.Printer, job.ID, []byte("^XA^XZ"))
		r.must(err)
		r.must(r.SettleJob(r.t.Context(), job.ID, print.Sent, ""))
	}
}
