package floor

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Money is an amount in the minor units of a currency (cents of EUR). The
// currency is an ISO 4217 code, upper case.
type Money struct {
	Minor    int64  `json:"minor"`
	Currency string `json:"currency"`
}

// Rate is a tax rate in thousandths of a percent: 8.875 % is 8875. It is an
// integer so that no sum ever depends on binary fractions.
type Rate int64

// ParseRate reads a percentage such as "20" or "8.875": from 0 to 100, at most
// three digits behind the point.
func ParseRate(text string) (Rate, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > 3 {
		return 0, fmt.Errorf("percentage %q has more than three decimals", text)
	}
	n, err := strconv.ParseUint(whole+fraction+"000"[len(fraction):], 10, 32)
	if err != nil || whole == "" || n > 100_000 {
		return 0, fmt.Errorf("%q is not a percentage from 0 to 100", text)
	}
	return Rate(n), nil
}

// String writes the rate as a percentage without trailing zeros: "8.875".
func (r Rate) String() string {
	text := fmt.Sprintf("%d.%03d", int64(r)/1000, int64(r)%1000)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// TaxOn is the tax to add to a net amount, rounded half away from zero.
func (r Rate) TaxOn(netMinor int64) int64 {
	return divideRounded(netMinor, int64(r), 100_000)
}

// TaxWithin is the tax contained in a gross amount, rounded half away from
// zero.
func (r Rate) TaxWithin(grossMinor int64) int64 {
	return divideRounded(grossMinor, int64(r), 100_000+int64(r))
}

// divideRounded is amount × factor ÷ divisor, half away from zero, in big
// integers: an amount times a rate can pass 64 bits.
func divideRounded(amount, factor, divisor int64) int64 {
	product := new(big.Int).Mul(big.NewInt(amount), big.NewInt(factor))
	negative := product.Sign() < 0
	product.Abs(product).Lsh(product, 1).Add(product, big.NewInt(divisor))
	product.Quo(product, big.NewInt(2*divisor))
	if negative {
		product.Neg(product)
	}
	return product.Int64()
}
