package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/web"
)

func (c *command) move() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "move PRINTER STATION",
		Short: "Print elsewhere what waits for a printer",
		Long: `Moves all jobs that wait for a printer to the printers of a station: labels to its label
printer, other papers to its document printer. They keep their order. A paper that was
begun, or of which nobody knows whether it came out, stays. PRINTER is the address that
print jobs have, as in the settings.`,
		Example: "  tallyman move 'zpl+tcp://192.0.2.10:9100' pack-2 --reason 'out of paper'",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				var answer web.Answer
				move := map[string]string{"from": arguments[0], "to": arguments[1], "by": "tallyman move", "reason": reason}
				if err := client.JSON(ctx, http.MethodPost, "/api/v1/print-jobs/move", move, &answer); err != nil {
					return err
				}
				fmt.Fprintln(c.out, answer.Text)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the history; no personal data")
	return cmd
}
