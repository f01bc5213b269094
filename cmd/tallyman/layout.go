package main

import (
	"context"
	"net/http"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/paper"
	"tallyman/internal/web"
)

func (c *command) printLayout() *cobra.Command {
	usual := false
	cmd := &cobra.Command{
		Use:   "layout",
		Short: "Write the layout of the shipping label, to change it",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if usual {
				_, err := c.out.Write(paper.DefaultLayoutText())
				return err
			}
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				var layout web.LabelLayout
				if err := client.JSON(ctx, http.MethodGet, "/api/v1/label-layout", nil, &layout); err != nil {
					return err
				}
				_, err := c.out.Write([]byte(layout.Layout))
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&usual, "default", false, "the program's own layout, not that of the settings")
	return cmd
}
