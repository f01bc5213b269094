package gs1

import (
	"strings"
	"testing"
)

// read is a symbol that Parse takes.
func read(t *testing.T, data string) Elements {
	t.Helper()
	elements, err := Parse(data)
	if err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	return elements
}

// found is what Check says, as reasons with identifiers.
func found(symbols ...Elements) string {
	var all []string
	for _, err := range Check(symbols...) {
		all = append(all, string(err.Reason)+" "+err.AI)
	}
	return strings.Join(all, ", ")
}

// A symbol that Parse takes may lack what the standard requires beside it.
func TestCheckWantsWhatIsRequired(t *testing.T) {
	const item, gln = "01" + gtin, "9521234567899"
	for data, want := range map[string]string{
		item:                                    "",
		item + "10AB":                           "",
		"00" + sscc:                             "",
		"10AB":                                  "missing_ai 10",
		"02" + gtin:                             "missing_ai 02",
		"02" + gtin + "3712":                    "missing_ai 37",
		"00" + sscc + "02" + gtin + "3712":      "",
		item + "250X":                           "missing_ai 250",
		item + "21A\x1d250X":                    "",
		item + "3922123":                        "missing_ai 3922",
		item + "3103001234" + "3922123":         "",
		item + "3922123\x1d305":                 "",
		"4301House":                             "missing_ai 4301",
		"00" + sscc + "4303B":                   "missing_ai 4303",
		"00" + sscc + "4302Road\x1d4303B":       "",
		"8020REF":                               "missing_ai 8020",
		"415" + gln + "8020REF":                 "",
		item + "8040" + "123456789012345":       "missing_ai 8040",
		item + "21A\x1d8040123456789012345":     "",
		item + "427X\x1d10A":                    "missing_ai 427",
		item + "422578\x1d427X":                 "",
		"8030A":                                 "missing_ai 8030",
		"8018" + sscc + "\x1d8030A":             "",
		"17261100" + "255" + gln + "3900" + "5": "",
	} {
		if got := found(read(t, data)); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}

// One symbol of a box may hold what another requires.
func TestCheckTakesAllSymbolsOfABox(t *testing.T) {
	unit, content := read(t, "00"+sscc), read(t, "02"+gtin+"3712\x1d10AB")
	if got := found(content); got != "missing_ai 37" {
		t.Errorf("content alone: %q", got)
	}
	if got := found(content, content); got != "missing_ai 37" {
		t.Errorf("the same symbol twice: %q", got)
	}
	if got := found(unit, content, unit); got != "" {
		t.Errorf("both symbols: %q", got)
	}
	if got := found(read(t, "01"+gtin), content); got != "exclusive_ai 02, exclusive_ai 37" {
		t.Errorf("an item and the content of a unit: %q", got)
	}
	if got := found(unit, read(t, "00"+"376104250021234576")); got != "repeated_ai 00" {
		t.Errorf("two units: %q", got)
	}
}

func TestMissingIsSaidInWords(t *testing.T) {
	wrong := Check(read(t, "3922123"))
	const want = "gs1: (3922): PRICE needs (01) with (30) or (01) with (31nn) or (01) with (32nn) or (01) with (35nn) or (01) with (36nn) beside it"
	if len(wrong) != 1 || wrong[0].Error() != want {
		t.Errorf("%v, want %s", wrong, want)
	}
}

// What excludes each other is refused in one symbol, whichever comes first.
func TestExclusivePairs(t *testing.T) {
	const gln = "9521234567899"
	for data, want := range map[string]Error{
		"01" + gtin + "3712":              {AI: "37", Position: 16},
		"3712\x1d01" + gtin:               {AI: "01", Position: 5},
		"01" + gtin + "02" + gtin:         {AI: "02", Position: 16},
		"3103001234" + "3102012340":       {AI: "3102", Position: 10},
		"3902123\x1d3940" + "0010":        {AI: "3940", Position: 8},
		"21A\x1d235B":                     {AI: "235", Position: 4},
		"420123\x1d421578" + "0123":       {AI: "421", Position: 7},
		"255" + gln + "\x1d415" + gln:     {AI: "415", Position: 17},
		"4330002500\x1d4331" + "002500":   {AI: "4331", Position: 11},
		"8017" + sscc + "\x1d8018" + sscc: {AI: "8018", Position: 23},
	} {
		want.Reason = ExclusiveAI
		_, err := Parse(data)
		requireRefusal(t, data, err, want)
	}
	for _, data := range []string{
		"3103001234" + "3103001234", // the same twice says nothing new
		"3103001234" + "3202001234",
		"3902123\x1d3921" + "5",
	} {
		read(t, data)
	}
}

// Codes that are not in the lists of today can still be read, but not checked.
func TestCheckAsksTheLists(t *testing.T) {
	const item = "01" + gtin
	for data, want := range map[string]string{
		item + "422578":                         "",
		item + "422999":                         "bad_value 422",
		item + "423578826":                      "",
		item + "423578" + "825":                 "bad_value 423",
		item + "7030" + "999X":                  "",
		item + "7030" + "998X":                  "bad_value 7030",
		item + "305\x1d3932" + "9781250":        "",
		item + "305\x1d3932" + "0001250":        "bad_value 3932",
		"00" + sscc + "4307NO":                  "",
		"00" + sscc + "4307XX":                  "bad_value 4307",
		"00" + sscc + "7041" + "201":            "",
		"00" + sscc + "7041" + "PX":             "",
		"00" + sscc + "7041" + "PXX":            "bad_value 7041",
		"8018" + sscc + "\x1d7241" + "10":       "",
		"8018" + sscc + "\x1d7241" + "80":       "",
		"8018" + sscc + "\x1d7241" + "11":       "bad_value 7241",
		"8018" + sscc + "\x1d7241" + "00":       "bad_value 7241",
		item + "421" + "5780123":                "",
		item + "425" + "578" + "826" + "000":    "bad_value 425",
		item + "425" + "000" + "826" + "001":    "bad_value 425, bad_value 425",
		"00" + sscc + "4307no":                  "bad_value 4307",
		item + "7039" + "578X" + "\x1d" + "10A": "",
	} {
		if got := found(read(t, data)); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}
