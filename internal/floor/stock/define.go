package stock

import (
	"tallyman/internal/floor"
	"tallyman/internal/gs1"
)

// ItemFacts is what defining an item has to know.
type ItemFacts struct {
	// Existing is the item of that SKU, nil when there is none.
	Existing *Item
	// Taken is what carries one of the item's codes and is not this item.
	Taken floor.ThingKind
	// TakenCode is that code.
	TakenCode string
}

// JudgeItem decides whether an item may be defined so. GTINs are completed to
// 14 digits; a wrong check digit is refused.
func JudgeItem(f ItemFacts, item Item) (floor.Change, Item, *floor.Phrase) {
	refuse := func(code, got string) (floor.Change, Item, *floor.Phrase) {
		return floor.Refused, item, &floor.Phrase{Code: code, SKU: string(item.SKU), Got: got}
	}
	for _, gtin := range []*string{&item.GTIN, &item.CaseGTIN} {
		if *gtin == "" {
			continue
		}
		full, err := gs1.ParseGTIN(*gtin)
		if err != nil {
			return refuse("gtin_wrong", *gtin)
		}
		*gtin = full
	}
	switch {
	case item.SKU == "" || floor.ReservedPrefix(string(item.SKU)):
		return refuse("sku_reserved", string(item.SKU))
	case item.Name == "":
		return refuse("item_without_name", "")
	case (item.CaseGTIN == "") != (item.CaseQuantity == 0), item.CaseQuantity < 0, item.CaseQuantity == 1:
		return refuse("case_incomplete", item.CaseGTIN)
	case item.CaseGTIN != "" && item.CaseGTIN == item.GTIN:
		return refuse("case_like_unit", item.GTIN)
	case item.WeightGrams < 0 || item.LengthMM < 0 || item.WidthMM < 0 || item.HeightMM < 0 || item.PriceMinor < 0:
		return refuse("measure_negative", "")
	case f.Taken != "":
		said := floor.Phrase{Code: "code_taken", SKU: string(item.SKU), Got: f.TakenCode, Subject: string(f.Taken)}
		return floor.Refused, item, &said
	case f.Existing == nil:
		return floor.Created, item, nil
	case *f.Existing == item:
		return floor.Unchanged, item, nil
	}
	return floor.Changed, item, nil
}

// LocationFacts is what defining a bin has to know.
type LocationFacts struct {
	// Existing is the bin of that name, nil when there is none.
	Existing *Location
	// Taken is what carries the bin's name as its code and is not this bin.
	Taken floor.ThingKind
}

// JudgeLocation decides whether a bin may be defined so.
func JudgeLocation(f LocationFacts, l Location) (floor.Change, *floor.Phrase) {
	switch {
	case l.ID == "" || floor.ReservedPrefix(string(l.ID)):
		return floor.Refused, &floor.Phrase{Code: "location_reserved", Location: string(l.ID), Got: string(l.ID)}
	case f.Taken != "":
		return floor.Refused, &floor.Phrase{
			Code: "code_taken", Location: string(l.ID), Got: string(l.ID), Subject: string(f.Taken),
		}
	case f.Existing == nil:
		return floor.Created, nil
	case *f.Existing == l:
		return floor.Unchanged, nil
	}
	return floor.Changed, nil
}
