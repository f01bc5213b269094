package config

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // cut-offs must not depend on what the machine has installed
)

// aDay is 24 hours, whatever the clocks of a zone do.
const aDay = 24 * time.Hour

// mostDays is what a [time.Duration] can hold.
const mostDays = 100_000

// Duration is a time span written as "200ms", "12h", "14d".
type Duration struct{ time.Duration }

// UnmarshalText reads the notation of [time.ParseDuration], or a whole number
// of days of 24 hours.
func (d *Duration) UnmarshalText(text []byte) error {
	if number, is := strings.CutSuffix(string(text), "d"); is {
		if days, err := strconv.ParseUint(number, 10, 64); err == nil && days <= mostDays {
			d.Duration = time.Duration(days) * aDay
			return nil
		}
	}
	span, err := time.ParseDuration(string(text))
	if err != nil || span < 0 {
		return fmt.Errorf("%q is no time span: write it like \"200ms\", \"30s\", \"12h\", \"14d\"", text)
	}
	d.Duration = span
	return nil
}

// Clock is a local time of day. Whether a day has it is for who combines it
// with a date and a zone.
type Clock struct{ Hour, Minute int }

// UnmarshalText reads "16:00", 24-hour clock.
func (c *Clock) UnmarshalText(text []byte) error {
	at, err := time.Parse("15:04", string(text))
	if err != nil {
		return fmt.Errorf("%q is no time of day: write it like \"16:00\"", text)
	}
	c.Hour, c.Minute = at.Hour(), at.Minute()
	return nil
}

// String is the notation UnmarshalText reads.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// Weekday is a day of the week written as "mon" … "sun".
type Weekday struct{ time.Weekday }

// UnmarshalText reads the first three letters of the English name.
func (w *Weekday) UnmarshalText(text []byte) error {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(day.String()[:3], string(text)) {
			w.Weekday = day
			return nil
		}
	}
	return fmt.Errorf("%q is no day: write \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\" or \"sun\"", text)
}

// Zone is a time zone of the IANA database, which is part of the program.
type Zone struct{ *time.Location }

// UnmarshalText reads a name such as "Europe/Berlin".
func (z *Zone) UnmarshalText(text []byte) error {
	location, err := time.LoadLocation(string(text))
	if err != nil || len(text) == 0 {
		return fmt.Errorf("there is no time zone %q: write it like \"Europe/Berlin\" or \"UTC\"", text)
	}
	z.Location = location
	return nil
}

// Network is a range of addresses in CIDR notation, such as "192.0.2.0/24" or
// "2001:db8::/64"; an address by itself is a network of one.
type Network struct{ netip.Prefix }

// UnmarshalText refuses a network with bits behind its mask: one of both is a
// slip.
func (n *Network) UnmarshalText(text []byte) error {
	if address, err := netip.ParseAddr(string(text)); err == nil && address.Zone() == "" {
		n.Prefix = netip.PrefixFrom(address, address.BitLen())
		return nil
	}
	network, err := netip.ParsePrefix(string(text))
	switch {
	case err != nil:
		return fmt.Errorf("%q is no network: write it like \"192.0.2.0/24\" or \"2001:db8::/64\"", text)
	case network != network.Masked():
		return fmt.Errorf("%q has an address behind its mask: write %q for the network, or %q for the one machine",
			text, network.Masked(), network.Addr())
	}
	n.Prefix = network
	return nil
}
