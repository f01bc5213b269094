package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tallyman/devices/scanner/doctor"
)

func (c *command) doctor() *cobra.Command {
	cmd := &cobra.Command{Use: "doctor", Short: "Look at a device and say how it has to be set", Args: cobra.NoArgs}
	cmd.AddCommand(c.doctorScanner(), c.doctorPrinter(), c.doctorScale(), c.doctorPorts())
	return cmd
}

func (c *command) doctorScanner() *cobra.Command {
	var o doctor.Options
	var span time.Duration
	cmd := &cobra.Command{
		Use:   "scanner URL",
		Short: "Show what a scanner sends, byte by byte, and play it the answers",
		Long: `Shows what a scanner sends, byte by byte, and says how its URL has to be: how codes end,
whether they name their symbology, whether the speed is wrong, which family it is. Type
good, bad, over, attention or all to hear the answers of the URL's family, or the name of
another family to hear its good one. The server must not have the port open.

  tallyman doctor scanner serial:/dev/ttyACM0
  tallyman doctor scanner 'serial:/dev/ttyUSB0?baud=9600&answer=datalogic' --play --for 30s`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			ctx := cmd.Context()
			if span > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, span)
				defer cancel()
			}
			o.URL, o.Keys, o.Out = arguments[0], c.in, c.out
			return doctor.Run(ctx, o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.Play, "play", false, "answer codes by good, bad, over and attention in turn")
	flags.StringVar(&o.Record, "record", "", "new file for what goes over the line, to be played again in tests")
	flags.DurationVar(&span, "for", 0, "end after this time; unless given, ctrl-C ends")
	return cmd
}
