package paper_test

import (
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/paper"
)

func declared(to ship.Address, lines int) ship.Customs {
	return ship.NewCustoms(parcel(to, lines), map[floor.SKU]stock.Item{"MUG-001": {
		SKU: "MUG-001", WeightGrams: 350, PriceMinor: 1299, Currency: "EUR", HSCode: "691200", Origin: "EE",
	}})
}

// Papers for customs say what, how many, how heavy, of what value and from
// where, whatever they are printed on.
func TestPapersForCustoms(t *testing.T) {
	for name, to := range addressees() {
		for _, on := range []paper.Format{paper.OnLabel(), paper.OnA4(), paper.OnRoll(80)} {
			c := declared(to, 3)
			for _, form := range []string{"CN22", "CN23"} {
				p := paper.CustomsDeclaration(c, form, on)[0]
				apart(t, p)
				says(t, p, "CUSTOMS DECLARATION "+form, "691200", "0.350", "2.100", "[X]\u00a0Gift")
			}
			p := paper.CommercialInvoice(c, on)[0]
			apart(t, p)
			says(t, p, "COMMERCIAL INVOICE", to.Name, "691200", "gift", "Carriage", "4.90")
			if all := strings.Join(lines(p), " "); strings.Contains(all, "□") {
				t.Errorf("%s: %s", name, all)
			}
		}
	}
}

func TestCustomsSayWhatIsMissing(t *testing.T) {
	if missing := declared(addressees()["Norwegian"], 3).Missing(); len(missing) != 0 {
		t.Errorf("missing: %q", missing)
	}
	bare := ship.NewCustoms(parcel(ship.Address{}, 1), nil)
	bare.Lines[0].ValueMinor = 0
	all := strings.Join(bare.Missing(), ", ")
	for _, want := range []string{"the addressee's country", "hs_code of item MUG-001", "origin of", "weight_grams of", "a price of"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in %q", want, all)
		}
	}
}

// A gift without a price has the value of the catalogue.
func TestAGiftHasAValueForCustoms(t *testing.T) {
	c := parcel(addressees()["Norwegian"], 1)
	c.Invoice.Lines[0].DiscountMinor = c.Invoice.Lines[0].UnitPriceMinor
	c.Invoice.Sum()
	made := ship.NewCustoms(c, map[floor.SKU]stock.Item{"MUG-001": {PriceMinor: 1299, Currency: "EUR"}})
	if made.Lines[0].ValueMinor != 1299 {
		t.Errorf("its value is %d", made.Lines[0].ValueMinor)
	}
}
