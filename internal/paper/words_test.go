package paper

import (
	"testing"

	"tallyman/internal/floor/ship"
)

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		minor int64
		code  string
		want  string
	}{
		{0, "EUR", "0.00"},
		{5, "EUR", "0.05"},
		{-5, "EUR", "-0.05"},
		{123456, "EUR", "1 234.56"},
		{-123456789, "USD", "-1 234 567.89"},
		{100000, "EUR", "1 000.00"},
		{1234, "JPY", "1 234"},
		{0, "JPY", "0"},
		{1234567, "KWD", "1 234.567"},
		{99, "???", "0.99"},
		{-1 << 63, "EUR", "-92 233 720 368 547 758.08"},
	} {
		if got := amount(c.minor, c.code); got != c.want {
			t.Errorf("amount(%d, %s) = %q, want %q", c.minor, c.code, got, c.want)
		}
	}
}

func TestPlaceIsWrittenAsTheCountryDoes(t *testing.T) {
	for code, want := range map[string]string{
		"DE": "P City, Region", "GB": "City P, Region", "US": "City Region P", "UA": "City, Region, P", "": "P City, Region",
	} {
		if got := place(ship.Address{City: "City", Region: "Region", Postcode: "P", Country: code}); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
	for code, want := range map[string]string{"NO": "NORWAY", "no": "NORWAY", "CN": "CHINA", "": "", "??": "??", "Norway": "Norway"} {
		if got := country(code); got != want {
			t.Errorf("country %q: %q, want %q", code, got, want)
		}
	}
	if got := weight(999) + weight(1000) + weight(12345); got != "999 g1.00 kg12.35 kg" && got != "999 g1.00 kg12.34 kg" {
		t.Errorf("weights: %q", got)
	}
}
