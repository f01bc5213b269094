package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"tallyman/internal/gs1"
)

// What --json writes.
type (
	symbolJSON struct {
		Symbology string          `json:"symbology,omitempty"`
		Elements  []elementJSON   `json:"elements"`
		Text      string          `json:"text"`
		Data      string          `json:"data"`
		Link      string          `json:"link,omitempty"`
		Readings  [][]elementJSON `json:"readings,omitempty"`
	}
	elementJSON struct {
		AI      string `json:"ai"`
		Title   string `json:"title"`
		Value   string `json:"value"`
		Meaning string `json:"meaning,omitempty"`
	}
	wrongJSON struct {
		Reason   gs1.Reason      `json:"reason"`
		AI       string          `json:"ai,omitempty"`
		Position *int            `json:"position,omitempty"` // from 1
		Message  string          `json:"message"`
		Readings [][]elementJSON `json:"readings,omitempty"`
	}
)

// show writes a symbol; the date decides the century of its dates.
func (c *command) show(asJSON bool, read gs1.Symbol, stem string, now time.Time) error {
	link, err := read.Elements.Link(stem)
	if err != nil && stem != gs1.CanonicalStem {
		return err
	}
	elements := elementsOf(read.Elements.All(), now)
	var readings [][]gs1.Element
	if !read.Certain {
		readings = read.Elements.Readings()
	}
	if asJSON {
		return c.json(symbolJSON{
			Symbology: read.Symbology, Elements: elements, Text: read.Elements.String(), Data: read.Elements.Data(),
			Link: link, Readings: readingsOf(readings, now),
		})
	}
	if err := c.table(elements); err != nil {
		return err
	}
	fmt.Fprintln(c.out, read.Elements.String())
	if link != "" {
		fmt.Fprintln(c.out, link)
	}
	if len(readings) > 0 {
		fmt.Fprintln(c.out, "ambiguous: no separator was seen, and without one the end may be any of")
		for _, reading := range readings {
			fmt.Fprintln(c.out, "  "+gs1.Text(reading))
		}
	}
	return nil
}

// table writes a line for each element.
func (c *command) table(elements []elementJSON) error {
	var lines strings.Builder
	table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
	for _, element := range elements {
		fmt.Fprintf(table, "(%s)\t%s\t%s\t%s\n", element.AI, element.Title, element.Value, element.Meaning)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(lines.String()) {
		fmt.Fprintln(c.out, strings.TrimRight(line, " \n"))
	}
	return nil
}

// judge writes what is wrong with symbols of one item.
func (c *command) judge(asJSON bool, all []gs1.Symbol) error {
	var elements []gs1.Elements
	var wrong []*gs1.Error
	for _, each := range all {
		elements = append(elements, each.Elements)
		if readings := each.Elements.Readings(); len(readings) > 0 && !each.Certain {
			wrong = append(wrong, &gs1.Error{
				Reason: gs1.Ambiguous, AI: readings[0][0].AI, Position: -1,
				Message: "no separator was seen: set the scanner to send GS (FNC1)", Readings: readings,
			})
		}
		if length := len(each.Elements.Data()); each.Symbology == "]C1" && length > gs1.LongestCode128 {
			wrong = append(wrong, &gs1.Error{
				Reason: gs1.TooLong, AI: each.Elements.All()[0].AI, Position: -1,
				Message: fmt.Sprintf("the symbol has %d characters, and a GS1-128 may have %d", length, gs1.LongestCode128),
			})
		}
	}
	wrong = append(wrong, gs1.Check(elements...)...)
	if err := c.findings(asJSON, wrong); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return errRefused
	}
	return nil
}

func (c *command) findings(asJSON bool, wrong []*gs1.Error) error {
	if asJSON {
		told := make([]wrongJSON, len(wrong))
		for i, each := range wrong {
			told[i] = wrongOf(each)
		}
		return c.json(map[string]any{"wrong": told})
	}
	for _, each := range wrong {
		fmt.Fprintln(c.out, each)
	}
	if len(wrong) == 0 {
		fmt.Fprintln(c.out, "nothing is wrong")
	}
	return nil
}

func elementsOf(elements []gs1.Element, now time.Time) []elementJSON {
	told := make([]elementJSON, len(elements))
	for i, each := range elements {
		told[i] = elementJSON{each.AI, gs1.Title(each.AI), each.Value, each.Explain(now)}
	}
	return told
}

func readingsOf(readings [][]gs1.Element, now time.Time) [][]elementJSON {
	told := make([][]elementJSON, len(readings))
	for i, reading := range readings {
		told[i] = elementsOf(reading, now)
	}
	return told
}

func wrongOf(err *gs1.Error) wrongJSON {
	told := wrongJSON{Reason: err.Reason, AI: err.AI, Message: err.Message, Readings: readingsOf(err.Readings, time.Now())}
	if position := err.Position + 1; position > 0 {
		told.Position = &position
	}
	return told
}

func (c *command) json(value any) error {
	encoder := json.NewEncoder(c.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
