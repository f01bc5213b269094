package paper

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tallyman/internal/floor/ship"
)

// place is the line with city and postcode, in the order of the country
// (Universal Postal Union, S42): most write the postcode first.
func place(a ship.Address) string {
	switch a.Country {
	case "US", "CA", "AU":
		return joined(" ", a.City, a.Region, a.Postcode)
	case "GB", "IE", "NZ", "IN", "SG", "ID", "TH":
		return joined(", ", joined(" ", a.City, a.Postcode), a.Region)
	case "CN", "TW", "JP", "KR", "UA":
		return joined(", ", a.City, a.Region, a.Postcode)
	default:
		return joined(", ", joined(" ", a.Postcode, a.City), a.Region)
	}
}

// country is the English name in capitals, as international mail wants it; a
// code that is not known is written as it is.
func country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	name := display.English.Regions().Name(region)
	if name == "" {
		return code
	}
	return strings.ToUpper(name)
}

// country is its name in the language, for those who live there or write to it;
// a code that is not known is written as it is.
func (v voice) country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(v.tag).Name(region); name != "" {
		return name
	}
	return code
}

// joined puts the separator between the parts that are not empty.
func joined(separator string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}
