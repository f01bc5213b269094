package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/devices/printer/zpl"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// slackMM is how much wider than its label a page may be: the names of media
// are rounded.
const slackMM = 1.0

// composer makes the bytes of a job in the language of its printer.
type composer struct{}

// Compose implements spool.Composer.
func (composer) Compose(ctx context.Context, job print.Job, on printer.Printer) ([]byte, error) {
	if on.Language() != "zpl" {
		return nil, fmt.Errorf("the printer speaks %q, which no document is written in: name one that speaks zpl", on.Language())
	}
	width, height := on.Media()
	pages, err := pagesOf(job, paper.FormatFor(width, height))
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if p.WidthMM > width+slackMM || p.HeightMM > height+slackMM {
			return nil, fmt.Errorf("the %s is %.0f × %.0f mm and the printer's media %.0f × %.0f: name media that is large enough",
				job.Document, p.WidthMM, p.HeightMM, width, height)
		}
		format, err := zpl.Render(p, on.DPI())
		if err != nil {
			return nil, err
		}
		content.Write(format)
	}
	return content.Bytes(), nil
}

// pagesOf composes the pages of a job from its snapshot, for the paper that its
// printer has.
func pagesOf(job print.Job, on paper.Format) ([]page.Page, error) {
	switch job.Document {
	case print.Label:
		var label ship.Label
		if err := json.Unmarshal(job.Snapshot, &label); err != nil {
			return nil, unreadable(job)
		}
		label.Attempt, label.Copy = job.Attempt, job.Copy
		return []page.Page{paper.Label(label)}, nil
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
