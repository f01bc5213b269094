package gs1

import (
	"testing"
	"time"
)

func TestExplain(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for element, want := range map[Element]string{
		{"17", "261130"}:                 "30 November 2026",
		{"17", "261100"}:                 "end of November 2026",
		{"11", "260200"}:                 "February 2026",
		{"13", "260201"}:                 "1 February 2026",
		{"15", "760101"}:                 "1 January 2076",
		{"15", "770101"}:                 "1 January 1977",
		{"7003", "2602282359"}:           "28 February 2026 at 23:59",
		{"7007", "260101"}:               "1 January 2026",
		{"7007", "260101260131"}:         "1 January 2026 to 31 January 2026",
		{"7011", "2602281200"}:           "28 February 2026 at 12:00",
		{"7250", "19991231"}:             "31 December 1999",
		{"7251", "199912310830"}:         "31 December 1999 at 08:30",
		{"8008", "26022823"}:             "28 February 2026 at 23 h",
		{"8008", "260228235901"}:         "28 February 2026 at 23:59:01",
		{"4324", "2611002359"}:           "end of November 2026 at 23:59",
		{"3103", "001234"}:               "1.234",
		{"3100", "001234"}:               "1234",
		{"3105", "000012"}:               "0.00012",
		{"3922", "1250"}:                 "12.50",
		{"3922", "5"}:                    "0.05",
		{"3932", "9781250"}:              "12.50 in currency 978",
		{"3941", "0125"}:                 "12.5 %",
		{"4309", "14991390000107522000"}: "59.9139000, 10.7522000",
		{"4309", "05000000003500000000"}: "-40.0000000, -10.0000000",
		{"4321", "1"}:                    "yes",
		{"4323", "0"}:                    "no",
		{"4300", "M%C3%BCller"}:          `"Müller"`,
		{"4300", "House"}:                "",
		{"10", "AB"}:                     "",
		{"01", gtin}:                     "",
		{"17", "261399"}:                 "", // no such date
		{"05", "1"}:                      "",
	} {
		if got := element.Explain(now); got != want {
			t.Errorf("%s: %q, want %q", element.AI+" "+element.Value, got, want)
		}
	}
}

// The century is the one nearest to the day the symbol is read.
func TestFullYear(t *testing.T) {
	for _, tt := range []struct{ digits, this, want int }{
		{26, 2026, 2026},
		{76, 2026, 2076},
		{77, 2026, 1977},
		{0, 2026, 2000},
		{0, 2098, 2100},
		{48, 2098, 2148},
		{49, 2098, 2049},
		{50, 2001, 2050},
		{51, 2001, 2051},
		{52, 2001, 1952},
		{99, 2001, 1999},
	} {
		if got := fullYear(tt.digits, tt.this); got != tt.want {
			t.Errorf("%02d in %d is %d, want %d", tt.digits, tt.this, got, tt.want)
		}
	}
}

func TestTitle(t *testing.T) {
	for ai, want := range map[string]string{"01": "GTIN", "3103": "NET WEIGHT (kg)", "99": "INTERNAL", "05": "", "": ""} {
		if got := Title(ai); got != want {
			t.Errorf("Title(%q) = %q, want %q", ai, got, want)
		}
	}
}
