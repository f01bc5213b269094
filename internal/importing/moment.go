package importing

import "time"

// moment is a time in UTC: RFC 3339, or a date with or without a time of day in
// zone. A date alone is its first minute, or with endOfDay its last. A time that
// clocks skipped is refused; of one that they showed twice the first is meant.
// The zero time stands for empty.
func (r *row) moment(column string, zone *time.Location, required, endOfDay bool) time.Time {
	value := r.text(column, longestCode, required)
	if value == "" {
		return time.Time{}
	}
	// time.Parse takes an hour of one digit.
	if at, err := time.Parse(time.RFC3339, value); err == nil && value[len("2006-01-02T15")] == ':' && plausible(at) {
		return at.UTC()
	}
	for _, layout := range []string{"2006-01-02 15:04", time.DateTime, time.DateOnly} {
		local, err := time.Parse(layout, value)
		if err != nil || local.Format(layout) != value || !plausible(local) {
			continue
		}
		if layout == time.DateOnly && endOfDay {
			next, _ := onClock(local.AddDate(0, 0, 1), zone)
			return next.Add(-time.Minute).UTC()
		}
		at, shown := onClock(local, zone)
		if !shown && layout != time.DateOnly {
			r.fail(column, BadTime, "%s is no time of day in %s: the clocks were put forward then", column, zone)
			return time.Time{}
		}
		return at.UTC()
	}
	r.fail(column, BadTime, "%s must be a time such as 2026-03-02T08:00:00Z, \"2026-03-02 08:00\" or 2026-03-02", column)
	return time.Time{}
}

// plausible keeps typing errors out, not history.
func plausible(at time.Time) bool { return at.Year() >= 2000 && at.Year() <= 2199 }

// onClock is the first moment at which clocks in zone showed the time of day
// that local shows in UTC. It is false when they never did.
func onClock(local time.Time, zone *time.Location) (time.Time, bool) {
	year, month, day := local.Date()
	hour, minute, second := local.Clock()
	at := time.Date(year, month, day, hour, minute, second, 0, zone)
	// Clocks are put back by half an hour or an hour.
	for _, back := range []time.Duration{time.Hour, 30 * time.Minute} {
		if earlier := at.Add(-back); shows(earlier, local) {
			return earlier, true
		}
	}
	return at, shows(at, local)
}

// shows says whether two times look alike on their clocks.
func shows(at, local time.Time) bool { return at.Format(time.DateTime) == local.Format(time.DateTime) }
