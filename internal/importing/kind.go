package importing

import (
	"fmt"
	"slices"
)

// Kind is what a file holds.
type Kind string

// The kinds of files.
const (
	Items     Kind = "items"
	Locations Kind = "locations"
	Stock     Kind = "stock"
	Orders    Kind = "orders"
	Badges    Kind = "badges"
	Totes     Kind = "totes"
)

// Kinds lists every kind in the order in which a new warehouse imports them.
func Kinds() []Kind { return []Kind{Items, Locations, Stock, Badges, Totes, Orders} }

// ParseKind reads a kind as a command line or a URL names it.
func ParseKind(text string) (Kind, error) {
	if kind := Kind(text); slices.Contains(Kinds(), kind) {
		return kind, nil
	}
	return "", fmt.Errorf("there is no kind of import %q: use one of %v", text, Kinds())
}

// Further are columns that a file of a kind may have or not.
func (k Kind) Further() []string {
	switch k {
	case Items:
		return []string{"hs_code", "origin"}
	case Orders:
		return []string{"language"}
	case Locations, Stock, Badges, Totes:
	}
	return nil
}

// Columns are the columns of a kind. A file has all of them, in any order, and
// no others but the further ones.
func (k Kind) Columns() []string {
	switch k {
	case Items:
		return []string{
			"sku", "gtin", "name", "weight_grams", "length_mm", "width_mm", "height_mm", "fragile",
			"price_minor", "currency", "tax_percent", "case_gtin", "case_quantity",
		}
	case Locations:
		return []string{"code", "zone", "aisle", "bay", "level", "position", "sequence"}
	case Stock:
		return []string{"location", "sku", "quantity"}
	case Orders:
		return []string{
			"order", "placed_at", "channel", "email", "phone", "name", "company", "line1", "line2", "city",
			"region", "postcode", "country", "service", "ship_by", "currency", "sku", "quantity",
			"unit_price_minor", "discount_minor", "tax_percent", "tax_included", "shipping_minor",
			"gift_message", "note",
		}
	case Badges:
		return []string{"name", "role", "code"}
	case Totes:
		return []string{"code"}
	}
	return nil
}

// key is the column by which a row is named in a report when all of it is
// meant.
func (k Kind) key() string {
	switch k {
	case Stock:
		return "sku"
	case Badges:
		return "name"
	case Items, Locations, Orders, Totes:
	}
	return k.Columns()[0]
}

// personal says whether a column is about a person, or lets one in.
func (k Kind) personal(column string) bool {
	switch k {
	case Orders:
		return slices.Contains([]string{
			"email", "phone", "name", "company", "line1", "line2", "city", "region", "postcode", "gift_message", "note",
		}, column)
	case Badges:
		return column == "name" || column == "code"
	case Items, Locations, Stock, Totes:
	}
	return false
}

// ofLine says whether a column of an orders file belongs to the order's line
// and not to the order.
func ofLine(column string) bool {
	switch column {
	case "sku", "quantity", "unit_price_minor", "discount_minor", "tax_percent":
		return true
	}
	return false
}
