package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	"tallyman/internal/config"
	"tallyman/internal/floor"
)

const settingsName = "tallyman.toml"

// The services of the fixture's orders.
const (
	standard = "standard"
	express  = "express"
)

// settingsText is written once into the folder: the address to listen on, the
// zone, the cut-offs of standard and express, then the stations.
const settingsText = `# Settings of a demo: its scanners and its printers are simulated.
[server]
listen = %q
database = "sqlite:tallyman.db"
time_zone = %q

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
cut_off = %q
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

[[service]]
id = "express"
name = "Express"
carrier = "Example Courier"
tracking_prefix = "XP"
tracking_digits = 10
tracking_check = "mod10"
tracking_from = 1
tracking_to = 9999999999
cut_off = %q
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
`

// stationText is a station: its name, its kind, the folder and its name.
const stationText = `
[[station]]
id = %[1]q
kind = %[2]q
scanner = "serial:%[3]s/%[1]s.tty?answer=datalogic"
`

// settings reads the folder's settings, which are written when there are none.
func (d *Demo) settings() (config.Config, error) {
	known, err := config.Load(d.SettingsFile(), nil)
	if !errors.Is(err, fs.ErrNotExist) {
		return known, err
	}
	zone := homeZone()
	day := newDay(time.Now().In(zone))
	var text bytes.Buffer
	fmt.Fprintf(&text, settingsText, d.options.Listen, zone,
		day.truck.Add(truckEvery).Format("15:04"), day.truck.Format("15:04"))
	for _, id := range []floor.StationID{"pick-1", "pick-2"} {
		fmt.Fprintf(&text, stationText, id, config.Pick, d.folder)
	}
	for _, id := range []floor.StationID{"pack-1", "pack-2"} {
		b, err := d.bench(id)
		if err != nil {
			return config.Config{}, err
		}
		if err := b.placePrinter(""); err != nil {
			return config.Config{}, err
		}
		fmt.Fprintf(&text, stationText+"labels = %[4]q\n", id, config.Pack, d.folder, b.printer.URL())
	}
	if err := os.WriteFile(d.SettingsFile(), text.Bytes(), 0o600); err != nil {
		return config.Config{}, err
	}
	return config.Load(d.SettingsFile(), nil)
}

// plugIn gives every station of the settings its simulated devices.
func (d *Demo) plugIn(settings config.Config) error {
	for _, s := range settings.Stations {
		b, err := d.bench(s.ID)
		if err != nil {
			return err
		}
		if s.Labels == "" || b.printer != nil {
			continue
		}
		address, err := url.Parse(s.Labels)
		if err != nil {
			return fmt.Errorf("printer of %s: %w", s.ID, err)
		}
		if err := b.placePrinter(address.Host); err != nil {
			return err
		}
	}
	return nil
}
