package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/floor"
)

func (c *command) demo() *cobra.Command {
	var options app.DemoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play a warehouse: a pick and a packing station with simulated scanners and a printer",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options.Version, options.Log = buildVersion(), c.log(slog.LevelWarn)
			fmt.Fprintln(c.out, "Bringing goods and orders in …")
			demo, err := app.OpenDemo(cmd.Context(), options)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.out, `
Open   %[1]s
       Click a station's barcodes: each click is typed into the serial line of its
       scanner. Begin with a badge at pick-1, then NEXT; then pack-1.
Scan   from a shell, NEXT for example:
       curl -H 'Content-Type: application/json' -d '{"station":"pick-1","code":"%[4]s"}' %[1]s/api/v1/demo/scans
Look   %[5]s verify -c %[2]s
       and release, order, cancel, sheet alike. The printer is %[3]s.
Stop   Ctrl-C
`, demo.URL(), demo.SettingsFile(), demo.Printer(), floor.Code{Kind: floor.CodeCommand, Body: string(floor.Next)}, os.Args[0])
			return errors.Join(demo.Run(cmd.Context()), demo.Close())
		},
	}
	cmd.Flags().StringVar(&options.Folder, "folder", "", "keep the warehouse here and go on with it; a temporary folder unless given")
	cmd.Flags().StringVar(&options.Listen, "listen", "127.0.0.1:8080", "address to listen on; the next free port when it is taken")
	return cmd
}
