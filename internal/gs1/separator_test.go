package gs1

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// text is readings as they are shown.
func text(all [][]Element) []string {
	var shown []string
	for _, reading := range all {
		shown = append(shown, Text(reading))
	}
	return shown
}

// A refused text comes with every way to read it.
func TestLostSeparatorTellsAllReadings(t *testing.T) {
	for data, want := range map[string][]string{
		"371210AB":                          {"(37)12(10)AB", "(37)1(21)0AB"},
		"81110123" + "01" + gtin:            {"(8111)0123(01)" + gtin},
		"01" + gtin + "30510AB\x1d17261100": {"(30)5(10)AB"},
		"42282610AB":                        {"(422)826(10)AB"},
	} {
		_, err := Parse(data)
		var refused *Error
		if !errors.As(err, &refused) || refused.Reason != Ambiguous {
			t.Errorf("%q: %v, want an ambiguous one", data, err)
			continue
		}
		if got := text(refused.Readings); !slices.Equal(got, want) {
			t.Errorf("%q: readings %q, want %q", data, got, want)
		}
		if !strings.Contains(err.Error(), "it may be "+strings.Join(want, " or ")) {
			t.Errorf("%q: the error shows no readings: %v", data, err)
		}
	}
}

// Where nobody promised separators, what Parse took may be read otherwise.
func TestReadings(t *testing.T) {
	for data, want := range map[string][]string{
		"01" + gtin + "10AB21C":     {"(10)AB21C", "(10)AB(21)C"},
		"01" + gtin + "10AB21C\x1d": nil,
		"01" + gtin + "10AB":        nil,
		"10AB01" + gtin: {
			"(10)AB01" + gtin, "(10)AB01095(21)234567899", "(10)AB010(95)21234567899", "(10)AB(01)" + gtin,
		},
		"10AB10CD":                    nil, // two lots would contradict each other
		"10A" + "17261130" + "21B":    {"(10)A1726113021B", "(10)A17261130(21)B", "(10)A(17)261130(21)B"},
		"01" + gtin:                   nil,
		"01" + gtin + "\x1d10AB21C30": nil,
	} {
		if got := text(read(t, data).Readings()); !slices.Equal(got, want) {
			t.Errorf("%q: readings %q, want %q", data, got, want)
		}
	}
}

// The number of readings grows without bound; what is told does not.
func TestReadingsAreBounded(t *testing.T) {
	for _, data := range []string{
		"91" + strings.Repeat("21", 44),
		"91" + strings.Repeat("2", 90),
		"10" + strings.Repeat("1", 20),
	} {
		got := read(t, data).Readings()
		if len(got) == 0 || len(got) > mostReadings {
			t.Errorf("%q: %d readings", data, len(got))
		}
		for i, reading := range got {
			var whole string
			for _, element := range reading {
				whole += element.AI + element.Value
			}
			if whole != data {
				t.Errorf("%q: reading %d is of %q", data, i, whole)
			}
		}
	}
}
