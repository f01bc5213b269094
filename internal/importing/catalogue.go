package importing

import (
	"fmt"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

func readItem(r *row, taken map[claim]int) stock.Item {
	item := stock.Item{
		SKU:          floor.SKU(r.code("sku")),
		Name:         r.text("name", longestName, true),
		GTIN:         r.gtin("gtin"),
		WeightGrams:  int(r.number("weight_grams", 0, mostGrams, false)),
		LengthMM:     int(r.number("length_mm", 0, mostMM, false)),
		WidthMM:      int(r.number("width_mm", 0, mostMM, false)),
		HeightMM:     int(r.number("height_mm", 0, mostMM, false)),
		Fragile:      r.boolean("fragile"),
		PriceMinor:   r.number("price_minor", 0, mostMinor, false),
		Currency:     r.currency("currency", false),
		Rate:         r.rate("tax_percent", false),
		CaseGTIN:     r.gtin("case_gtin"),
		CaseQuantity: int(r.number("case_quantity", 0, mostUnits, false)),
		HSCode:       r.text("hs_code", longestCode, false),
	}
	if r.raw("origin") != "" {
		item.Origin = r.country("origin")
	}
	if item.HSCode != "" && !stock.IsHSCode(item.HSCode) {
		r.fail("hs_code", BadValue, "hs_code must be 6 to 10 digits of the customs code (HS), such as 691110")
	}
	if item.PriceMinor > 0 && item.Currency == "" {
		r.fail("currency", Required, "currency is empty: a price needs one, such as EUR")
	}
	if r.raw("case_gtin") != "" && item.CaseQuantity < 2 {
		r.fail("case_quantity", BadNumber, "case_quantity must be at least 2 when there is a case_gtin")
	}
	if r.raw("case_gtin") == "" && item.CaseQuantity != 0 {
		r.fail("case_gtin", Required, "case_gtin is empty: give it, or leave case_quantity empty too")
	}
	if item.CaseGTIN != "" && item.CaseGTIN == item.GTIN {
		r.fail("case_gtin", Duplicate, "case_gtin is the gtin of the single unit: a case needs its own")
	}
	r.unique(taken,
		claim{"sku", "sku", string(item.SKU)},
		claim{"gtin", "gtin", item.GTIN},
		claim{"case_gtin", "gtin", item.CaseGTIN})
	return item
}

func readLocation(r *row, taken map[claim]int) stock.Location {
	location := stock.Location{
		ID:       floor.LocationID(r.code("code")),
		Zone:     r.text("zone", longestCode, false),
		Aisle:    r.text("aisle", longestCode, false),
		Bay:      r.text("bay", longestCode, false),
		Level:    r.text("level", longestCode, false),
		Position: r.text("position", longestCode, false),
		Sequence: int(r.number("sequence", 0, mostSequence, false)),
	}
	r.unique(taken, claim{"code", "location", string(location.ID)})
	return location
}

// readCount reads a stock count; its key is the file's digest and the line, so
// that the same file again counts nothing.
func readCount(r *row, taken map[claim]int, digest string) stock.Count {
	count := stock.Count{
		Location: floor.LocationID(r.code("location")),
		SKU:      floor.SKU(r.code("sku")),
		Quantity: int(r.number("quantity", 0, mostUnits, true)),
		Key:      fmt.Sprintf("%s:%d", digest, r.line),
	}
	r.unique(taken, claim{"sku", "count", string(count.Location) + "\x00" + string(count.SKU)})
	return count
}

func readBadge(r *row, taken map[claim]int) shift.BadgeDraft {
	badge := shift.BadgeDraft{
		Name: r.text("name", longestName, true),
		Role: oneOf(r, "role", shift.Roles()),
		Code: r.ownCode("code", floor.CodeBadge),
	}
	r.unique(taken, claim{"code", "code", badge.Code.Body})
	return badge
}

func readTote(r *row, taken map[claim]int) shift.ToteDraft {
	tote := shift.ToteDraft{Code: r.ownCode("code", floor.CodeTote)}
	r.unique(taken, claim{"code", "code", tote.Code.Body})
	return tote
}
