package gs1

import "testing"

func TestIsGS1(t *testing.T) {
	for symbology, want := range map[string]bool{
		"]C1": true, "]e0": true, "]d2": true, "]Q3": true, "]J1": true,
		"]C0": false, "]E0": false, "]d1": false, "]Q1": false, "": false,
	} {
		if IsGS1(symbology) != want {
			t.Errorf("IsGS1(%q) = %v", symbology, !want)
		}
	}
}

func TestCarrierOf(t *testing.T) {
	const link = "https://example.org/01/" + gtin
	for _, tt := range []struct {
		symbology, text string
		want            Carrier
	}{
		{"]C1", "01" + gtin, ElementString},
		{"]e0", "01" + gtin, ElementString},
		{"]d2", "01" + gtin, ElementString},
		{"]Q3", "01" + gtin, ElementString},
		{"]J1", "01" + gtin, ElementString},
		{"]C1", "MUG", ElementString}, // promised, so a fault
		{"]Q1", link, Link},
		{"]d1", link, Link},
		{"", link, Link},
		{"]Q1", "01" + gtin, Plain},
		{"]d1", "01" + gtin, Plain},
		{"]C0", "01" + gtin, Plain},
		{"]E0", gtin[1:], Plain},
		{"]I1", gtin, Plain},
		{"", gtin, Plain},
		{"", sscc, Plain},
		{"", "01" + gtin, Likely},
		{"", "00" + sscc, Likely},
		{"", "10AB\x1d21C", Likely},
		{"", "MUG", Plain},
		{"", "", Plain},
	} {
		if got := CarrierOf(tt.symbology, tt.text); got != tt.want {
			t.Errorf("CarrierOf(%q, %q) = %d, want %d", tt.symbology, tt.text, got, tt.want)
		}
	}
}

func TestCutAIM(t *testing.T) {
	for text, want := range map[string][2]string{
		"]C101":   {"]C1", "01"},
		"]d2\x1d": {"]d2", "\x1d"},
		"]X0A":    {"]X0", "A"},
		"]C1":     {"", "]C1"},
		"]1C01":   {"", "]1C01"},
		"C101":    {"", "C101"},
		"":        {"", ""},
	} {
		if symbology, rest := CutAIM(text); [2]string{symbology, rest} != want {
			t.Errorf("CutAIM(%q) = %q, %q", text, symbology, rest)
		}
	}
}

func TestBareKey(t *testing.T) {
	for _, tt := range []struct{ symbology, text, ai, key string }{
		{"]E0", gtin[1:], "01", gtin[1:]},
		{"]E4", "96385074", "01", "96385074"},
		{"]I1", gtin, "01", gtin},
		{"", gtin, "01", gtin},
		{"", "036000291452", "01", "036000291452"},
		{"]E3", gtin[1:] + "51299", "01", gtin[1:]},
		{"]E3", gtin[1:] + "12", "01", gtin[1:]},
		{"]C0", sscc, "00", sscc},
		{"", "0123456789", "", ""},
		{"", "MUG-BLUE", "", ""},
		{"", "", "", ""},
	} {
		if ai, key := BareKey(tt.symbology, tt.text); ai != tt.ai || key != tt.key {
			t.Errorf("BareKey(%q, %q) = %q, %q", tt.symbology, tt.text, ai, key)
		}
	}
}
