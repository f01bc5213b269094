package main

// linter is what package gs1 has for a linter of the dictionary.
type linter struct {
	// check is a function; it refuses what can never be right.
	check string
	// list is a function; it finds codes that are not, or no longer, given out.
	list string
	// letters: digits alone always pass, so that the check is for letters only.
	letters bool
	// holds is what a component means, where Explain can say more than it.
	holds string
}

// linters has every linter of the dictionary.
func linters() map[string]linter {
	return map[string]linter{
		"csum":           {check: "checkDigit"},
		"csumalpha":      {check: "checkPair"},
		"gcppos1":        {check: "checkPrefix", letters: true},
		"gcppos2":        {letters: true},
		"iban":           {check: "checkIBAN"},
		"yymmd0":         {check: "checkMonth", holds: "monthOrDay"},
		"yymmdd":         {check: "checkDay", holds: "day"},
		"yyyymmdd":       {check: "checkLongDay", holds: "longDay"},
		"hhmi":           {check: "checkTime", holds: "hourMinute"},
		"hh":             {check: "checkHour", holds: "hour"},
		"mi":             {check: "checkSixty", holds: "sixtieth"},
		"ss":             {check: "checkSixty", holds: "sixtieth"},
		"nonzero":        {check: "checkNonZero"},
		"zero":           {check: "checkZero"},
		"nozeroprefix":   {check: "checkNoZeroPrefix"},
		"yesno":          {check: "checkYesNo", holds: "yesNo"},
		"winding":        {check: "checkWinding"},
		"iso5218":        {check: "checkSex"},
		"hyphen":         {check: "checkHyphen"},
		"latitude":       {check: "checkLatitude", holds: "latitude"},
		"longitude":      {check: "checkLongitude", holds: "longitude"},
		"hasnondigit":    {check: "checkNonDigit"},
		"pieceoftotal":   {check: "checkPiece"},
		"posinseqslash":  {check: "checkBirth"},
		"pcenc":          {check: "checkPercent", holds: "encoded"},
		"importeridx":    {check: "checkImporter"},
		"couponcode":     {check: "checkCoupon"},
		"couponposoffer": {check: "checkOffer"},

		"iso3166":       {list: "listedCountry"},
		"iso3166999":    {list: "listedCountries"},
		"iso3166alpha2": {list: "listedCountryLetters"},
		"iso4217":       {list: "listedCurrency"},
		"packagetype":   {list: "listedPackage"},
		"mediatype":     {list: "listedMedia"},
	}
}
