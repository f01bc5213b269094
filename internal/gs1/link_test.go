package gs1

import "testing"

func TestParseLink(t *testing.T) {
	for uri, want := range map[string]string{
		"https://id.example.org/01/" + gtin:                                 "(01)" + gtin,
		"HTTPS://ID.EXAMPLE.ORG/01/" + gtin + "/10/AB/21/S1":                "(01)" + gtin + "(10)AB(21)S1",
		"https://example.org/shop/de/01/" + gtin + "/21/S%2F1?17=261100":    "(01)" + gtin + "(21)S/1(17)261100",
		"https://example.org/01/9521234567899?linkType=x&3103=001234":       "(01)" + gtin + "(3103)001234",
		"http://example.org/00/" + sscc + "/":                               "(00)" + sscc,
		"https://example.org/01/" + gtin + "?17=261100;10=AB&utm_source=01": "(01)" + gtin + "(17)261100(10)AB",
	} {
		elements, err := ParseLink(uri)
		if err != nil || elements.String() != want {
			t.Errorf("%s: %s, %v; want %s", uri, elements, err, want)
		}
	}
}

func TestParseLinkRefuses(t *testing.T) {
	for uri, want := range map[string]Error{
		"ftp://example.org/01/" + gtin:                    {Reason: NotLink},
		"example.org/01/" + gtin:                          {Reason: NotLink},
		"https://example.org/":                            {Reason: NotLink},
		"https://example.org/10/AB":                       {Reason: NotLink},
		"https://example.org/01/" + gtin + "/21/S1/10/AB": {Reason: NotLink},
		"https://example.org/01/" + gtin + "/235/T/10/AB": {Reason: NotLink},
		"https://exa mple.org/01/" + gtin:                 {Reason: NotLink},
		"https://example.org/01/" + gtin[:13] + "0":       {Reason: BadCheckDigit, Position: 13},
		"https://example.org/01/" + gtin + "?17=261399":   {Reason: BadValue, AI: "17"},
		"https://example.org/01/" + gtin + "?05=1":        {Reason: UnknownAI},
		"https://example.org/01/" + gtin + "?10=%zz":      {Reason: NotLink},
		"https://example.org/01/" + gtin + "/10/AB?10=CD": {Reason: RepeatedAI, AI: "10"},
	} {
		_, err := ParseLink(uri)
		requireRefusal(t, uri, err, want)
	}
}

func FuzzParseLink(f *testing.F) {
	f.Add("https://example.org/01/" + gtin + "/10/AB?17=261100")
	f.Fuzz(func(t *testing.T, uri string) {
		elements, err := ParseLink(uri)
		if err != nil {
			return
		}
		if again, err := Parse(elements.Data()); err != nil || again.String() != elements.String() {
			t.Fatalf("%q was read as %s, and its data as %s, %v", uri, elements, again, err)
		}
	})
}
