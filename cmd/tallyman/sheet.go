package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
)

func (c *command) sheet() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "sheet badges|totes|bins|commands",
		Short: "Make a PDF of barcodes to print and cut out",
		Args:  cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs), ValidArgs: []string{"badges", "totes", "bins", "commands"},
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				content, err := client.File(ctx, "/api/v1/sheets/"+arguments[0]+".pdf")
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
			})
		},
	}
	cmd.Flags().StringVarP(&name, "output", "o", "", "file to write, - for standard output")
	_ = cmd.MarkFlagRequired("output")
	return cmd
}
