package scale

import (
	"fmt"
	"math/big"
	"strings"
)

// Weight is what a scale showed when it stood still.
type Weight struct {
	// Micrograms is the weight as a whole number, fine enough for every digit
	// that a scale shows; what pounds and ounces have beyond is left away.
	Micrograms int64
	// Net says that a tare was taken off, where the scale tells.
	Net bool
}

// Grams is the weight in grams, half a gram and more rounded up.
func (w Weight) Grams() int {
	const gram = 1_000_000
	return int((w.Micrograms + gram/2) / gram)
}

// String is the weight in grams with what is behind the point.
func (w Weight) String() string {
	text := new(big.Rat).SetFrac64(w.Micrograms, 1_000_000).FloatString(6)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".") + " g"
}

// units are micrograms of the units that scales show; the pound is 0.45359237 kg
// (International Yard and Pound Agreement, 1959), the ounce a sixteenth of it.
func units() map[string]int64 {
	return map[string]int64{
		"mg": 1_000, "g": 1_000_000, "kg": 1_000_000_000, "t": 1_000_000_000_000,
		"lb": 453_592_370, "lbs": 453_592_370, "oz": 28_349_523,
	}
}

// weigh reads a number and its unit, such as "-0.15" and "kg". It is not zero
// or positive for a number below zero.
func weigh(number, unit string) (micrograms int64, err error) {
	factor, known := units()[strings.ToLower(unit)]
	if !known {
		return 0, fmt.Errorf("the unit %q is not known: set the scale to g, kg, lb or oz", unit)
	}
	number = strings.Join(strings.Fields(number), "")
	if strings.Trim(number, "+-.0123456789") != "" || strings.Contains(number, "/") {
		return 0, fmt.Errorf("%q is no number", number)
	}
	exact, ok := new(big.Rat).SetString(strings.TrimPrefix(number, "+"))
	if !ok {
		return 0, fmt.Errorf("%q is no number", number)
	}
	exact.Mul(exact, new(big.Rat).SetInt64(factor))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	if !whole.IsInt64() || whole.CmpAbs(big.NewInt(heaviest)) > 0 {
		return 0, fmt.Errorf("%s %s is more than a scale can carry", number, unit)
	}
	return whole.Int64(), nil
}

// heaviest is 100 t in micrograms.
const heaviest = 100 * 1_000_000_000_000
