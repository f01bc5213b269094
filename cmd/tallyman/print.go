package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tallyman/devices/printer"
	"tallyman/internal/app"
)

// papers are what can be printed, and what each is made of.
func papers() []string {
	return []string{
		"label", "invoice", "slip", "gift-slip", "contents", "return",
		"cn22", "cn23", "commercial-invoice",
		"bin", "tote", "badge", "item", "case", "manifest", "badges", "totes", "bins", "commands",
	}
}

// paperFormats are the languages of files, by how their names end.
func paperFormats() map[string]string {
	return map[string]string{".png": "png", ".pdf": "pdf", ".zpl": "zpl", ".tspl": "tspl", ".epl": "epl", ".escpos": "escpos"}
}

func (c *command) print() *cobra.Command {
	query, to := url.Values{}, ""
	cmd := &cobra.Command{
		Use:   "print KIND",
		Short: "Make a paper of what is stored, into a file or on a printer",
		Long: `Makes a paper of what is stored, as it prints: into a file, whose name says how
(.png, .pdf, .zpl, .tspl, .epl, .escpos), or on a printer by its device URL.

  tallyman print slip --order SO-1001 --to slip.pdf
  tallyman print return --order SO-1001 --to zpl+tcp://192.0.2.10:9100
  tallyman print bin --bin A-12-03 --to zpl+tcp://192.0.2.10:9100
  tallyman print manifest --day 2026-11-23 --to manifest.pdf

Of an order: label, invoice, slip (gift-slip without prices), contents, return;
for customs cn22, cn23 and commercial-invoice.
Of the house: bin, tote, badge, item, case. Lists: manifest; badges, totes, bins
and commands are sheets of barcodes. The layout of the shipping label:

  tallyman print layout --default > label.toml

Nothing is queued and nothing recorded. A shipping label has to come out once, so
this makes pictures and files of it only; the office prints another copy.`,
		Args: cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs), ValidArgs: papers(),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			if to == "" {
				return errors.New("--to is missing: name a file, or a printer by its device URL")
			}
			return c.speak(cmd, func(ctx context.Context, client *app.Client) error {
				return c.printPaper(ctx, client, arguments[0], flagged(cmd, query), to)
			})
		},
	}
	flags := cmd.Flags()
	flags.String("order", "", "the order's number")
	flags.String("parcel", "", "one parcel of the order; the newest without")
	flags.String("bin", "", "name of a bin")
	flags.String("tote", "", "name of a tote")
	flags.String("badge", "", "name of a badge")
	flags.String("item", "", "SKU, for the label of a unit or a case")
	flags.String("day", "", "day of a manifest; today without")
	flags.String("station", "", "only what was handed over there, for a manifest")
	flags.String("language", "", "in place of the customer's: en, uk, ru, ro, nb, zh-CN")
	flags.Int("dpi", 203, "dots per inch of a file")
	flags.String("media", "", "paper of a file, such as 102x152, 210x297, or 80x2000 for a roll")
	flags.StringVar(&to, "to", "", "file to write, or device URL of a printer")
	cmd.AddCommand(c.printLayout())
	return cmd
}

// flagged puts the flags that were given into a query.
func flagged(cmd *cobra.Command, query url.Values) url.Values {
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if flag.Name != "to" && flag.Name != "config" {
			query.Set(flag.Name, flag.Value.String())
		}
	})
	return query
}

// printPaper gets the paper from the server and brings it where it shall go.
func (c *command) printPaper(ctx context.Context, client *app.Client, kind string, query url.Values, to string) error {
	if strings.Contains(to, "://") || strings.Contains(to, "+") && strings.Contains(to, ":") {
		return c.printOn(ctx, client, kind, query, to)
	}
	format, known := paperFormats()[strings.ToLower(filepath.Ext(to))]
	if !known {
		return fmt.Errorf("--to %s: the name of a file ends in .png, .pdf, .zpl, .tspl, .epl or .escpos; "+
			"a printer is a device URL such as zpl+tcp://192.0.2.10:9100", to)
	}
	query.Set("format", format)
	if err := sized(query); err != nil {
		return err
	}
	content, err := c.fetch(ctx, client, kind, query)
	if err != nil {
		return err
	}
	// A paper shows an address.
	if err := os.WriteFile(to, content, 0o600); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is written\n", to)
	return nil
}

// printOn prints on a device, in its language and for the paper in it.
func (c *command) printOn(ctx context.Context, client *app.Client, kind string, query url.Values, address string) error {
	if kind == "label" {
		return fmt.Errorf("a shipping label comes out once: print another copy in the office, or give --to a file to look at it")
	}
	for _, name := range []string{"dpi", "media"} {
		if query.Has(name) {
			return fmt.Errorf("--%s is an option of the printer's URL: …?%s=", name, name)
		}
	}
	device, err := printer.Open(address)
	if err != nil {
		return err
	}
	width, height := device.Media()
	query.Set("format", device.Language())
	query.Set("dpi", strconv.Itoa(device.DPI()))
	query.Set("width_mm", strconv.FormatFloat(width, 'f', -1, 64))
	query.Set("height_mm", strconv.FormatFloat(height, 'f', -1, 64))
	content, err := c.fetch(ctx, client, kind, query)
	if err != nil {
		return err
	}
	result := device.Send(ctx, content, func() error { return nil })
	if result.Err != nil {
		return fmt.Errorf("%s: %s: %w", address, result.Outcome, result.Err)
	}
	fmt.Fprintf(c.out, "%d bytes, %s\n", len(content), result.Outcome)
	return nil
}

// fetch gets the paper, and warns of characters that are not on it.
func (c *command) fetch(ctx context.Context, client *app.Client, kind string, query url.Values) ([]byte, error) {
	content, missing, err := client.Paper(ctx, "/api/v1/papers/"+kind+"?"+query.Encode())
	if missing != "" {
		fmt.Fprintf(c.err, "warning: no font has %s; a box is printed instead\n", missing)
	}
	return content, err
}

// sized reads --media, which the server takes as two numbers.
func sized(query url.Values) error {
	media := query.Get("media")
	if media == "" {
		return nil
	}
	width, height, both := strings.Cut(strings.ToLower(media), "x")
	for _, side := range []string{width, height} {
		if mm, err := strconv.ParseFloat(side, 64); !both || err != nil || mm <= 0 {
			return fmt.Errorf("--media %q: write width and height in millimetres, such as 102x152", media)
		}
	}
	query.Del("media")
	query.Set("width_mm", width)
	query.Set("height_mm", height)
	return nil
}
