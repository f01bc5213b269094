package gs1

import (
	"fmt"
	"slices"
	"testing"
)

// Every number of two to four digits is an identifier exactly if an entry of the
// table holds it.
func TestLookupFindsWhatIsInTheTable(t *testing.T) {
	found := 0
	for digits := 2; digits <= 4; digits++ {
		for n := range [5]int{0, 0, 100, 1000, 10_000}[digits] {
			ai := fmt.Sprintf("%0*d", digits, n)
			at := slices.IndexFunc(identifiers[:], func(known identifier) bool {
				return len(known.first) == digits && known.first <= ai && ai <= known.last
			})
			known := lookup(ai)
			if known != nil {
				found++
			}
			if at < 0 && known != nil || at >= 0 && known != &identifiers[at] {
				t.Errorf("lookup(%s) = %v, and it is entry %d", ai, known, at)
			}
			if begins, _ := leading(ai + "X"); known != nil && begins != ai {
				t.Errorf("%sX begins with %q", ai, begins)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d identifiers were found", found)
	}
	for _, text := range []string{"", "0", "AB", "0A", "012", "31", "310", "31030", "3106"} {
		if known := lookup(text); known != nil {
			t.Errorf("lookup(%q) = %s", text, known.title)
		}
	}
}

// The quick ways agree with the sets as they are printed in the standard.
func TestCharacterSets(t *testing.T) {
	for set, all := range map[charset]string{digits: "0123456789", characters: cset82, reference: cset39, base64URL: csetBase64} {
		for c := range 256 {
			if want := slices.Contains([]byte(all), byte(c)); set.allows(byte(c)) != want {
				t.Errorf("set %c has %q: %v, want %v", set, rune(c), !want, want)
			}
		}
	}
	if len(cset82) != 82 || len(cset39) != 39 {
		t.Errorf("the sets have %d and %d characters", len(cset82), len(cset39))
	}
}

// It is on the way of every scan.
func TestParseAllocatesOnce(t *testing.T) {
	const data = "01" + gtin + "17261100" + "10AB\x1d21S1"
	if got := testing.AllocsPerRun(100, func() { _, _ = Parse(data) }); got > 1 {
		t.Errorf("Parse allocates %v times, want once", got)
	}
}
