package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tallyman/internal/config"
)

func (c *command) initCommand() *cobra.Command {
	var system bool
	var into string
	init := &cobra.Command{
		Use:   "init",
		Short: "Write a settings file with every key explained, or with --system a service of this machine",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if system {
				return c.initSystem(into)
			}
			return c.initSettings()
		},
	}
	init.Flags().BoolVar(&system, "system", false, "write a systemd unit and udev rules for the devices of the settings")
	init.Flags().StringVar(&into, "into", "/", "with --system: the folder that stands for / when a package is made")
	return init
}

func (c *command) initSettings() error {
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
  tallyman serve                          or tallyman init --system for a service that starts with the machine
`, c.settings)
	return nil
}

// initSystem writes what makes the program a service. It does not touch the
// running machine: that is for whoever reads the files first.
func (c *command) initSystem(into string) error {
	path, err := filepath.Abs(c.settings)
	if err != nil {
		return err
	}
	settings, err := config.Load(path, config.Environment())
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	files, err := settings.SystemFiles(program)
	if err != nil {
		return err
	}
	for _, file := range files {
		to := filepath.Join(into, file.Path)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil { //nolint:gosec // as the folders of systemd and udev are
			return fmt.Errorf("%w: run it as root, or give a folder of yours with --into", err)
		}
		if err := os.WriteFile(to, []byte(file.Text), 0o644); err != nil { //nolint:gosec // read by udev and by people
			return fmt.Errorf("%w: run it as root, or give a folder of yours with --into", err)
		}
		fmt.Fprintf(c.out, "%s is written\n", to)
	}
	fmt.Fprintf(c.out, `Look them through, then as root:
  useradd --system --home-dir %[1]s --shell /usr/sbin/nologin tallyman
  chown -R tallyman: %[1]s && chown tallyman: %[2]s
  udevadm control --reload && udevadm trigger
  systemctl daemon-reload && systemctl enable --now tallyman
`, filepath.Dir(settings.DatabasePath()), path)
	return nil
}
