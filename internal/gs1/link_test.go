package gs1

import (
	"slices"
	"strings"
	"testing"
)

func TestParseLink(t *testing.T) {
	const gln = "9521234567899"
	for uri, want := range map[string]string{
		"https://id.example.org/01/" + gtin:                                 "(01)" + gtin,
		"HTTPS://ID.EXAMPLE.ORG/01/" + gtin + "/10/AB/21/S1":                "(01)" + gtin + "(10)AB(21)S1",
		"HTTP://EXAMPLE.ORG/01/" + gtin:                                     "(01)" + gtin,
		"https://example.org:8443/01/" + gtin:                               "(01)" + gtin,
		"https://192.0.2.1/01/" + gtin:                                      "(01)" + gtin,
		"https://[2001:db8::1]/01/" + gtin:                                  "(01)" + gtin,
		"https://example.org/shop/de/01/" + gtin + "/21/S%2F1?17=261100":    "(01)" + gtin + "(21)S/1(17)261100",
		"https://example.org/00/shop/01/" + gtin:                            "(01)" + gtin,
		"https://example.org/01/9521234567899?linkType=x&3103=001234":       "(01)" + gtin + "(3103)001234",
		"https://example.org/01/9521234567899?01=9521234567899":             "(01)" + gtin + "(01)" + gtin,
		"http://example.org/00/" + sscc + "/":                               "(00)" + sscc,
		"https://example.org/01/" + gtin + "?17=261100;10=AB&utm_source=01": "(01)" + gtin + "(17)261100(10)AB",
		"https://example.org/01/" + gtin + "?10=A+B":                        "(01)" + gtin + "(10)A+B",
		"https://example.org/01/" + gtin + "?10=A%2BB%25#17=1":              "(01)" + gtin + "(10)A+B%",
		"https://example.org/01/" + gtin + "/22/V/10/L/21/S":                "(01)" + gtin + "(22)V(10)L(21)S",
		"https://example.org/01/" + gtin + "/22/V/21/S":                     "(01)" + gtin + "(22)V(21)S",
		"https://example.org/01/" + gtin + "/235/T":                         "(01)" + gtin + "(235)T",
		"https://example.org/414/" + gln + "/254/B2":                        "(414)" + gln + "(254)B2",
		"https://example.org/415/" + gln + "/8020/R":                        "(415)" + gln + "(8020)R",
		"https://example.org/8004/" + gln + "X/7040/1ABC":                   "(8004)" + gln + "X(7040)1ABC",
		"https://example.org/00/" + sscc + "?02=" + gtin + "&37=12":         "(00)" + sscc + "(02)" + gtin + "(37)12",
		"https://example.org/00/" + sscc + "?4301=A%2520B":                  "(00)" + sscc + "(4301)A%20B",
	} {
		elements, err := ParseLink(uri)
		if err != nil || elements.String() != want {
			t.Errorf("%s: %s, %v; want %s", uri, elements, err, want)
		}
		if elements.Ambiguous() {
			t.Errorf("%s: ambiguous, and a link has no separators to lose", uri)
		}
	}
}

// Positions count in the link, past its percent signs.
func TestParseLinkRefuses(t *testing.T) {
	const item = "https://example.org/01/" + gtin // 37 characters, the path from 19 on
	for uri, want := range map[string]Error{
		"ftp://example.org/01/" + gtin:              {Reason: NotLink},
		"HttpS://example.org/01/" + gtin:            {Reason: NotLink},
		"example.org/01/" + gtin:                    {Reason: NotLink},
		"https:///01/" + gtin:                       {Reason: NotLink},
		"https://exa mple.org/01/" + gtin:           {Reason: NotLink},
		"https://example.org/01/%zz":                {Reason: NotLink},
		"https://example.org":                       {Reason: NotLink},
		"https://example.org/":                      {Reason: NotLink, Position: 19},
		"https://example.org/10/AB":                 {Reason: NotLink, Position: 19},
		"https://example.org/gtin/" + gtin:          {Reason: NotLink, Position: 19},
		item + "/lot/AB":                            {Reason: NotLink, Position: 38},
		item + "/shop/x":                            {Reason: NotLink, Position: 38},
		item + "/21/S1/10/AB":                       {Reason: NotLink, Position: 44},
		item + "/235/T/10/AB":                       {Reason: NotLink, Position: 44},
		item + "/10/A/10/B":                         {Reason: NotLink, Position: 43},
		"https://example.org/00/" + sscc + "/10/AB": {Reason: NotLink, Position: 42},
		item[:36] + "0":                             {Reason: BadCheckDigit, AI: "01", Position: 23},
		item[:34]:                                   {Reason: TooShort, AI: "01", Position: 34},
		"https://example.org/01/9521234567890":      {Reason: BadCheckDigit, AI: "01", Position: 23},
		"https://example.org/01/952123456789X":      {Reason: BadCharacter, AI: "01", Position: 35},
		item + "//10/AB":                            {Reason: NotLink, Position: 19},
		item + "?17=261399":                         {Reason: BadValue, AI: "17", Position: 41},
		item + "?05=1":                              {Reason: UnknownAI, Position: 38},
		item + "?10=":                               {Reason: TooShort, AI: "10", Position: 41},
		item + "?10=%zz":                            {Reason: NotLink, Position: 41},
		item + "?10=%41%5D":                         {Reason: BadCharacter, AI: "10", Position: 44},
		item + "?10=A%00":                           {Reason: BadCharacter, AI: "10", Position: 42},
		item + "?21=S1":                             {Reason: NotLink, Position: 38},
		item + "?x=1&235=S1":                        {Reason: NotLink, Position: 42},
		item + "?37=12":                             {Reason: ExclusiveAI, AI: "37", Position: 41},
		item + "/10/AB?10=CD":                       {Reason: RepeatedAI, AI: "10", Position: 47},
	} {
		_, err := ParseLink(uri)
		requireRefusal(t, uri, err, want)
	}
}

