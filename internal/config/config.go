package config

import (
	"path/filepath"
	"strings"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
)

// Config is the settings, complete and checked. It is a value; nothing changes
// it after Load.
type Config struct {
	Server   Server    `toml:"server"`
	Site     Site      `toml:"site"`
	Scan     Scan      `toml:"scan"`
	Print    Print     `toml:"print"`
	Paper    Paper     `toml:"paper"`
	Services []Service `toml:"service"`
	Stations []Station `toml:"station"`

	// File is where the settings came from, "" for none.
	File string `toml:"-"`
}

// Server is where the program listens and keeps its data.
type Server struct {
	// Listen is a TCP address, host:port.
	Listen string `toml:"listen"`
	// Database is an engine and a place, such as "sqlite:tallyman.db".
	Database string `toml:"database"`
	// Origins are the addresses, beside the server's own, at which browsers
	// may open it: "https://tally.example.com".
	Origins []string `toml:"origins"`
	// Writers are networks whose machines may write as this one may:
	// "192.0.2.0/24".
	Writers []Network `toml:"writers"`
	// TimeZone is the zone of cut-offs and of dates on paper.
	TimeZone Zone `toml:"time_zone"`
}

// Site is who ships, as it stands on labels and invoices.
type Site struct {
	Name   string `toml:"name"`
	Sender Sender `toml:"sender"`
	TaxID  string `toml:"tax_id"`
	// GS1Prefix is the GS1 Company Prefix, 4 to 12 digits (GS1 General
	// Specifications, section 1.4).
	GS1Prefix string `toml:"gs1_prefix"`
	// GS1Extension is the first digit of every SSCC, 0 to 9.
	GS1Extension int `toml:"gs1_extension"`
	// InvoicePrefix stands before the number of an invoice.
	InvoicePrefix string `toml:"invoice_prefix"`
}

// Sender is the address parcels come from.
type Sender struct {
	Name     string `toml:"name"`
	Company  string `toml:"company"`
	Line1    string `toml:"line1"`
	Line2    string `toml:"line2"`
	City     string `toml:"city"`
	Region   string `toml:"region"`
	Postcode string `toml:"postcode"`
	// Country is an ISO 3166-1 alpha-2 code.
	Country string `toml:"country"`
	Phone   string `toml:"phone"`
	Email   string `toml:"email"`
}

// Address is the sender as documents print it.
func (s Sender) Address() ship.Address { return ship.Address(s) }

// Scan is how reads are told apart.
type Scan struct {
	// DoubleWindow is how long the same code of the same device is one read.
	DoubleWindow Duration `toml:"double_window"`
}

// Print is how long print jobs may wait, and what is kept of them.
type Print struct {
	ExpireAfter Duration `toml:"expire_after"`
	// AlternateAfter is how long a printer has trouble before its jobs go to
	// the alternate of its station.
	AlternateAfter Duration `toml:"alternate_after"`
	// KeepBytes is how long the exact bytes of a label are kept after the
	// last that happened to it; zero is for ever.
	KeepBytes Duration `toml:"keep_bytes"`
}

// Paper is what papers look like.
type Paper struct {
	// LabelLayout is a file with the layout of the shipping label; "" is the
	// layout of the program. A relative one lies beside the settings file.
	LabelLayout string `toml:"label_layout"`
}

// Service is a delivery service with its range of tracking numbers. A number
// is prefix, digits, check digit, suffix.
type Service struct {
	ID      string `toml:"id"`
	Name    string `toml:"name"`
	Carrier string `toml:"carrier"`

	TrackingPrefix string `toml:"tracking_prefix"`
	TrackingSuffix string `toml:"tracking_suffix"`
	// TrackingDigits is how many digits the running number has, zeros in
	// front.
	TrackingDigits int `toml:"tracking_digits"`
	// TrackingCheck is the check digit behind them: "none", "mod10" (GS1) or
	// "s10" (UPU S10).
	TrackingCheck string `toml:"tracking_check"`
	TrackingFrom  int64  `toml:"tracking_from"`
	TrackingTo    int64  `toml:"tracking_to"`

	// CutOff is local time in the server's zone on the days of Days.
	CutOff Clock     `toml:"cut_off"`
	Days   []Weekday `toml:"days"`
}

// The kinds of stations.
const (
	Pick = "pick"
	Pack = "pack"
	Dock = "dock"
)

// Station is a place where people scan, with its devices named by URLs.
type Station struct {
	ID floor.StationID `toml:"id"`
	// Kind is Pick, Pack or Dock.
	Kind    string `toml:"kind"`
	Scanner string `toml:"scanner"`
	// Labels and Documents are printers; documents go to the label printer
	// where Documents is "".
	Labels    string `toml:"labels"`
	Documents string `toml:"documents"`
	// Alternate is the station whose printers take over when this one's have
	// trouble; "" leaves that to people.
	Alternate floor.StationID `toml:"alternate"`
	// DoubleWindow is the station's own, or [scan]'s.
	DoubleWindow Duration `toml:"double_window"`
}

// Default is what holds where the file says nothing: safe, local, without
// stations.
func Default() Config {
	return Config{
		Server: Server{
			Listen:   "127.0.0.1:8080",
			Database: "sqlite:tallyman.db",
			TimeZone: Zone{time.UTC},
		},
		Site:  Site{Name: "Tallyman", GS1Prefix: "9520", InvoicePrefix: "INV-"},
		Scan:  Scan{DoubleWindow: Duration{200 * time.Millisecond}},
		Print: Print{ExpireAfter: Duration{12 * time.Hour}, AlternateAfter: Duration{time.Minute}, KeepBytes: Duration{14 * aDay}},
	}
}

// LabelLayoutPath is the file of the label's layout, "" for none.
func (c Config) LabelLayoutPath() string {
	if c.Paper.LabelLayout == "" || filepath.IsAbs(c.Paper.LabelLayout) {
		return c.Paper.LabelLayout
	}
	return filepath.Join(filepath.Dir(c.File), c.Paper.LabelLayout)
}

// DatabasePath is the file of the SQLite database. A relative one lies beside
// the settings file.
func (c Config) DatabasePath() string {
	path := strings.TrimPrefix(c.Server.Database, "sqlite:")
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(c.File), path)
}
