package paper

import (
	"strings"
	"testing"
	"time"

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
		{123456, "EUR", "1,234.56"},
		{-123456789, "USD", "-1,234,567.89"},
		{100000, "EUR", "1,000.00"},
		{1234, "JPY", "1,234"},
		{0, "JPY", "0"},
		{1234567, "KWD", "1,234.567"},
		{99, "???", "0.99"},
		{-1 << 63, "EUR", "-92,233,720,368,547,758.08"},
	} {
		if got := voiceFor("en", "").amount(c.minor, c.code); got != c.want {
			t.Errorf("amount(%d, %s) = %q, want %q", c.minor, c.code, got, c.want)
		}
	}
}

// Every language writes numbers as its readers do (Unicode CLDR).
func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for tag, want := range map[string]string{
		"en":    "EUR -1,234.50 8.875% 1.34 kg 23",
		"uk":    "-1 234,50 EUR 8,875% 1,34 кг 23",
		"ru":    "-1 234,50 EUR 8,875 % 1,34 кг 23",
		"ro":    "-1.234,50 EUR 8,875 % 1,34 kg 23",
		"nb":    "-1 234,50 EUR 8,875 % 1,34 kg 23",
		"zh-CN": "EUR -1,234.50 8.875% 1.34 千克 2026-11-23",
	} {
		v := voiceFor(tag, "")
		at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
		got := strings.ReplaceAll(strings.Join([]string{v.money(-123450, "EUR"), v.percent(8875), v.weight(1335), v.date(at)}, " "), "\u00a0", " ")
		if tag == "en" {
			want = strings.TrimSuffix(want, "23") + "2026-11-23"
		} else if tag != "zh-CN" {
			want += ".11.2026"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestLanguageOfAPaper(t *testing.T) {
	for _, c := range []struct{ asked, country, want string }{
		{"", "UA", "uk"},
		{"", "KZ", "ru"},
		{"", "MD", "ro"},
		{"", "NO", "nb"},
		{"", "CN", "zh-CN"},
		{"", "TW", "en"},
		{"", "GB", "en"},
		{"", "", "en"},
		{"", "??", "en"},
		{"nb", "UA", "nb"},
		{"no", "", "nb"},
		{"uk-UA", "GB", "uk"},
		{"zh", "", "zh-CN"},
		{"de", "UA", "uk"},
		{"%%", "RO", "ro"},
	} {
		if got := Language(c.asked, c.country).String(); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.asked, c.country, got, c.want)
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
	v := voiceFor("en", "")
	if got := v.weight(999) + v.weight(1000) + v.weight(12345); got != "999 g1.00 kg12.35 kg" {
		t.Errorf("weights: %q", got)
	}
}
