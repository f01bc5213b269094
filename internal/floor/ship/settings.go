package ship

import (
	"fmt"
	"strings"
	"time"

	"tallyman/internal/gs1"
)

// Service is a delivery service of the settings, with the range its tracking
// numbers come from.
type Service struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Carrier string `json:"carrier,omitempty"`
	// Prefix, Digits, Check and Suffix make a tracking number: the serial is
	// padded to Digits. Serials run from From to To, both included.
	Prefix string `json:"prefix,omitempty"`
	Digits int    `json:"digits"`
	// Check is the digit behind the serial: "" for none, "mod10" (GS1) or
	// "s10" (UPU S10).
	Check  string `json:"check,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	From   int64  `json:"from"`
	To     int64  `json:"to"`
	// CutOff is the local hour and minute of the daily cut-off, "16:00".
	CutOff string `json:"cut_off"`
	// Days are the days of the week on which there is a cut-off, Sunday is 0.
	Days []int `json:"days"`
}

// TrackingNumber writes the number of a serial.
func (s Service) TrackingNumber(serial int64) string {
	digits := fmt.Sprintf("%0*d", s.Digits, serial)
	switch s.Check {
	case "mod10":
		digits += string(gs1.CheckDigit(digits))
	case "s10":
		digits += string(gs1.PostalCheckDigit(digits))
	}
	return s.Prefix + digits + s.Suffix
}

// NextCutOff is the first cut-off at or after a moment, in the site's zone. On
// a day whose clock jumps over the cut-off it is as far after midnight as
// time.Date puts it; on a day that has the hour twice it is the first.
func (s Service) NextCutOff(after time.Time, zone *time.Location) (time.Time, error) {
	clock, err := time.Parse("15:04", s.CutOff)
	if err != nil {
		return time.Time{}, fmt.Errorf("service %s: cut-off %q is not like 16:00", s.ID, s.CutOff)
	}
	local := after.In(zone)
	for day := range 8 {
		at := first(time.Date(local.Year(), local.Month(), local.Day()+day, clock.Hour(), clock.Minute(), 0, 0, zone))
		if !at.Before(after) && s.works(at.Weekday()) {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("service %s has no day with a cut-off", s.ID)
}

// first is the earlier of two moments with the same local time: time.Date does
// not promise which of them it gives when the clock was set back.
func first(at time.Time) time.Time {
	_, before := at.Add(-3 * time.Hour).Zone()
	_, now := at.Zone()
	earlier := at.Add(time.Duration(now-before) * time.Second)
	if now < before && earlier.Hour() == at.Hour() && earlier.Minute() == at.Minute() {
		return earlier
	}
	return at
}

func (s Service) works(day time.Weekday) bool {
	for _, d := range s.Days {
		if time.Weekday(d) == day {
			return true
		}
	}
	return false
}

// Site is what documents say of the sender, and where numbers of parcels come
// from.
type Site struct {
	Sender Address `json:"sender"`
	TaxID  string  `json:"tax_id,omitempty"`
	// GS1Prefix is the company prefix, GS1Extension the first digit of SSCCs.
	GS1Prefix    string `json:"gs1_prefix"`
	GS1Extension string `json:"gs1_extension"`
	// InvoicePrefix stands before the number of an invoice.
	InvoicePrefix string `json:"invoice_prefix,omitempty"`
	// PrintExpiry is after how long a queued job is not printed any more.
	PrintExpiry time.Duration `json:"print_expiry_ns"`
	// TimeZone is an IANA name, Services are by id.
	TimeZone string    `json:"time_zone"`
	Services []Service `json:"services"`
}

// Service finds a service by its id, however it is written.
func (s Site) Service(id string) (Service, bool) {
	for _, service := range s.Services {
		if strings.EqualFold(service.ID, id) {
			return service, true
		}
	}
	return Service{}, false
}

// SiteDefined says which settings hold from now on.
type SiteDefined struct {
	Site Site `json:"site"`
}

// EventKind implements floor.Event.
func (SiteDefined) EventKind() string { return "ship.site_defined" }
