package gs1

import "slices"

// The functions below look codes up in the lists of the bodies that give them
// out. They grow, so that a code which is not there may be newer than the list:
// Parse does not ask them, Check does.

func listed(codes []string, value string) Reason {
	_, found := slices.BinarySearch(codes, value)
	return unless(found, BadValue)
}

func listedCountry(value string) Reason        { return listed(countries[:], value) }
func listedCountryLetters(value string) Reason { return listed(countryLetters[:], value) }
func listedCurrency(value string) Reason       { return listed(currencies[:], value) }
func listedPackage(value string) Reason        { return listed(packages[:], value) }

// listedCountries lets 999 stand for several countries.
func listedCountries(value string) Reason {
	if value == "999" {
		return ""
	}
	return listedCountry(value)
}

// listedMedia is the AIDC media type of ICCBBA: 01 to 10 are given out, 80 to
// 99 are for local use (GS1 General Specifications, AIDC media type values).
func listedMedia(value string) Reason {
	return unless(between(value, 1, 10) || between(value, 80, 99), BadValue)
}
