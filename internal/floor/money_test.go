package floor

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseRate(t *testing.T) {
	for text, want := range map[string]string{
		"20": "20", "8.875": "8.875", "0": "0", "100": "100", "5.50": "5.5", "0.001": "0.001", "21.": "21",
	} {
		rate, err := ParseRate(text)
		if err != nil || rate.String() != want {
			t.Errorf("ParseRate(%q) = %s, %v, want %s", text, rate, err, want)
		}
	}
	for _, text := range []string{"", "-1", "100.001", "101", "1.2345", "x", "1,5", "+5", ".5", "1e2", " 5"} {
		if rate, err := ParseRate(text); err == nil {
			t.Errorf("ParseRate(%q) = %s, want an error", text, rate)
		}
	}
}

// Tax is within half a minor unit of the exact value, on both ways.
func TestTaxIsRoundedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(-1<<50, 1<<50).Draw(t, "amount")
		rate := Rate(rapid.Int64Range(0, 100_000).Draw(t, "rate"))
		near(t, rate.TaxOn(amount), new(big.Rat).Mul(new(big.Rat).SetInt64(amount), big.NewRat(int64(rate), 100_000)))
		near(t, rate.TaxWithin(amount),
			new(big.Rat).Mul(new(big.Rat).SetInt64(amount), big.NewRat(int64(rate), 100_000+int64(rate))))
		if rate.TaxOn(-amount) != -rate.TaxOn(amount) {
			t.Fatalf("tax on %d is not the opposite of tax on %d", -amount, amount)
		}
	})
}

func near(t *rapid.T, got int64, exact *big.Rat) {
	t.Helper()
	off := new(big.Rat).Sub(new(big.Rat).SetInt64(got), exact)
	if off.Abs(off).Cmp(big.NewRat(1, 2)) > 0 {
		t.Fatalf("tax is %d, exactly %s", got, exact.FloatString(3))
	}
}

func TestPlaces(t *testing.T) {
	if bin := InBin("A-01-01"); !bin.IsBin() || bin.Bin() != "A-01-01" {
		t.Errorf("%s is not the bin A-01-01", bin)
	}
	for _, place := range []Place{InHand("B-0001"), InTote("T-0001"), InParcel("P-000001"), Left} {
		if place.IsBin() || place.Bin() != "" {
			t.Errorf("%s is taken for a bin", place)
		}
	}
}
