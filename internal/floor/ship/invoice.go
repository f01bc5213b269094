package ship

import (
	"slices"

	"tallyman/internal/floor"
)

// Sum adds an invoice up: taxes by rate, net, tax and total. Amounts of lines
// are quantity × unit price − discount. Shipping is taxed at the rate that most
// of the goods have, by amount. With tax included the total is the sum of the
// amounts and contains the tax; otherwise the tax of each rate comes on top,
// rounded once per rate.
func (i *Invoice) Sum() {
	amounts := map[floor.Rate]int64{}
	for n := range i.Lines {
		line := &i.Lines[n]
		line.AmountMinor = int64(line.Quantity)*line.UnitPriceMinor - line.DiscountMinor
		amounts[line.Rate] += line.AmountMinor
	}
	amounts[mainRate(i.Lines, amounts)] += i.ShippingMinor
	i.Taxes, i.NetMinor, i.TaxMinor = nil, 0, 0
	for rate, amount := range amounts {
		row := TaxRow{Rate: rate, NetMinor: amount, TaxMinor: rate.TaxOn(amount)}
		if i.TaxIncluded {
			row.TaxMinor = rate.TaxWithin(amount)
			row.NetMinor = amount - row.TaxMinor
		}
		i.Taxes = append(i.Taxes, row)
		i.NetMinor += row.NetMinor
		i.TaxMinor += row.TaxMinor
	}
	slices.SortFunc(i.Taxes, func(a, b TaxRow) int { return int(a.Rate - b.Rate) })
	i.TotalMinor = i.NetMinor + i.TaxMinor
}

// mainRate is the rate of the largest amount; of two alike, the higher rate.
func mainRate(lines []InvoiceLine, amounts map[floor.Rate]int64) floor.Rate {
	var main floor.Rate
	for n, line := range lines {
		amount, best := amounts[line.Rate], amounts[main]
		if n == 0 || amount > best || amount == best && line.Rate > main {
			main = line.Rate
		}
	}
	return main
}

// Share is the part of a line's discount that falls on some of its units,
// rounded down: the last units shipped carry what is left.
func Share(discountMinor int64, units, of int) int64 {
	if of == 0 {
		return 0
	}
	return discountMinor * int64(units) / int64(of)
}
