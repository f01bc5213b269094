package demo

import (
	"testing"
	"time"

	"tallyman/internal/config"
)

// Whatever the hour, a truck left within two hours and the next one leaves
// within one, on a quarter of the local hour.
func TestTrucksAtAnyHour(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Kyiv", "America/St_Johns", "Asia/Kathmandu"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for minute := range 24 * 60 {
			now := time.Date(2026, time.March, 2, 0, minute, 17, 0, zone)
			day := newDay(now)
			next := day.next(now)
			ahead := next.Sub(now)
			if ahead < soonest || ahead > soonest+onTheQuarter || next.Minute()%15 != 0 || next.Second() != 0 {
				t.Fatalf("%v: the next truck leaves at %v", now, next)
			}
			if later := day.next(next.Add(time.Second)); later.Sub(next) != truckEvery {
				t.Fatalf("%v: the truck after %v leaves at %v", now, next, later)
			}
			if before := day.next(now.Add(-truckEvery)); next.Sub(before) != truckEvery {
				t.Fatalf("%v: the truck before %v left at %v", now, next, before)
			}
			if kept := dayOf(settingsOf(day, zone), now).next(now); !kept.Equal(next) {
				t.Fatalf("%v: by its settings the next truck leaves at %v, not at %v", now, kept, next)
			}
		}
	}
}

func settingsOf(day day, zone *time.Location) config.Config {
	settings := config.Default()
	settings.Server.TimeZone = config.Zone{Location: zone}
	clock := config.Clock{Hour: day.truck.Hour(), Minute: day.truck.Minute()}
	settings.Services = []config.Service{{ID: express, CutOff: clock}}
	return settings
}

func TestClock(t *testing.T) {
	var c clock
	noon := time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)
	c.set(noon)
	c.pass(time.Minute, noon.Add(time.Hour))
	c.pass(2*time.Hour, noon.Add(time.Hour))
	if now := c.now(); !now.Equal(noon.Add(time.Hour)) {
		t.Errorf("it is %v", now)
	}
	c.real()
	c.pass(time.Hour, noon)
	if off := time.Since(c.now()); off < 0 || off > time.Minute {
		t.Errorf("it is off by %v", off)
	}
}
