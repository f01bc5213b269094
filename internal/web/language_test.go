package web

import (
	"strings"
	"testing"
)

func TestAnswersAreInTheLanguageThatIsAskedFor(t *testing.T) {
	cases := map[string]struct{ path, body, refuse, english, russian string }{
		"scan": {
			"stations/pick-1/scans", `{"screen":"screen-1","id":"00000001","code":"TLB0001"}`, "",
			`"text":"words of done","next":{"code":"scan_item"},"next_text":"words of scan_item"`,
			`"text":"done in ru","next":{"code":"scan_item"},"next_text":"scan_item in ru"`,
		},
		"list": {"pick-lists", `{"totes":4}`, "", `"text":"words of `, ` in ru"`},
		"rows": {
			"items", `[{"sku":"TLT1","name":"x"}]`, "sku_reserved",
			`"text":"words of sku_reserved"`, `"text":"sku_reserved in ru"`,
		},
		"problem": {
			"items", `{"sku":"TLT1","name":"x"}`, "sku_reserved",
			`"detail":"words of sku_reserved"`, `"detail":"sku_reserved in ru"`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := open(t, &house{refuse: c.refuse})
			for header, want := range map[string]string{"": c.english, "ru": c.russian} {
				got := call(t, s, "POST", "/api/v1/"+c.path, c.body, "Accept-Language", header).Body.String()
				if !strings.Contains(got, want) {
					t.Errorf("%q is answered %s, want %s", header, got, want)
				}
			}
		})
	}
}

// A problem that is none of the rules has no phrase, and keeps its words.
func TestOtherProblemsKeepTheirWords(t *testing.T) {
	s := open(t, &house{})
	got := call(t, s, "POST", "/api/v1/items", `{"name":"a"}`, "Accept-Language", "ru").Body.String()
	if !strings.Contains(got, `"detail":"body: `) {
		t.Errorf("it is answered %s", got)
	}
}
