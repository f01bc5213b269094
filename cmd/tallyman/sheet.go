package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func (c *command) sheet() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "sheet badges|totes|bins|commands",
		Short: "Make a PDF of barcodes to print and cut out",
		Args:  cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs), ValidArgs: []string{"badges", "totes", "bins", "commands"},
		RunE: func(cmd *cobra.Command, arguments []string) error {
			client, err := c.connect(cmd)
			if err != nil {
				return err
			}
			defer client.Close()
			content, err := client.File(cmd.Context(), "/api/v1/sheets/"+arguments[0]+".pdf")
			if err != nil {
				return err
			}
			if name == "-" {
				_, err := c.out.Write(content)
				return err
			}
			// A sheet of badges is as good as the badges.
			if err := os.WriteFile(name, content, 0o600); err != nil {
				return err
			}
			fmt.Fprintf(c.out, "%s is written\n", name)
			return nil
		},
	}
	cmd.Flags().StringVarP(&name, "output", "o", "", "file to write, - for standard output")
	_ = cmd.MarkFlagRequired("output")
	return cmd
}
