package config

import (
	"fmt"
	"math"
	"regexp"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/printer"
)

var (
	trackingForm = regexp.MustCompile(`^[0-9A-Z]{0,12}$`)
	postalForm   = regexp.MustCompile(`^[A-Z]{2}$`)
)

func (c *checker) services(services []Service) {
	if len(services) > maxServices {
		c.table = ""
		c.wrong("service", "there are %d services; %d is the most", len(services), maxServices)
		return
	}
	seen := map[string]bool{}
	for i, service := range services {
		c.table = fmt.Sprintf("service[%d]", i)
		c.id(service.ID, seen)
		c.text("name", service.Name, true)
		c.text("carrier", service.Carrier, true)
		c.tracking(service)
		if len(service.Days) == 0 {
			c.wrong("days", "name the days with a cut-off, like [\"mon\", \"tue\"]")
		}
		days := map[Weekday]bool{}
		for _, day := range service.Days {
			if days[day] {
				c.wrong("days", "%v stands there twice", day)
			}
			days[day] = true
		}
	}
}

func (c *checker) tracking(service Service) {
	if !trackingForm.MatchString(service.TrackingPrefix) {
		c.wrong("tracking_prefix", "%q must be up to 12 of A-Z and 0-9", service.TrackingPrefix)
	}
	if !trackingForm.MatchString(service.TrackingSuffix) {
		c.wrong("tracking_suffix", "%q must be up to 12 of A-Z and 0-9", service.TrackingSuffix)
	}
	digits := service.TrackingDigits
	if digits < 4 || digits > 18 {
		c.wrong("tracking_digits", "%d is not between 4 and 18", digits)
		return
	}
	if service.TrackingFrom < 0 || service.TrackingFrom > service.TrackingTo {
		c.wrong("tracking_from", "%d is not between 0 and tracking_to", service.TrackingFrom)
	}
	if most := int64(math.Pow10(digits)) - 1; service.TrackingTo > most {
		c.wrong("tracking_to", "%d has more than tracking_digits = %d digits", service.TrackingTo, digits)
	}
	switch service.TrackingCheck {
	case "none", "mod10":
	case "s10":
		if digits != 8 || !postalForm.MatchString(service.TrackingPrefix) || !postalForm.MatchString(service.TrackingSuffix) {
			c.wrong("tracking_check", "\"s10\" wants tracking_digits = 8 and two letters each as prefix and suffix")
		}
	default:
		c.wrong("tracking_check", "%q is none of \"none\", \"mod10\", \"s10\"", service.TrackingCheck)
	}
}

func (c *checker) stations(stations []Station) {
	if len(stations) > maxStations {
		c.table = ""
		c.wrong("station", "there are %d stations; %d is the most", len(stations), maxStations)
		return
	}
	seen, scanners := map[string]bool{}, map[string]string{}
	for i, station := range stations {
		c.span(fmt.Sprintf("station[%d]", i), "double_window", station.DoubleWindow, 20*time.Millisecond, 5*time.Second)
		c.id(string(station.ID), seen)
		switch station.Kind {
		case Pick, Pack, Dock:
		default:
			c.wrong("kind", "%q is none of \"pick\", \"pack\", \"dock\"", station.Kind)
		}
		c.printer("labels", station.Labels)
		c.printer("documents", station.Documents)
		target := c.device("scanner", station.Scanner)
		if other, taken := scanners[target]; taken && target != "" {
			c.wrong("scanner", "%s is the scanner of %s already", target, other)
		}
		scanners[target] = string(station.ID)
		if station.Kind == Pack && station.Labels == "" {
			c.wrong("labels", "a packing station needs a label printer, like \"zpl+tcp://192.0.2.10:9100\"")
		}
		c.alternate(station, stations)
	}
}

// alternate checks that the station which takes over is another one that prints.
func (c *checker) alternate(station Station, stations []Station) {
	if station.Alternate == "" {
		return
	}
	for _, other := range stations {
		if other.ID == station.Alternate && other.ID != station.ID && other.Labels != "" {
			return
		}
	}
	c.wrong("alternate", "%q is no other station with a label printer: name one of this file, like \"pack-2\"", station.Alternate)
}

// printer checks a printer's device URL.
func (c *checker) printer(key, url string) {
	if url == "" {
		return
	}
	if _, err := printer.Open(url); err != nil {
		c.wrong(key, "%v", err)
	}
}

// device checks a device URL as far as the line goes and returns where it
// leads, or "". Options of languages are checked by who speaks them.
func (c *checker) device(key, url string) string {
	if url == "" {
		return ""
	}
	address, err := line.Parse(url)
	if err != nil {
		c.wrong(key, "%v", err)
		return ""
	}
	return address.Target
}
