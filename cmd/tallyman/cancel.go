package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/web"
)

func (c *command) cancel() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "cancel ORDER",
		Short: "Cancel an order, whoever works on it",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				var answer web.Answer
				path := "/api/v1/orders/" + url.PathEscape(arguments[0]) + "/cancel"
				if err := client.JSON(ctx, http.MethodPost, path, map[string]string{"reason": reason}, &answer); err != nil {
					return err
				}
				fmt.Fprintln(c.out, answer.Text)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "office", "why, as it is kept with the order")
	return cmd
}
