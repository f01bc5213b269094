package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/importing"
	"tallyman/internal/web"
)

func (c *command) importFile() *cobra.Command {
	var kinds []string
	for _, kind := range importing.Kinds() {
		kinds = append(kinds, string(kind))
	}
	return &cobra.Command{
		Use:   "import KIND FILE.csv",
		Short: "Bring in " + strings.Join(kinds, ", "),
		Long: "Bring in " + strings.Join(kinds, ", ") + " from a CSV file. Every row that cannot be used is named with\n" +
			"its line; all others are used. The same file again changes nothing. FILE may be - for\n" +
			"standard input. Ends with 2 when rows were refused.",
		Args: cobra.ExactArgs(2), ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			kind, err := importing.ParseKind(arguments[0])
			if err != nil {
				return err
			}
			return c.bring(cmd, kind, arguments[1])
		},
	}
}

func (c *command) bring(cmd *cobra.Command, kind importing.Kind, name string) error {
	file, size := io.NopCloser(c.in), int64(0)
	if name != "-" {
		opened, err := os.Open(name)
		if err != nil {
			return err
		}
		file = opened
		if info, err := opened.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	defer file.Close()
	bar := c.progress("importing "+string(kind), size)
	var report *importing.Report
	err := c.speak(cmd, func(ctx context.Context, client *app.Client) error {
		return client.Lines(ctx, "/api/v1/imports/"+string(kind), "text/csv", file, size, func(text []byte) error {
			var line web.ImportLine
			if err := json.Unmarshal(text, &line); err != nil {
				return err
			}
			switch {
			case line.Progress != nil:
				return bar.Set64(line.Progress.Done)
			case line.Problem != nil:
				return fmt.Errorf("the import broke off and can be repeated: %s", line.Problem.Detail)
			}
			report = line.Report
			return nil
		})
	})
	if err := finished(bar, err, report != nil); err != nil {
		return err
	}
	return c.reported(name, *report)
}

// progress draws a bar, at a terminal only.
func (c *command) progress(what string, total int64) *progressbar.ProgressBar {
	if !isTerminal(c.err) {
		return progressbar.DefaultSilent(total)
	}
	return progressbar.NewOptions64(max(total, 1), progressbar.OptionSetWriter(c.err), progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(false))
}

// finished ends a bar and says whether the stream came to its end.
func finished(bar *progressbar.ProgressBar, err error, complete bool) error {
	if cleared := bar.Finish(); err == nil {
		err = cleared
	}
	if err == nil && !complete {
		err = fmt.Errorf("the server ended before it was done; the same command again goes on")
	}
	return err
}

// reported tells what became of a file.
func (c *command) reported(name string, report importing.Report) error {
	for _, e := range report.Errors {
		fmt.Fprintln(c.err, rowError(name, e))
	}
	fmt.Fprintf(c.out, "%s: %d new or changed, %d as before, %d refused\n", report.Kind, report.OK, report.Unchanged, report.Failed)
	if report.Failed > 0 {
		return errRefused
	}
	return nil
}

// rowError is a bad row in one line: file, line, column, value, reason.
func rowError(name string, e importing.RowError) string {
	said := fmt.Sprintf("%s:%d: ", name, e.Line)
	if e.Warning {
		said += "warning: "
	}
	if e.Column != "" {
		said += e.Column + " "
	}
	if e.Value != "" {
		said += fmt.Sprintf("%q ", e.Value)
	}
	return said + e.Reason + ": " + e.Message
}
