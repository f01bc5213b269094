// Package spool brings print jobs to their printers: one queue per printer, in
// order, one job at a time.
//
// Nothing is printed twice by itself. A job is claimed while it is composed
// and the printer is dialled, which is safe to repeat. "Sending" is committed,
// with the exact bytes, just before the first byte; whatever does not end
// cleanly after that makes the job unknown, and only a person sends it again.
// Jobs found in sending at the start were cut off by a crash and are unknown
// too. Only a job of which no byte was written goes back and is tried again,
// by the queue's own patience.
//
// A printer's trouble holds up its queue and nothing else; it is reported so
// that stations can say what to do. An unknown job does not hold up the queue:
// which jobs may be claimed is the ledger's to say.
package spool
