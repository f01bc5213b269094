package demo

import (
	"os"
	"strings"
	"sync/atomic"
	"time"

	"tallyman/internal/config"
)

const (
	// truckEvery is how often a truck takes what is packed.
	truckEvery = 2 * time.Hour
	// soonest is how long after the start the first truck leaves at least,
	// onTheQuarter what its time is rounded up to.
	soonest      = 40 * time.Minute
	onTheQuarter = 15 * time.Minute
)

// day knows the trucks: whatever the hour at which a demo is started, one left
// an hour ago and the next one leaves within the hour.
type day struct{ truck time.Time }

// newDay is the day of a demo that is started now.
func newDay(now time.Time) day {
	truck := now.Add(soonest)
	// Quarters of the local hour, also where the zone is half an hour off.
	_, offset := truck.Zone()
	shift := time.Duration(offset) * time.Second
	rounded := truck.Add(shift).Truncate(onTheQuarter).Add(-shift)
	if rounded.Before(truck) {
		rounded = rounded.Add(onTheQuarter)
	}
	return day{rounded}
}

// dayOf is the day of settings that were written before: the express service
// goes with one of the trucks.
func dayOf(settings config.Config, now time.Time) day {
	for _, service := range settings.Services {
		if service.ID == express {
			clock, local := service.CutOff, now.In(settings.Server.TimeZone.Location)
			return day{time.Date(local.Year(), local.Month(), local.Day(), clock.Hour, clock.Minute, 0, 0, local.Location())}
		}
	}
	return newDay(now)
}

// next is the first truck at or after a moment.
func (d day) next(at time.Time) time.Time {
	truck := d.truck.Add(at.Sub(d.truck).Truncate(truckEvery))
	if truck.Before(at) {
		truck = truck.Add(truckEvery)
	}
	return truck
}

// homeZone is the zone of this machine, UTC when it does not say which it is.
func homeZone() *time.Location {
	name := time.Local.String()
	if link, err := os.Readlink("/etc/localtime"); err == nil && name == "Local" {
		_, name, _ = strings.Cut(link, "zoneinfo/")
	}
	if zone, err := time.LoadLocation(name); err == nil && name != "Local" && name != "" {
		return zone
	}
	return time.UTC
}

// clock is the machine's, or that of the day so far while that is played.
type clock struct{ played atomic.Pointer[time.Time] }

func (c *clock) now() time.Time {
	if at := c.played.Load(); at != nil {
		return *at
	}
	return time.Now()
}

// set stops the clock at a moment, real lets it go with the machine's.
func (c *clock) set(at time.Time) { c.played.Store(&at) }

// pass moves a clock on that was set, at most to a moment.
func (c *clock) pass(d time.Duration, most time.Time) {
	for {
		at := c.played.Load()
		if at == nil {
			return
		}
		later := at.Add(d)
		if later.After(most) {
			later = most
		}
		if c.played.CompareAndSwap(at, &later) {
			return
		}
	}
}

func (c *clock) real() { c.played.Store(nil) }
