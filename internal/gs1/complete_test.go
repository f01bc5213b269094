package gs1

import (
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	for _, tt := range []struct{ name, body, full, kind string }{
		{"", "9638507", "96385074", "gtin-8"},
		{"", "03600029145", "036000291452", "gtin-12"},
		{"", "952123456789", "9521234567899", "gtin-13"},
		{"gln", "952123456789", "9521234567899", "gln"},
		{"", "0952123456789", gtin, "gtin-14"},
		{"", sscc[:17], sscc, "sscc"},
		{"gtin-8", "9638507", "96385074", "gtin-8"},
		{"", "RR47312482NO", "RR473124829NO", "s10"},
		{"s10", "RR47312482NO", "RR473124829NO", "s10"},
	} {
		full, kind, err := Complete(tt.name, tt.body)
		if err != nil || full != tt.full || kind != tt.kind {
			t.Errorf("Complete(%q, %s) = %s, %s, %v; want %s, %s", tt.name, tt.body, full, kind, err, tt.full, tt.kind)
		}
	}
}

func TestCompleteRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       Error
	}{
		{"", "", Error{Reason: TooShort}},
		{"", "123456", Error{Reason: TooShort}},
		{"gtin-13", "95212345678", Error{Reason: TooShort}},
		{"gtin-13", "9521234567899", Error{Reason: TooLong, Position: 12}},
		{"gtin-13", "9521234567890", Error{Reason: BadCheckDigit, Position: 12}},
		{"", "95212345X789", Error{Reason: BadCharacter, Position: 8}},
		{"", "RR4731248NO", Error{Reason: TooShort}},
		{"s10", "RR4731X482NO", Error{Reason: BadCharacter, Position: 6}},
		{"s10", "RR47312482N1", Error{Reason: BadCharacter, Position: 10}},
		{"s10", "rr47312482NO", Error{Reason: BadCharacter}},
	} {
		_, _, err := Complete(tt.name, tt.body)
		requireRefusal(t, tt.name+" "+tt.body, err, tt.want)
	}
	if _, _, err := Complete("ean", "952123456789"); err == nil || !strings.Contains(err.Error(), "gtin-13, gtin-14, sscc, gln, s10") {
		t.Errorf("an unknown key: %v", err)
	}
}
