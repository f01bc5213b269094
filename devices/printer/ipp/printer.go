package ipp

import (
	"context"
	"slices"
)

// PDF is the format that jobs are sent in.
const PDF = "application/pdf"

// State is printer-state (RFC 8011, section 5.4.11).
type State int

// The states of a printer.
const (
	Idle       State = 3
	Processing State = 4
	Stopped    State = 5
)

// Printer is what a printer says about itself.
type Printer struct {
	State State
	// Reasons are printer-state-reasons without "none".
	Reasons []string
	// Message is printer-state-message, for people.
	Message string
	// Model is printer-make-and-model.
	Model string
	// Formats are the formats that it takes.
	Formats []string
	// Refuses: it accepts no jobs now.
	Refuses bool
	// Queue: it is a CUPS queue before a printer and not the printer.
	Queue bool
	// Unscaled: it can be told not to scale a page.
	Unscaled bool
}

// Takes says whether the printer takes a format.
func (p Printer) Takes(format string) bool { return slices.Contains(p.Formats, format) }

// Printer asks Get-Printer-Attributes.
func (c *Client) Printer(ctx context.Context) (Printer, error) {
	m := c.request(opGetPrinterAttributes,
		text(tagName, "requesting-user-name", userName),
		text(tagKeyword, "requested-attributes",
			"printer-state", "printer-state-reasons", "printer-state-message", "printer-make-and-model",
			"document-format-supported", "printer-is-accepting-jobs", "print-scaling-supported", "cups-version"))
	answer, err := c.do(ctx, m, nil, nil)
	if err != nil {
		return Printer{}, err
	}
	state, _ := answer.number(tagPrinter, "printer-state")
	first := func(name string) string {
		for _, said := range answer.texts(tagPrinter, name) {
			return said
		}
		return ""
	}
	return Printer{
		State: State(state),
		Reasons: slices.DeleteFunc(answer.texts(tagPrinter, "printer-state-reasons"), func(reason string) bool {
			return reason == "none"
		}),
		Message:  first("printer-state-message"),
		Model:    first("printer-make-and-model"),
		Formats:  answer.texts(tagPrinter, "document-format-supported"),
		Refuses:  answer.no(tagPrinter, "printer-is-accepting-jobs"),
		Queue:    first("cups-version") != "",
		Unscaled: slices.Contains(answer.texts(tagPrinter, "print-scaling-supported"), "none"),
	}, nil
}
