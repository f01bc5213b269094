package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"tallyman/internal/config"
)

func (c *command) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a settings file with every key explained",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			file, err := os.OpenFile(c.settings, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already: move it away first, or name another file with --config", c.settings)
			}
			if err != nil {
				return err
			}
			_, err = file.WriteString(config.Sample())
			if err := errors.Join(err, file.Close()); err != nil {
				return err
			}
			fmt.Fprintf(c.out, `%[1]s is written. Name your stations in it, then:
  tallyman import items items.csv         and locations, stock, badges, totes, orders
  tallyman sheet commands -o commands.pdf and badges, totes, bins: the barcodes to print
  tallyman serve
`, c.settings)
			return nil
		},
	}
}
