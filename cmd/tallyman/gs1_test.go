package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// gs1Says runs a command that needs no settings.
func gs1Says(t *testing.T, arguments ...string) (code int, out, errs string) {
	t.Helper()
	var said, failed bytes.Buffer
	code = run(t.Context(), append([]string{"gs1"}, arguments...), streams{strings.NewReader(""), &said, &failed})
	return code, said.String(), failed.String()
}

func TestGS1ParseShowsASymbol(t *testing.T) {
	const want = `(01)  GTIN              09521234567899
(17)  USE BY or EXPIRY  261100          end of November 2026
(10)  BATCH/LOT         AB
(21)  SERIAL            S1
(01)09521234567899(17)261100(10)AB(21)S1
https://id.gs1.org/01/09521234567899/10/AB/21/S1?17=261100
`
	for _, symbol := range []string{
		"]C1010952123456789917261100" + "10AB\x1d21S1",
		"]d2^010952123456789917261100" + "10AB^21S1",
		"]Q3010952123456789917261100" + "10AB{GS}21S1",
		"]e0010952123456789917261100" + "10AB<GS>21S1",
		"]J1010952123456789917261100" + `10AB\x1d21S1`,
		"010952123456789917261100" + "10AB\u241d21S1",
		"(01)09521234567899(17)261100(10)AB(21)S1",
	} {
		if code, out, errs := gs1Says(t, "parse", symbol); code != 0 || out != want || errs != "" {
			t.Errorf("%q ended with %d\n%s%s\nwant\n%s", symbol, code, out, errs, want)
		}
	}
}

func TestGS1ParseReadsEveryCarrier(t *testing.T) {
	for symbol, want := range map[string]string{
		"]E09521234567899":      "\n(01)09521234567899\n",
		"]E496385074":           "\n(01)00000096385074\n",
		"]E3952123456789951299": "\n(01)09521234567899\n",
		"]I109521234567899":     "\n(01)09521234567899\n",
		"09521234567899":        "\n(01)09521234567899\n",
		"036000291452":          "\n(01)00036000291452\n",
		"376104250021234569":    "\n(00)376104250021234569\n",
		"]Q1HTTPS://EXAMPLE.ORG/A/01/09521234567899/10/A%2FB":                   "\n(01)09521234567899(10)A/B\n",
		"]d1https://example.org/00/376104250021234569?37=1&02=09521234567899#x": "\n(00)376104250021234569(37)1(02)09521234567899\n",
		"10AB":     "\n(10)AB\n",
		"3712":     "\n(37)12\n",
		"17261130": "30 November 2026\n",
	} {
		if code, out, errs := gs1Says(t, "parse", symbol); code != 0 || !strings.Contains(out, want) {
			t.Errorf("%q ended with %d\n%s%s\nwant %q", symbol, code, out, errs, want)
		}
	}
	const mine = "https://example.org/items/01/09521234567899\n"
	if code, out, _ := gs1Says(t, "parse", "9521234567899", "--stem", "https://example.org/items/"); code != 0 || !strings.HasSuffix(out, mine) {
		t.Errorf("with a stem: %d, %s", code, out)
	}
}

// Where the mistake is is said in the text as it was given.
func TestGS1ParsePointsAtMistakes(t *testing.T) {
	for symbol, want := range map[string]string{
		"0109521234567890":                      "  0109521234567890\n    ^\ntallyman: gs1: (01) at position 3: the check digit of GTIN is wrong",
		"]C1{GS}0109521234567899{GS}10A B":      strings.Repeat(" ", 32) + "^\ntallyman: gs1: (10) at position 31: ",
		"]C1\x1d0109521234567890":               "  ]C1␝0109521234567890\n        ^\ntallyman: gs1: (01) at position 7: ",
		"(01)09521234567890":                    "(01) at position 5: the check digit",
		"https://example.org/01/09521234567890": "(01) at position 24: the check digit",
		"]E09521234567890":                      "position 16: the check digit of the GTIN",
		"]I19521234567890":                      "the check digit of the GTIN",
		"]C0HELLO":                              "position 4: this carrier has no key of GS1",
		"MUG":                                   "position 1: no application identifier",
		"0109521234567899" + "371":              "(37) at position 17: COUNT may not stand beside (01) GTIN",
		"371210AB":                              "a separator after COUNT was lost: set the scanner to send GS (FNC1); it may be (37)12(10)AB or (37)1(21)0AB",
	} {
		code, out, errs := gs1Says(t, "parse", symbol)
		if code != exitFailed || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q ended with %d\n%s%s\nwant %q", symbol, code, out, errs, want)
		}
	}
	if code, _, errs := gs1Says(t, "parse", "9521234567899", "--stem", "example.org"); code != exitFailed || !strings.Contains(errs, `a link cannot begin with "example.org"`) {
		t.Errorf("with a bad stem: %d, %s", code, errs)
	}
}

