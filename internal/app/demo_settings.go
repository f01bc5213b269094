package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/config"
)

const settingsName = "tallyman.toml"

// demoSettings are written once into the folder: the address to listen on, the
// folder, the printer and the folder again.
const demoSettings = `# Settings of a demo: its scanners and its printer are simulated.
[server]
listen = %q
database = "sqlite:tallyman.db"

[site]
name = "Demo"
tax_id = "XX 000 000 000"

[site.sender]
name = "Mugs and Gadgets"
line1 = "1 Example Street"
city = "Example"
postcode = "00000"
country = "DE"

[[service]]
id = "standard"
name = "Standard"
carrier = "Example Post"
tracking_prefix = "RR"
tracking_suffix = "DE"
tracking_digits = 8
tracking_check = "s10"
tracking_from = 1
tracking_to = 99999999
cut_off = "16:00"
days = ["mon", "tue", "wed", "thu", "fri"]

[[service]]
id = "express"
name = "Express"
carrier = "Example Courier"
tracking_prefix = "XP"
tracking_digits = 10
tracking_check = "mod10"
tracking_from = 1
tracking_to = 9999999999
cut_off = "14:00"
days = ["mon", "tue", "wed", "thu", "fri", "sat"]

[[station]]
id = "pick-1"
kind = "pick"
scanner = "serial:%s/pick-1.tty?answer=datalogic"

[[station]]
id = "pack-1"
kind = "pack"
scanner = "serial:%s/pack-1.tty?answer=datalogic"
labels = %q
`

// settings reads the folder's settings, which are written when there are none,
// and starts the printer where they have it.
func (d *Demo) settings(listen string) (config.Config, error) {
	known, err := config.Load(d.SettingsFile(), nil)
	if err == nil {
		return known, d.startPrinter(printerAddress(known))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return config.Config{}, err
	}
	if err := d.startPrinter(""); err != nil {
		return config.Config{}, err
	}
	text := fmt.Sprintf(demoSettings, listen, d.folder, d.folder, d.printer.URL())
	if err := os.WriteFile(d.SettingsFile(), []byte(text), 0o600); err != nil {
		return config.Config{}, err
	}
	return config.Load(d.SettingsFile(), nil)
}

func printerAddress(settings config.Config) string {
	for _, s := range settings.Stations {
		if address, err := url.Parse(s.Labels); err == nil && address.Host != "" {
			return address.Host
		}
	}
	return ""
}

func (d *Demo) startPrinter(address string) (err error) {
	d.printer, err = sim.NewPrinter(sim.PrinterOptions{Address: address, PrintTime: demoPrintTime})
	if err != nil {
		return fmt.Errorf("printer of the demo: %w", err)
	}
	d.closing = append(d.closing, d.printer.Close)
	return nil
}

// badge is a person of the demo.
type badge struct{ name, role, code string }

func readBadges(warehouse fs.FS) ([]badge, error) {
	file, err := fs.ReadFile(warehouse, "badges.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("badges of the demo: %w", err)
	}
	var badges []badge
	for _, row := range rows[1:] {
		if len(row) == 3 && strings.HasPrefix(row[2], "TLB") {
			badges = append(badges, badge{row[0], row[1], row[2]})
		}
	}
	return badges, nil
}

// asOfToday moves the times of an orders file by whole days, so that the first
// order was placed today: nobody wants a demo where all is late.
func asOfToday(file []byte, now time.Time) ([]byte, error) {
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil || len(rows) < 2 {
		return file, err
	}
	columns := []int{slices.Index(rows[0], "placed_at"), slices.Index(rows[0], "ship_by")}
	if slices.Contains(columns, -1) {
		return file, nil
	}
	first, err := time.Parse(time.RFC3339, rows[1][columns[0]])
	if err != nil {
		return nil, err
	}
	days := int(now.UTC().Truncate(oneDay).Sub(first.UTC().Truncate(oneDay)) / oneDay)
	for _, row := range rows[1:] {
		for _, column := range columns {
			at, err := time.Parse(time.RFC3339, row[column])
			if err != nil {
				return nil, err
			}
			row[column] = at.UTC().AddDate(0, 0, days).Format(time.RFC3339)
		}
	}
	var moved bytes.Buffer
	writer := csv.NewWriter(&moved)
	if err := writer.WriteAll(rows); err != nil {
		return nil, err
	}
	return moved.Bytes(), nil
}

const oneDay = 24 * time.Hour
