package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Bounds that keep a slip from becoming a load: far beyond the largest sites
// known, well within what one machine serves.
const (
	maxStations = 500
	maxServices = 100
	maxText     = 200
)

var (
	idForm      = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$`)
	prefixForm  = regexp.MustCompile(`^[0-9]{4,12}$`)
	invoiceForm = regexp.MustCompile(`^[A-Z0-9/-]{0,12}$`)
)

// checker collects problems under the table that is being looked at.
type checker struct {
	places   places
	table    string
	problems []error
}

// check reports everything that is wrong with settings that decoded.
func check(config Config, set places) error {
	c := &checker{places: set}
	c.server(config.Server)
	c.site(config.Site)
	c.span("scan", "double_window", config.Scan.DoubleWindow, 20*time.Millisecond, 5*time.Second)
	c.span("print", "expire_after", config.Print.ExpireAfter, time.Minute, 30*aDay)
	c.span("print", "alternate_after", config.Print.AlternateAfter, time.Second, aDay)
	if config.Print.KeepBytes.Duration != 0 {
		c.span("print", "keep_bytes", config.Print.KeepBytes, time.Hour, 3660*aDay)
	}
	c.services(config.Services)
	c.stations(config.Stations)
	return errors.Join(c.problems...)
}

// wrong reports a key of the current table.
func (c *checker) wrong(key, format string, arguments ...any) {
	path := key
	if c.table != "" {
		path = c.table + "." + key
	}
	c.problems = append(c.problems, &ProblemError{
		Place: c.places.of(path), Key: path, Message: fmt.Sprintf(format, arguments...),
	})
}

func (c *checker) server(server Server) {
	c.table = "server"
	if err := tcpAddress(server.Listen); err != nil {
		c.wrong("listen", "%v", err)
	}
	if path, known := strings.CutPrefix(server.Database, "sqlite:"); !known || path == "" {
		c.wrong("database", "%q names no database: write it like \"sqlite:tallyman.db\"", server.Database)
	}
	for _, origin := range server.Origins {
		if !isOrigin(origin) {
			c.wrong("origins", "%q is no origin: write scheme and host, like \"https://tally.example.com\"", origin)
		}
	}
}

func tcpAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%q is no address: write host and port, like \"127.0.0.1:8080\"", address)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is no port: write a number from 0 to 65535", port)
	}
	return nil
}

// isOrigin accepts what a browser sends in the Origin header (RFC 6454,
// section 7), and nothing wider.
func isOrigin(text string) bool {
	origin, err := url.Parse(text)
	return err == nil && (origin.Scheme == "http" || origin.Scheme == "https") && origin.Host != "" &&
		text == origin.Scheme+"://"+origin.Host
}

func (c *checker) site(site Site) {
	c.table = "site"
	c.text("name", site.Name, true)
	c.text("tax_id", site.TaxID, false)
	if !prefixForm.MatchString(site.GS1Prefix) {
		c.wrong("gs1_prefix", "%q is no GS1 Company Prefix: it has 4 to 12 digits", site.GS1Prefix)
	}
	if site.GS1Extension < 0 || site.GS1Extension > 9 {
		c.wrong("gs1_extension", "%d is not one digit from 0 to 9", site.GS1Extension)
	}
	if !invoiceForm.MatchString(site.InvoicePrefix) {
		c.wrong("invoice_prefix", "%q must be up to 12 of A-Z, 0-9, / and -", site.InvoicePrefix)
	}
	c.sender(site.Sender)
}

func (c *checker) sender(sender Sender) {
	c.table = "site.sender"
	if sender == (Sender{}) {
		return
	}
	c.text("name", sender.Name, true)
	c.text("line1", sender.Line1, true)
	c.text("city", sender.City, true)
	c.text("company", sender.Company, false)
	c.text("line2", sender.Line2, false)
	c.text("region", sender.Region, false)
	c.text("postcode", sender.Postcode, false)
	c.text("phone", sender.Phone, false)
	c.text("email", sender.Email, false)
	region, err := language.ParseRegion(sender.Country)
	if err != nil || !region.IsCountry() || region.String() != sender.Country {
		c.wrong("country", "%q is no country: write the ISO 3166-1 code, like \"DE\"", sender.Country)
	}
}

func (c *checker) span(table, key string, span Duration, least, most time.Duration) {
	c.table = table
	if span.Duration < least || span.Duration > most {
		c.wrong(key, "%v is not between %v and %v", span, least, most)
	}
}

// text checks a text that is printed: one line of reasonable length.
func (c *checker) text(key, text string, needed bool) {
	switch {
	case needed && strings.TrimSpace(text) == "":
		c.wrong(key, "must not be empty")
	case len(text) > maxText:
		c.wrong(key, "is longer than %d bytes", maxText)
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }):
		c.wrong(key, "has a line break or control character")
	}
}

// id checks an id and that nobody else has it. The names of variables make no
// difference between hyphens and underscores, so ids have hyphens only.
func (c *checker) id(id string, seen map[string]bool) {
	if !idForm.MatchString(id) {
		c.wrong("id", "%q is no id: use up to 32 of a-z, 0-9 and hyphens, like \"pack-1\"", id)
	}
	if seen[id] {
		c.wrong("id", "%q is taken by another one above", id)
	}
	seen[id] = true
}
