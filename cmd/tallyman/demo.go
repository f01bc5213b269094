package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"tallyman/internal/demo"
)

func (c *command) demo() *cobra.Command {
	var options demo.Options
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play a warehouse at work, with simulated people, scanners and printers",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options.Version, options.Log = buildVersion(), c.log(slog.LevelWarn)
			fmt.Fprintln(c.out, "Bringing goods and orders in, and playing the day so far …")
			played, err := demo.Open(cmd.Context(), options)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.out, `
Open   %[1]s/demo
       Five minutes through the floor: take a station over by clicking barcodes,
       break a printer, pull a plug. The wall is %[1]s/wall
Look   %[3]s verify -c %[2]s
       and release, order, cancel, sheet alike.
Stop   Ctrl-C
`, played.URL(), played.SettingsFile(), os.Args[0])
			return errors.Join(played.Run(cmd.Context()), played.Close())
		},
	}
	cmd.Flags().StringVar(&options.Folder, "folder", "", "keep the warehouse here and go on with it; a temporary folder unless given")
	cmd.Flags().StringVar(&options.Listen, "listen", "127.0.0.1:8080", "address to listen on; the next free port when it is taken")
	cmd.Flags().BoolVar(&options.Still, "still", false, "begin with an empty day and workers who stand still")
	return cmd
}
