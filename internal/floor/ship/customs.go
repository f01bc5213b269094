package ship

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// Customs is what papers for customs say of a parcel.
type Customs struct {
	Label    Label
	Invoice  Invoice
	Gift     bool
	Lines    []CustomsLine
	Currency string
}

// CustomsLine is one kind of goods in the parcel. WeightGrams and ValueMinor are
// of all units, the value without tax.
type CustomsLine struct {
	SKU         floor.SKU
	Description string
	Quantity    int
	WeightGrams int
	ValueMinor  int64
	// HSCode and Origin are as on an item.
	HSCode, Origin string
}

// NewCustoms makes the lines of what was packed. Goods without a price have the
// value of the catalogue: customs want a gift's value, too.
func NewCustoms(c Contents, items map[floor.SKU]stock.Item) Customs {
	made := Customs{Label: c.Label, Invoice: c.Invoice, Gift: c.GiftMessage != "", Currency: c.Invoice.Currency}
	for _, l := range c.Invoice.Lines {
		item := items[l.SKU]
		value := l.AmountMinor
		if c.Invoice.TaxIncluded {
			value -= l.Rate.TaxWithin(value)
		}
		if value == 0 && item.Currency == c.Invoice.Currency {
			value = int64(l.Quantity) * item.PriceMinor
		}
		made.Lines = append(made.Lines, CustomsLine{
			SKU: l.SKU, Description: l.Name, Quantity: l.Quantity, WeightGrams: l.Quantity * item.WeightGrams,
			ValueMinor: value, HSCode: item.HSCode, Origin: item.Origin,
		})
	}
	return made
}

// Missing says what customs ask for and the parcel has not; nothing when the
// papers can be made.
func (c Customs) Missing() []string {
	var missing []string
	need := func(there bool, format string, args ...any) {
		if !there {
			missing = append(missing, fmt.Sprintf(format, args...))
		}
	}
	need(c.Label.Sender.Line1 != "" && c.Label.Sender.Country != "", "the sender's address: set [site.sender]")
	need(c.Label.Addressee.Country != "", "the addressee's country")
	for _, l := range c.Lines {
		need(l.HSCode != "", "the hs_code of item %s", l.SKU)
		need(l.Origin != "", "the origin of item %s", l.SKU)
		need(l.WeightGrams > 0, "the weight_grams of item %s", l.SKU)
		need(l.ValueMinor > 0, "a price of item %s", l.SKU)
	}
	return missing
}
