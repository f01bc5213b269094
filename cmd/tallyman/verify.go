package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/ledger"
	"tallyman/internal/web"
)

func (c *command) verify() *cobra.Command {
	var expect string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check the history and all that was derived from it",
		Long: `Checks the chain of all entries, makes every table anew from them and compares. Ends
with 2 when something is not as it should be. The head that it prints, kept elsewhere
and given back with --expect, proves later that no entry was changed or cut off.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var head ledger.Head
			var err error
			if expect != "" {
				if head, err = ledger.ParseHead(expect); err != nil {
					return err
				}
			}
			return c.check(cmd, head)
		},
	}
	cmd.Flags().StringVar(&expect, "expect", "", "a head that was kept, NUMBER:HASH")
	return cmd
}

// check asks the server, or looks at the file itself when none runs.
func (c *command) check(cmd *cobra.Command, expect ledger.Head) error {
	settings, err := c.load()
	if err != nil {
		return err
	}
	bar := c.progress("checking", 1)
	client, err := app.Dial(cmd.Context(), settings.DatabasePath())
	var report ledger.Report
	switch {
	case err == nil:
		report, err = ask(cmd, client, expect, bar)
		err = errors.Join(err, client.Close())
	case errors.Is(err, app.ErrNoServer):
		report, err = app.Verify(cmd.Context(), settings, expect, func(done, total int64) { step(bar, done, total) })
	}
	if err := finished(bar, err, true); err != nil {
		return err
	}
	return c.told(report)
}

func step(bar *progressbar.ProgressBar, done, total int64) {
	bar.ChangeMax64(max(total, 1))
	_ = bar.Set64(done) // a bar that cannot be drawn is no reason to end
}

func ask(cmd *cobra.Command, client *app.Client, expect ledger.Head, bar *progressbar.ProgressBar) (report ledger.Report, err error) {
	var body struct {
		Expect *web.LedgerHead `json:"expect,omitempty"`
	}
	if expect.Seq > 0 {
		body.Expect = &web.LedgerHead{Seq: expect.Seq, Hash: hex.EncodeToString(expect.Hash[:])}
	}
	text, err := json.Marshal(body)
	if err != nil {
		return report, err
	}
	complete := false
	err = client.Lines(cmd.Context(), "/api/v1/ledger/verify", "application/json", bytes.NewReader(text), 0, func(text []byte) error {
		var line web.VerifyLine
		if err := json.Unmarshal(text, &line); err != nil {
			return err
		}
		switch {
		case line.Progress != nil:
			step(bar, line.Progress.Done, line.Progress.Total)
		case line.Problem != nil:
			return errors.New(line.Problem.Detail)
		case line.Report != nil:
			complete = true
			report, err = reportOf(*line.Report)
		}
		return err
	})
	if err == nil && !complete {
		err = errors.New("the server ended before it was done")
	}
	return report, err
}

// reportOf is the server's report as the ledger makes it.
func reportOf(told web.VerifyReport) (ledger.Report, error) {
	report := ledger.Report{Entries: told.Entries, Records: told.Records, Erased: told.Erased, Found: told.Found}
	for _, d := range told.Differences {
		report.Differences = append(report.Differences, ledger.Difference(d))
	}
	var err error
	report.Head, err = ledger.ParseHead(fmt.Sprintf("%d:%s", told.Head.Seq, told.Head.Hash))
	return report, err
}

func (c *command) told(report ledger.Report) error {
	for _, d := range report.Differences {
		place := d.Table + " " + d.Key
		if d.Column != "" {
			place += ", " + d.Column
		}
		fmt.Fprintf(c.err, "%s: is %s, should be %s\n", place, d.Have, d.Want)
	}
	fmt.Fprintf(c.out, "%d entries, %d records of which %d are erased\n", report.Entries, report.Records, report.Erased)
	if !report.Sound() {
		fmt.Fprintf(c.out, "NOT SOUND: %d differences\n", report.Found)
		return errRefused
	}
	fmt.Fprintf(c.out, "sound; head %s\n", report.Head)
	return nil
}
