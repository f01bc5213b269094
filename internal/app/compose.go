package app

import (
	"context"
	"encoding/json"
	"fmt"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// composer makes the bytes of a job in the language of its printer.
type composer struct {
	// layout is that of the shipping label.
	layout paper.Layout
}

// Compose implements spool.Composer.
func (c composer) Compose(ctx context.Context, job print.Job, on printer.Printer) ([]byte, error) {
	width, height := on.Media()
	pages, err := c.pagesOf(job, paper.FormatFor(width, height))
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	content, err := paper.Encode(pages, on)
	if err != nil {
		return nil, fmt.Errorf("the %s: %w", job.Document, err)
	}
	return content, nil
}

// pagesOf composes the pages of a job from its snapshot, for the paper that its
// printer has.
func (c composer) pagesOf(job print.Job, on paper.Format) ([]page.Page, error) {
	switch job.Document {
	case print.Label:
		var label ship.Label
		if err := json.Unmarshal(job.Snapshot, &label); err != nil {
			return nil, unreadable(job)
		}
		label.Attempt, label.Copy = job.Attempt, job.Copy
		return []page.Page{c.layout.Label(label)}, nil
	case print.Invoice:
		var invoice ship.Invoice
		if err := json.Unmarshal(job.Snapshot, &invoice); err != nil {
			return nil, unreadable(job)
		}
		invoice.Attempt, invoice.Copy = job.Attempt, job.Copy
		return paper.Invoice(invoice, on), nil
	}
	return nil, fmt.Errorf("nobody knows how to print a document %q", job.Document)
}

// unreadable does not say what is wrong with the snapshot: it is personal.
func unreadable(job print.Job) error {
	return fmt.Errorf("what the %s %s says cannot be read, perhaps because it was erased", job.Document, job.ID)
}
