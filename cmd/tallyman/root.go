package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tallyman/internal/app"
	"tallyman/internal/config"
)

// command is what all subcommands share.
type command struct {
	streams
	settings string
}

func newRoot(s streams) *cobra.Command {
	c := &command{streams: s}
	root := &cobra.Command{
		Use:   "tallyman",
		Short: "Runs the floor of a warehouse: orders in, picks and packs by scan, labels out",
		Long: `Tallyman reads handheld scanners, checks every pick and pack against the pick list,
prints labels and invoices, and shows the state of every station in browsers.

  tallyman demo     shows it with scanners that you click
  tallyman init     begins a warehouse of your own`,
		SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.PersistentFlags().StringVarP(&c.settings, "config", "c", "tallyman.toml", "settings file")
	root.AddCommand(
		c.initCommand(), c.serve(), c.demo(),
		c.importFile(), c.sheet(), c.gs1(), c.print(), c.release(), c.order(), c.cancel(), c.move(), c.verify(),
		c.simulate(), c.doctor(), c.version(),
	)
	return root
}

// load reads the settings.
func (c *command) load() (config.Config, error) { return config.Load(c.settings, config.Environment()) }

// speak finds the server, or opens its database for the time of do.
func (c *command) speak(cmd *cobra.Command, do func(ctx context.Context, client *app.Client) error) error {
	settings, err := c.load()
	if err != nil {
		return err
	}
	client, err := app.Connect(cmd.Context(), app.Options{Config: settings, Version: buildVersion(), Log: c.log(slog.LevelWarn)})
	if err != nil {
		return err
	}
	return errors.Join(do(cmd.Context(), client), client.Close())
}

// log writes for people at a terminal and JSON elsewhere, times in UTC.
func (c *command) log(level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: inUTC}
	if isTerminal(c.err) {
		return slog.New(slog.NewTextHandler(c.err, options))
	}
	return slog.New(slog.NewJSONHandler(c.err, options))
}

func inUTC(_ []string, a slog.Attr) slog.Attr {
	if at, ok := a.Value.Any().(time.Time); ok {
		a.Value = slog.TimeValue(at.UTC())
	}
	return a
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
