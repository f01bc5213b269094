package main

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
)

func (c *command) serve() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Run the server: scanners, printers, screens",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			settings, err := c.load()
			if err != nil {
				return err
			}
			log := c.log(slog.LevelInfo)
			server, err := app.New(cmd.Context(), app.Options{Config: settings, Version: buildVersion(), Log: log})
			if err != nil {
				return err
			}
			fmt.Fprintf(c.out, "Tallyman is at %s\n", server.URL())
			if len(settings.Stations) == 0 {
				fmt.Fprintf(c.out, "There is no station yet: %s says how to name one.\n", c.settings)
			}
			err = errors.Join(server.Run(cmd.Context()), server.Close())
			if err == nil {
				log.Info("stopped")
			}
			return err
		},
	}
}