func TestGS1ParseTellsWhatIsAmbiguous(t *testing.T) {
	const want = "one the end may be any of\n  (10)AB21C\n  (10)AB(21)C\n"
	if code, out, _ := gs1Says(t, "parse", "010952123456789910AB21C"); code != 0 || !strings.HasSuffix(out, want) {
		t.Errorf("ended with %d\n%s", code, out)
	}
	// Who sends the AIM identifier sends separators, too.
	if _, out, _ := gs1Says(t, "parse", "]C1010952123456789910AB21C"); strings.Contains(out, "ambiguous") {
		t.Error(out)
	}
}

func TestGS1ParseWritesJSON(t *testing.T) {
	_, out, _ := gs1Says(t, "parse", "--json", "010952123456789910AB21C")
	var told symbolJSON
	if err := json.Unmarshal([]byte(out), &told); err != nil {
		t.Fatal(err)
	}
	if len(told.Elements) != 2 || told.Elements[1] != (elementJSON{AI: "10", Title: "BATCH/LOT", Value: "AB21C"}) ||
		told.Data != "010952123456789910AB21C" || len(told.Readings) != 2 || told.Readings[1][1].Value != "C" {
		t.Errorf("%s", out)
	}
	code, out, _ := gs1Says(t, "parse", "--json", "371210AB")
	var failed struct{ Wrong []wrongJSON }
	if err := json.Unmarshal([]byte(out), &failed); err != nil {
		t.Fatal(err)
	}
	if code != exitFailed || len(failed.Wrong) != 1 || failed.Wrong[0].Reason != "ambiguous" ||
		*failed.Wrong[0].Position != 3 || len(failed.Wrong[0].Readings) != 2 {
		t.Errorf("ended with %d: %s", code, out)
	}
}

func TestGS1Check(t *testing.T) {
	const content, unit = "]C10209521234567899" + "3712", "]C100376104250021234569"
	for _, tt := range []struct {
		code    int
		says    string
		symbols []string
	}{
		{0, "nothing is wrong", []string{unit}},
		{0, "nothing is wrong", []string{unit, content}},
		{exitRefused, "(37): COUNT needs (00) with (02) or (00) with (8026) beside it", []string{content}},
		{exitRefused, "(02): CONTENT may not stand beside (01) GTIN", []string{"9521234567899", content}},
		{exitRefused, "there is no code 999 of ORIGIN", []string{"(01)09521234567899(422)999"}},
		{exitRefused, "it may be (10)AB21C or (10)AB(21)C", []string{"010952123456789910AB21C"}},
		{0, "nothing is wrong", []string{"]C1010952123456789910AB21C"}},
		{exitRefused, "the symbol has 61 characters, and a GS1-128 may have 48", []string{"]C10109521234567899" + "10ABCDEFGHIJABCDEFGHIJ^21ABCDEFGHIJABCDEFGHIJ^"}},
		{exitFailed, "the check digit of SSCC is wrong", []string{content, "]C100376104250021234560"}},
	} {
		code, out, errs := gs1Says(t, append([]string{"check"}, tt.symbols...)...)
		if code != tt.code || !strings.Contains(out+errs, tt.says) {
			t.Errorf("%q ended with %d\n%s%s\nwant %d, %q", tt.symbols, code, out, errs, tt.code, tt.says)
		}
	}
	_, out, _ := gs1Says(t, "check", "--json", unit)
	if strings.Join(strings.Fields(out), "") != `{"wrong":[]}` {
		t.Errorf("%s", out)
	}
}

func TestGS1Digit(t *testing.T) {
	for _, tt := range []struct {
		code      int
		says      string
		arguments []string
	}{
		{0, "96385074  gtin-8\n", []string{"9638507"}},
		{0, "036000291452  gtin-12\n", []string{"03600029145"}},
		{0, "9521234567899  gtin-13\n", []string{"952123456789"}},
		{0, "9521234567899  gln\n", []string{"952123456789", "--key", "gln"}},
		{0, "09521234567899  gtin-14\n", []string{"0952123456789"}},
		{0, "376104250021234569  sscc\n", []string{"37610425002123456"}},
		{0, "RR473124829NO  s10\n", []string{"RR47312482NO"}},
		{0, `"number": "RR473124829NO"`, []string{"RR47312482NO", "--json"}},
		{exitFailed, "it should be 9", []string{"9521234567890", "--key", "gtin-13"}},
		{exitFailed, `there is no key "ean"`, []string{"952123456789", "--key", "ean"}},
		{exitFailed, "  9521234x6789\n         ^\n", []string{"9521234x6789"}},
	} {
		code, out, errs := gs1Says(t, append([]string{"digit"}, tt.arguments...)...)
		if code != tt.code || !strings.Contains(out+errs, tt.says) {
			t.Errorf("%q ended with %d\n%s%s\nwant %d, %q", tt.arguments, code, out, errs, tt.code, tt.says)
		}
	}
	if code, _, errs := gs1Says(t, "pars", "1"); code != exitFailed || !strings.Contains(errs, "pars") {
		t.Errorf("a misspelt command ended with %d and said %s", code, errs)
	}
}
