package view

import "time"

// begins is the first moment of the local day of t. A day begins at midnight,
// or behind it where the clocks skip it; where they show it twice, at the first.
func begins(t time.Time) time.Time {
	year, month, day := t.Date()
	at := time.Date(year, month, day, 0, 0, 0, 0, t.Location())
	for at.Day() != day {
		at = hour(at.Add(time.Hour))
	}
	for {
		earlier := at.Add(-15 * time.Minute)
		if earlier.Day() != day {
			return at
		}
		at = earlier
	}
}

// hour is the last full hour of the local clock before t.
func hour(t time.Time) time.Time {
	return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
}

// hours are the beginnings of the last n local hours up to t, the oldest first.
func hours(t time.Time, n int) []time.Time {
	found := make([]time.Time, n)
	for i := n - 1; i >= 0; i-- {
		found[i] = hour(t)
		t = found[i].Add(-time.Nanosecond)
	}
	return found
}

// tomorrow is the first moment of the local day after that of t.
func tomorrow(t time.Time) time.Time {
	year, month, day := t.Date()
	// Noon exists on every day.
	return begins(time.Date(year, month, day+1, 12, 0, 0, 0, t.Location()))
}
