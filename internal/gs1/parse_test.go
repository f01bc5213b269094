package gs1

import (
	"slices"
	"strings"
	"testing"
)

// The GTIN and the SSCC of the examples, with right check digits.
const (
	gtin = "09521234567899"
	sscc = "376104250021234569"
)

func TestParse(t *testing.T) {
	for data, want := range map[string]string{
		"01" + gtin:                                  "(01)" + gtin,
		"00" + sscc:                                  "(00)" + sscc,
		"01" + gtin + "10AB-12":                      "(01)" + gtin + "(10)AB-12",
		"01" + gtin + "10AB\x1d21S1":                 "(01)" + gtin + "(10)AB(21)S1",
		"01" + gtin + "17261100" + "10AB":            "(01)" + gtin + "(17)261100(10)AB",
		"01" + gtin + "\x1d17261130\x1d10AB":         "(01)" + gtin + "(17)261130(10)AB",
		"\x1d01" + gtin + "\x1d":                     "(01)" + gtin,
		"10AB\x1d01" + gtin:                          "(10)AB(01)" + gtin,
		"02" + gtin + "3712":                         "(02)" + gtin + "(37)12",
		"01" + gtin + "3103001234":                   "(01)" + gtin + "(3103)001234",
		"8001" + "12340123400101":                    "(8001)12340123400101",
		"8111" + "0123\x1d01" + gtin:                 "(8111)0123(01)" + gtin,
		"7007260101\x1d10A":                          "(7007)260101(10)A",
		"7007260101260131":                           "(7007)260101260131",
		"253" + "9521234567899" + "DOC1":             "(253)9521234567899DOC1",
		"253" + "9521234567899":                      "(253)9521234567899",
		"8013" + "1987654Ad4X4bL5ttr2310c2K":         "(8013)1987654Ad4X4bL5ttr2310c2K",
		"8007" + "GB82WEST12345698765432":            "(8007)GB82WEST12345698765432",
		"01" + gtin + "10AB\x1d10AB":                 "(01)" + gtin + "(10)AB(10)AB",
		"91" + strings.Repeat("a", 90):               "(91)" + strings.Repeat("a", 90),
		"4330" + "002500-":                           "(4330)002500-",
		"4300" + "M%C3%BCller":                       "(4300)M%C3%BCller",
		"17280229":                                   "(17)280229",
		"7003" + "2602282359":                        "(7003)2602282359",
		"8026" + gtin + "0102" + "\x1d" + "37" + "2": "(8026)" + gtin + "0102(37)2",
	} {
		elements, err := Parse(data)
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if got := elements.String(); got != want {
			t.Errorf("%q: %s, want %s", data, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	lot20 := strings.Repeat("X", 20)
	for data, want := range map[string]Error{
		"":                                {Reason: TooShort},
		"\x1d":                            {Reason: TooShort},
		"0":                               {Reason: UnknownAI},
		"0512345":                         {Reason: UnknownAI},
		"AB12":                            {Reason: UnknownAI},
		"31":                              {Reason: UnknownAI},
		"3106001234":                      {Reason: UnknownAI},
		"01" + gtin + "0512":              {Reason: UnknownAI, Position: 16},
		"01" + gtin[:13] + "8":            {Reason: BadCheckDigit, AI: "01", Position: 2},
		"00" + sscc[:17] + "0":            {Reason: BadCheckDigit, AI: "00", Position: 2},
		"01" + gtin[:9]:                   {Reason: TooShort, AI: "01", Position: 11},
		"01" + gtin[:9] + "\x1d10AB":      {Reason: TooShort, AI: "01", Position: 11},
		"01" + gtin[:9] + "X" + gtin[10:]: {Reason: BadCharacter, AI: "01", Position: 11},
		"10":                              {Reason: TooShort, AI: "10", Position: 2},
		"10" + lot20 + "X":                {Reason: TooLong, AI: "10", Position: 22},
		"10A\x1d\x1d21B":                  {Reason: TooShort, Position: 4},
		"10AÄ":                            {Reason: BadCharacter, AI: "10", Position: 3},
		"10A\x1d10B":                      {Reason: RepeatedAI, AI: "10", Position: 4},
		"17261301":                        {Reason: BadValue, AI: "17", Position: 2},
		"17260230":                        {Reason: BadValue, AI: "17", Position: 2},
		"17270229":                        {Reason: BadValue, AI: "17", Position: 2},
		"7006260100":                      {Reason: BadValue, AI: "7006", Position: 4},
		"70032602282360":                  {Reason: BadValue, AI: "7003", Position: 10},
		"30123456789":                     {Reason: TooLong, AI: "30", Position: 10},
		"80131987654Ad4X4bL5ttr2310c2J":   {Reason: BadCheckDigit, AI: "8013", Position: 4},
		"8007GB82WEST12345698765433":      {Reason: BadCheckDigit, AI: "8007", Position: 4},
		"4300M%C":                         {Reason: BadValue, AI: "4300", Position: 4},
		"8026" + gtin + "0302":            {Reason: BadValue, AI: "8026", Position: 18},
		"70072601012":                     {Reason: TooShort, AI: "7007", Position: 11},
	} {
		_, err := Parse(data)
		requireRefusal(t, data, err, want)
	}
}

// What can only be read with a lost separator put back is called ambiguous,
// and never split by guessing.
func TestParseLostSeparator(t *testing.T) {
	for data, position := range map[string]int{
		"10" + strings.Repeat("X", 19) + "21ABC":   2,
		"3712" + "10AB":                            2,
		"8111" + "0123" + "01" + gtin:              4,
		"422" + "826" + "10AB":                     3,
		"01" + gtin + "3712" + "10AB" + "\x1d21S1": 18,
	} {
		_, err := Parse(data)
		ai := data[:2]
		switch {
		case strings.HasPrefix(data, "8111"):
			ai = "8111"
		case strings.HasPrefix(data, "422"):
			ai = "422"
		case strings.HasPrefix(data, "01"):
			ai = "37"
		}
		requireRefusal(t, data, err, Error{Reason: Ambiguous, AI: ai, Position: position})
	}
}

func TestAmbiguous(t *testing.T) {
	for data, want := range map[string]bool{
		"01" + gtin:                         false,
		"01" + gtin + "10AB":                false,
		"01" + gtin + "10AB21C":             true,
		"01" + gtin + "10AB21C\x1d":         false,
		"01" + gtin + "\x1d10AB21C":         false,
		"\x1d01" + gtin + "10AB21C":         true,
		"01" + gtin + "10AB21C\x1d30" + "5": false,
		"10AB01" + gtin:                     true,
		"10AB0X5":                           false,
	} {
		elements, err := Parse(data)
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if got := elements.Ambiguous(); got != want {
			t.Errorf("%q: ambiguous %v, want %v", data, got, want)
		}
	}
}

func TestLookups(t *testing.T) {
	elements, err := Parse("01" + gtin + "17261100" + "10AB\x1d21S1\x1d30" + "5")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{elements.GTIN(), elements.Expiry(), elements.Lot(), elements.Serial(), elements.SSCC()}
	if want := []string{gtin, "261100", "AB", "S1", ""}; !slices.Equal(got, want) {
		t.Errorf("lookups %q, want %q", got, want)
	}
	if n, ok := elements.Count(); n != 5 || !ok {
		t.Errorf("Count = %d, %v", n, ok)
	}
	if _, ok := elements.Get("240"); ok {
		t.Error("Get found what is not there")
	}
	if all := elements.All(); len(all) != 5 || all[2] != (Element{AI: "10", Value: "AB"}) {
		t.Errorf("All = %v", all)
	}
	if _, ok := (Elements{}).Count(); ok {
		t.Error("no elements have a count")
	}
}

func TestBuild(t *testing.T) {
	elements, err := Build(Element{"01", gtin}, Element{"10", "AB"}, Element{"21", "S1"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := elements.Data(), "01"+gtin+"10AB\x1d21S1"; got != want {
		t.Errorf("Data = %q, want %q", got, want)
	}
	_, err = Build(Element{"05", "1"})
	requireRefusal(t, "unknown", err, Error{Reason: UnknownAI})
	_, err = Build(Element{"10", "A"}, Element{"10", "B"})
	requireRefusal(t, "repeated", err, Error{Reason: RepeatedAI, AI: "10"})
	_, err = Build(Element{"00", sscc[:17] + "1"})
	requireRefusal(t, "check digit", err, Error{Reason: BadCheckDigit, AI: "00"})
}

// A megabyte that looks like GS1 is refused before it costs anything.
func TestParseIsBounded(t *testing.T) {
	_, err := Parse(strings.Repeat("10A\x1d", 1<<18))
	requireRefusal(t, "many elements", err, Error{Reason: TooLong, Position: 4 * mostElements})
	_, err = Parse("10" + strings.Repeat("21", 1<<19))
	requireRefusal(t, "one long element", err, Error{Reason: TooLong, AI: "10", Position: 22})
}

func TestErrorDoesNotRepeatTheText(t *testing.T) {
	_, err := Parse("4301Ivana%2")
	if err == nil || strings.Contains(err.Error(), "Ivana") || !strings.Contains(err.Error(), "(4301)") {
		t.Errorf("error %q", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"01" + gtin + "10AB\x1d21S1", "00" + sscc, "10" + strings.Repeat("21", 30), "8111012301" + gtin, "3712" + "10AB",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		elements, err := Parse(data)
		if err != nil {
			return
		}
		for _, reading := range elements.Readings() {
			if rebuilt, err := Build(reading...); err != nil {
				t.Fatalf("%q: reading %s: %v", data, rebuilt, err)
			}
		}
		again, err := Parse(elements.Data())
		if err != nil || !slices.Equal(again.All(), elements.All()) {
			t.Fatalf("%q was read as %s, and its data as %s, %v", data, elements, again, err)
		}
		built, err := Build(elements.All()...)
		if err != nil || built.Data() != elements.Data() {
			t.Fatalf("%q: built %q, %v", data, built.Data(), err)
		}
		requireLinkRoundTrip(t, elements)
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("01" + gtin + "17261100" + "10AB\x1d21S1"); err != nil {
			b.Fatal(err)
		}
	}
}
