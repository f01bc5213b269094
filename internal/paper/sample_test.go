package paper_test

import (
	"time"

	"tallyman/internal/floor/ship"
)

// sender is who sends in the tests.
func sender() ship.Address {
	return ship.Address{Company: "Mugs & Gadgets OÜ", Line1: "Pärnu mnt 139c", City: "Tallinn", Postcode: "11317", Country: "EE"}
}

// addressees are people whose names and towns need more than ASCII, and one who
// does not.
func addressees() map[string]ship.Address {
	return map[string]ship.Address{
		"English": {Name: "Jane Smith", Line1: "221B Baker Street", City: "London", Postcode: "NW1 6XE", Country: "GB"},
		"Ukrainian": {
			Name: "Олександра Ґудзь-Щербаківська", Company: "ТОВ «Книгарня Є»", Line1: "вул. Хрещатик 44, кв. 12",
			Line2: "під'їзд 3", City: "Київ", Postcode: "01001", Country: "UA", Phone: "+380 44 123 45 67",
		},
		"Romanian": {
			Name: "Ștefan Țăranu-Brânză", Line1: "Bulevardul Unirii nr. 72, bl. J3C, sc. 2, et. 4, ap. 45",
			Line2: "lângă farmacie", City: "București", Region: "Sector 3", Postcode: "030833", Country: "RO",
		},
		"Norwegian": {Name: "Bjørn Ærlig Åse", Line1: "Øvre Slottsgate 3", City: "Tromsø", Postcode: "9008", Country: "NO"},
		"Chinese": {
			Name: "王小明", Company: "北京市朝阳区科技有限公司", Line1: "建国门外大街1号国贸大厦", City: "北京市", Region: "北京",
			Postcode: "100004", Country: "CN", Phone: "+86 10 1234 5678",
		},
	}
}

func label(to ship.Address) ship.Label {
	return ship.Label{
		Sender: sender(), Addressee: to, Service: "Parcel Standard", Order: "W-2026-000123", WeightGrams: 1340,
		SSCC: "395000000000012342", TrackingNumber: "TM0000001234EE", Number: 1, Attempt: "TLPA1B2C3D4E5F687",
	}
}

// invoice is one with n lines, added up by the rules.
func invoice(n int, taxIncluded bool) ship.Invoice {
	i := ship.Invoice{
		Number: "INV-000042", Order: "W-2026-000123", At: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC),
		Seller: sender(), TaxID: "EE101234567", Buyer: addressees()["Ukrainian"], Currency: "EUR",
		ShippingMinor: 490, TaxIncluded: taxIncluded, Attempt: "TLPA1B2C3D4E5F687",
	}
	for k := range n {
		line := ship.InvoiceLine{
			SKU: "MUG-001", Name: "Mug with a fox, 350 ml, stoneware", Quantity: k + 1, UnitPriceMinor: 1299, Rate: 24000,
		}
		switch k % 3 {
		case 1:
			line.Name, line.Rate, line.DiscountMinor = "Книга «Кобзар», тверда обкладинка", 9000, 333
		case 2:
			line.Name, line.UnitPriceMinor = "茶杯", 77
		}
		i.Lines = append(i.Lines, line)
	}
	i.Sum()
	return i
}
