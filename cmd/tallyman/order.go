package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tallyman/internal/app"
	"tallyman/internal/view"
)

func (c *command) order() *cobra.Command {
	return &cobra.Command{
		Use:   "order NUMBER",
		Short: "Show an order: its lines, parcels and papers",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				var detail view.OrderDetail
				if err := client.JSON(ctx, http.MethodGet, "/api/v1/orders/"+url.PathEscape(arguments[0]), nil, &detail); err != nil {
					return err
				}
				return showOrder(c.out, detail)
			})
		},
	}
}

func showOrder(out io.Writer, d view.OrderDetail) error {
	o := d.Order
	fmt.Fprintf(out, "%s  %s  %s, ship by %s\n", o.ID, o.State, o.Service, o.ShipBy.UTC().Format(time.RFC3339))
	for _, hold := range d.Holds {
		fmt.Fprintf(out, "held: %s, by %s\n", hold.Kind, hold.By)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nSKU\tname\tordered\treserved\tpicked\tpacked\tshort\tcancelled")
	for _, l := range d.Lines {
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\n", l.SKU, l.Name, l.Ordered, l.Reserved, l.Picked, l.Packed, l.Short, l.Cancelled)
	}
	if len(d.Parcels) > 0 {
		fmt.Fprintln(table, "\nparcel\tstate\tSSCC\ttracking number")
	}
	for _, p := range d.Parcels {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.ID, p.State, p.SSCC, p.TrackingNumber)
	}
	if len(d.PrintJobs) > 0 {
		fmt.Fprintln(table, "\npaper\twhat\tstate\tprinter")
	}
	for _, j := range d.PrintJobs {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", j.ID, j.Document, j.State, j.Printer)
	}
	return table.Flush()
}
