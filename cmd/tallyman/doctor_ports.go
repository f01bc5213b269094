package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tallyman/devices/line"
)

func (c *command) doctorPorts() *cobra.Command {
	return &cobra.Command{
		Use:   "ports",
		Short: "List what is plugged in, with its address for the settings; nothing is opened",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			found := line.Ports("/")
			if len(found) == 0 {
				fmt.Fprintln(c.out, "Nothing is plugged in that a scanner, printer or scale could be.")
				return nil
			}
			table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
			for _, p := range found {
				name := strings.TrimSpace(p.Maker + " " + p.Model)
				fmt.Fprintf(table, "%s\t%s\t%s\n", p.URL, cmp.Or(name, p.Path), p.USB)
			}
			return table.Flush()
		},
	}
}