func TestLink(t *testing.T) {
	const gln = "9521234567899"
	for data, want := range map[string]string{
		"01" + gtin: "/01/" + gtin,
		"01" + gtin + "17261100" + "10AB/1\x1d21S1":   "/01/" + gtin + "/10/AB%2F1/21/S1?17=261100",
		"21S1\x1d10AB\x1d22V\x1d01" + gtin:            "/01/" + gtin + "/22/V/10/AB/21/S1",
		"17261100" + "11260101" + "01" + gtin:         "/01/" + gtin + "?11=260101&17=261100",
		"01" + gtin + "10%+&=?#;\x1d":                 "", // # is in no value
		"01" + gtin + "10%+&=?;\x1d":                  "/01/" + gtin + "/10/%25%2B%26%3D%3F%3B",
		"01" + gtin + "235T":                          "/01/" + gtin + "/235/T",
		"00" + sscc + "4301M%C3%BCller":               "/00/" + sscc + "?4301=M%25C3%25BCller",
		"414" + gln + "254B2":                         "/414/" + gln + "/254/B2",
		"00" + sscc + "02" + gtin + "3712\x1d10AB":    "/00/" + sscc + "?02=" + gtin + "&10=AB&37=12",
		"01" + gtin + "10AB\x1d10AB":                  "/01/" + gtin + "/10/AB",
		"8010" + "9521-A/B#1" + "\x1d" + "8011" + "7": "/8010/9521-A%2FB%231/8011/7",
	} {
		elements, err := Parse(data)
		if err != nil {
			if want != "" {
				t.Errorf("%q: %v", data, err)
			}
			continue
		}
		for stem, begin := range map[string]string{"": CanonicalStem, "http://example.org/a/b/": "http://example.org/a/b"} {
			if got, err := elements.Link(stem); err != nil || got != begin+want {
				t.Errorf("%q: %s, %v; want %s", data, got, err, begin+want)
			}
		}
	}
}

func TestLinkRefuses(t *testing.T) {
	for data, want := range map[string]Error{
		"10AB":                 {Reason: NotLink},
		"00" + sscc + "21S1":   {Reason: NotLink, AI: "21", Position: noPosition},
		"01" + gtin + "254B":   {Reason: NotLink, AI: "254", Position: noPosition},
		"01" + gtin + "10..":   {Reason: NotLink, AI: "10", Position: noPosition},
		"00" + sscc + "7041PX": {Reason: NotLink, AI: "7041", Position: noPosition},
		"414" + "9521234567899" + "254B\x1d70401ABC": {Reason: NotLink, AI: "7040", Position: noPosition},
	} {
		_, err := read(t, data).Link("")
		requireRefusal(t, data, err, want)
	}
	for _, stem := range []string{"example.org", "ftp://example.org", "https://", "https://example.org/?a=b", "https://example.org#x", "https://exa mple.org"} {
		_, err := read(t, "01"+gtin).Link(stem)
		requireRefusal(t, stem, err, Error{Reason: NotLink})
	}
}

// sorted are the elements in rising order, each once.
func sorted(elements Elements) []Element {
	all := elements.All()
	slices.SortFunc(all, func(a, b Element) int { return strings.Compare(a.AI+a.Value, b.AI+b.Value) })
	return slices.Compact(all)
}

func FuzzParseLink(f *testing.F) {
	for _, seed := range []string{
		"https://example.org/01/" + gtin + "/10/AB?17=261100",
		"HTTPS://X/a/b/00/" + sscc + "?02=" + gtin + ";37=1&x=y#z",
		"https://example.org/01/9521234567899/22/%2F/21/%25?10=+",
		"http://x/414/9521234567899/254/.",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		elements, err := ParseLink(uri)
		if err != nil {
			return
		}
		if again, err := Parse(elements.Data()); err != nil || again.String() != elements.String() {
			t.Fatalf("%q was read as %s, and its data as %s, %v", uri, elements, again, err)
		}
		requireLinkRoundTrip(t, elements)
	})
}

// requireLinkRoundTrip writes elements as a link, if they can be one, and reads
// it again.
func requireLinkRoundTrip(t *testing.T, elements Elements) {
	t.Helper()
	link, err := elements.Link("")
	if err != nil {
		return
	}
	again, err := ParseLink(link)
	if err != nil || !slices.Equal(sorted(again), sorted(elements)) {
		t.Fatalf("%s is the link %s, which was read as %s, %v", elements, link, again, err)
	}
	if twice, err := again.Link(""); err != nil || twice != link {
		t.Fatalf("%s was read and written as %s, %v", link, twice, err)
	}
}
