package view

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones of the test must not depend on the machine
)

func TestLocalDays(t *testing.T) {
	for _, c := range []struct {
		zone, day, from string
		hours           float64
	}{
		{"UTC", "2026-03-02", "2026-03-02T00:00:00Z", 24},
		{"Europe/Oslo", "2026-03-29", "2026-03-28T23:00:00Z", 23},
		{"Europe/Oslo", "2026-10-25", "2026-10-24T22:00:00Z", 25},
		{"Asia/Kathmandu", "2026-06-01", "2026-05-31T18:15:00Z", 24},
		// The clocks skip midnight.
		{"Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", 23},
		// The clocks show midnight twice.
		{"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25},
		{"Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24.5},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		noon, err := time.ParseInLocation("2006-01-02 15", c.day+" 12", zone)
		if err != nil {
			t.Fatal(err)
		}
		from, to := begins(noon), tomorrow(noon)
		if got := from.UTC().Format(time.RFC3339); got != c.from || to.Sub(from).Hours() != c.hours {
			t.Errorf("%s in %s is from %s, %v h; want from %s, %v h", c.day, c.zone, got, to.Sub(from).Hours(), c.from, c.hours)
		}
		for _, at := range []time.Time{from, to.Add(-time.Nanosecond)} {
			if !begins(at).Equal(from) {
				t.Errorf("%v belongs to the day that begins %v, want %v", at, begins(at), from)
			}
		}
	}
}

func TestLocalHoursHaveNoGap(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Oslo", "Asia/Kathmandu", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := time.Date(2026, 1, 1, 0, 20, 0, 1, zone); at.Year() == 2026; at = at.Add(47 * time.Minute) {
			all := hours(at, 12)
			if all[11].After(at) || at.Sub(all[11]) >= time.Hour {
				t.Fatalf("%v is not in the hour that begins %v", at, all[11])
			}
			for i := range 11 {
				if length := all[i+1].Sub(all[i]); length <= 0 || length > time.Hour || length%(15*time.Minute) != 0 {
					t.Fatalf("before %v, the hour of %v lasts %v", at, all[i], length)
				}
			}
		}
	}
}
