package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/web"
)

func (c *command) release() *cobra.Command {
	totes := 0
	cmd := &cobra.Command{
		Use:   "release",
		Short: "Make a pick list of the oldest promises",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				var made web.ListReleased
				if err := client.JSON(ctx, http.MethodPost, "/api/v1/pick-lists", map[string]int{"totes": totes}, &made); err != nil {
					return err
				}
				fmt.Fprintf(c.out, "%s: %s\n", made.List, made.Text)
				return nil
			})
		},
	}
	cmd.Flags().IntVar(&totes, "totes", 0, "how many totes the cart has; a list of one order unless given")
	return cmd
}
