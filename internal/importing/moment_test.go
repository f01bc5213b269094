package importing

import (
	"strings"
	"testing"
	"time"
)

func TestMoment(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	beirut, err := time.LoadLocation("Asia/Beirut")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		value    string
		zone     *time.Location
		endOfDay bool
		want     string // RFC 3339, or part of the refusal
	}{
		{"2026-03-02T08:00:00Z", oslo, false, "2026-03-02T08:00:00Z"},
		{"2026-03-02T08:00:00+02:00", oslo, true, "2026-03-02T06:00:00Z"},
		{"2026-03-02 08:00", oslo, false, "2026-03-02T07:00:00Z"},
		{"2026-07-02 08:00:30", oslo, true, "2026-07-02T06:00:30Z"},
		{"2026-03-02", oslo, false, "2026-03-01T23:00:00Z"},
		{"2026-03-02", oslo, true, "2026-03-02T22:59:00Z"},
		{"2026-03-02", time.UTC, true, "2026-03-02T23:59:00Z"},

		// Days of 23 and of 25 hours.
		{"2026-03-29", oslo, true, "2026-03-29T21:59:00Z"},
		{"2026-10-25", oslo, true, "2026-10-25T22:59:00Z"},
		{"2026-03-29 02:30", oslo, false, "put forward"},
		{"2026-10-25 02:30", oslo, false, "2026-10-25T00:30:00Z"},
		{"2026-10-25 03:00", oslo, false, "2026-10-25T02:00:00Z"},
		// The day begins at one o'clock there.
		{"2026-03-29", beirut, false, "2026-03-28T22:00:00Z"},

		{"2026-03-02 8:00", oslo, false, "such as"},
		{"2026-3-2", oslo, false, "such as"},
		{"2026-02-29", oslo, false, "such as"},
		{"2026-03-02 24:00", oslo, false, "such as"},
		{"2026-03-02 08:00:00.5", oslo, false, "such as"},
		{"2026-03-02T8:00:00Z", oslo, false, "such as"},
		{"2026-03-02T08:00:00", oslo, false, "such as"},
		{"03/02/2026", oslo, false, "such as"},
		{"1999-12-31", oslo, false, "such as"},
		{"2200-01-01T00:00:00Z", oslo, false, "such as"},
		{"20260302", oslo, false, "such as"},
	}
	for _, tt := range tests {
		r := &row{
			record: record{line: 2, fields: []string{tt.value}},
			table:  &table{kind: Orders, at: map[string]int{"ship_by": 0}, width: 1},
		}
		got := r.moment("ship_by", tt.zone, false, tt.endOfDay)
		switch {
		case r.bad() && (!got.IsZero() || r.errors[0].Reason != BadTime || !strings.Contains(r.errors[0].Message, tt.want)):
			t.Errorf("%q in %s: %v and %+v, want %q", tt.value, tt.zone, got, r.errors, tt.want)
		case !r.bad() && got.Format(time.RFC3339) != tt.want:
			t.Errorf("%q in %s: %v, want %s", tt.value, tt.zone, got, tt.want)
		}
	}
}
