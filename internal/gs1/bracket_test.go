package gs1

import "testing"

func TestParseBracketed(t *testing.T) {
	for text, want := range map[string]string{
		"(01)" + gtin:                        "01" + gtin,
		"(01)" + gtin + "(10)AB(21)S1":       "01" + gtin + "10AB\x1d21S1",
		"(10)AB(17)261100":                   "10AB\x1d17261100",
		"(01)" + gtin + "(10)A(B)C":          "01" + gtin + "10A(B)C",
		"(10)A(5":                            "10A(5",
		`(10)A\(21)B`:                        "10A(21)B",
		"(3103)001234(01)" + gtin:            "3103001234" + "01" + gtin,
		"(8018)" + sscc + "(8019)7":          "8018" + sscc + "\x1d80197",
		"(10)" + "AB21C":                     "10AB21C",
		"(01)" + gtin + "(10)AB(10)AB(11)26": "",
	} {
		elements, err := ParseBracketed(text)
		if want == "" {
			if err == nil {
				t.Errorf("%s was read as %s", text, elements)
			}
			continue
		}
		if err != nil || elements.Data() != want {
			t.Errorf("%s: %q, %v; want %q", text, elements.Data(), err, want)
		}
		if elements.Ambiguous() {
			t.Errorf("%s: ambiguous", text)
		}
	}
}

func TestParseBracketedRefuses(t *testing.T) {
	for text, want := range map[string]Error{
		"":                            {Reason: UnknownAI},
		"01" + gtin:                   {Reason: UnknownAI},
		"(05)1":                       {Reason: UnknownAI},
		"(01":                         {Reason: UnknownAI},
		"(01)":                        {Reason: TooShort, AI: "01", Position: 4},
		"(01)" + gtin[:13] + "8":      {Reason: BadCheckDigit, AI: "01", Position: 4},
		"(01)" + gtin + "(10)A B":     {Reason: BadCharacter, AI: "10", Position: 23},
		`(10)A\(\(B C`:                {Reason: BadCharacter, AI: "10", Position: 10},
		"(01)" + gtin + "(37)5":       {Reason: ExclusiveAI, AI: "37", Position: 18},
		"(10)A(10)B":                  {Reason: RepeatedAI, AI: "10", Position: 5},
		"(01)" + gtin + " (17)261100": {Reason: TooLong, AI: "01", Position: 18},
	} {
		_, err := ParseBracketed(text)
		requireRefusal(t, text, err, want)
	}
}

// A value with an identifier in brackets in it is the only one that the line
// under a symbol cannot say.
func FuzzParseBracketed(f *testing.F) {
	for _, seed := range []string{"(01)" + gtin + "(10)AB(21)S1", `(10)A\(21)B(`, "(91)(9", "(3922)12(30)1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		elements, err := ParseBracketed(text)
		if err != nil {
			return
		}
		if again, err := Parse(elements.Data()); err != nil || again.String() != elements.String() {
			t.Fatalf("%q was read as %s, and its data as %s, %v", text, elements, again, err)
		}
		for _, each := range elements.All() {
			for at := range each.Value {
				if _, known := bracketed(each.Value[at:]); known != nil {
					return
				}
			}
		}
		if again, err := ParseBracketed(elements.String()); err != nil || again.Data() != elements.Data() {
			t.Fatalf("%q was read as %s, and that as %s, %v", text, elements, again, err)
		}
	})
}
