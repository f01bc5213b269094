package gs1

import "testing"

// Each check of the dictionary, with values that pass and values that do not.
func TestChecks(t *testing.T) {
	const gln = "9521234567899"
	for _, tt := range []struct {
		ai         string
		good, bad  []string
		wantReason Reason
	}{
		{"8013", []string{"1987654Ad4X4bL5ttr2310c2K"}, []string{"1987654Ad4X4bL5ttr2310c22"}, BadCheckDigit},
		{"8013", nil, []string{"198A654X2K", "A987654Ad4X4bL5ttr2310c2K"}, BadCheckDigit},
		{"8004", []string{"9521", "95212345678X"}, []string{"952X1234", "X9521"}, BadValue},
		{"8004", nil, []string{"952"}, TooShort},
		{"8010", []string{"9521-AB/1#"}, []string{"A9521"}, BadValue},
		{"8010", nil, []string{"9521ab"}, BadCharacter},
		{"401", []string{"9521xyz"}, []string{"95a1xyz"}, BadValue},
		{"7023", []string{"9521xyz"}, []string{"95a1xyz"}, BadValue},
		{"8007", []string{"NO9386011117947"}, []string{"NO9386011117948"}, BadCheckDigit},
		{"8007", []string{"GB82WEST12345698765432"}, []string{"59DF71EFAA5DB99671A", "6F0184A33C939", "GBA2WEST"}, BadValue},
		{"7040", []string{"1ABC", "1AB-", "1AB_"}, []string{"1AB=", "1AB.", "1AB/"}, BadCharacter},
		{"4309", []string{"1800000000" + "3600000000"}, []string{"1800000001" + "0000000000", "0000000000" + "3600000001"}, BadValue},
		{"4330", []string{"002500", "002500-"}, []string{"002500+"}, BadCharacter},
		{"4321", []string{"0", "1"}, []string{"2"}, BadValue},
		{"7252", []string{"0", "1", "2", "9"}, []string{"3", "8"}, BadValue},
		{"7258", []string{"1/3", "3/3", "9/9"}, []string{"4/3", "0/3", "1-3", "3/A"}, BadValue},
		{"8001", []string{"12340123400101"}, []string{"00000123400101", "12340000000101", "12340123400001", "12340123400121"}, BadValue},
		{"8003", []string{"0" + gln, "0" + gln + "S1"}, []string{"1" + gln}, BadValue},
		{"8006", []string{gtin + "0102", gtin + "9999"}, []string{gtin + "0002", gtin + "0302", gtin + "0000"}, BadValue},
		{"8008", []string{"26022823", "2602282359", "260228235959"}, []string{"26022824", "2602282360", "260228235960", "26022923"}, BadValue},
		{"8011", []string{"0", "10", "123456789012"}, []string{"01", "00"}, BadValue},
		{"7250", []string{"20240229", "19991231"}, []string{"20230229", "19000229", "20231301"}, BadValue},
		{"7251", []string{"202402292359"}, []string{"202402292400", "202402292360"}, BadValue},
		{"4324", []string{"2611002359", "2611010000"}, []string{"2611312359", "2613002359"}, BadValue},
		{"7011", []string{"261101", "2611011200"}, []string{"261100", "2611012400"}, BadValue},
		{"4300", []string{"M%C3%BCller", "A+B"}, []string{"50%", "%G0"}, BadValue},
		{"8043", []string{"123456789012345678", "12345678901234567812"}, []string{"12345678901234567"}, TooShort},
		{"8030", []string{"aB-_="}, []string{"a/b"}, BadCharacter},
	} {
		known := lookup(tt.ai)
		for _, value := range tt.good {
			if reason, _ := known.verify(value); reason != "" {
				t.Errorf("(%s)%s: %s", tt.ai, value, reason)
			}
		}
		for _, value := range tt.bad {
			if reason, _ := known.verify(value); reason != tt.wantReason {
				t.Errorf("(%s)%s: %q, want %s", tt.ai, value, reason, tt.wantReason)
			}
		}
	}
}

// A MUDI has a letter in it, or it would be taken for another key.
func TestMUDIHasALetter(t *testing.T) {
	known := lookup("8014")
	if reason, _ := known.verify("1987654Ad4X4bL5ttr2310c2K"); reason != "" {
		t.Error(reason)
	}
	if reason, _ := known.verify("95212345678901234567822"); reason == "" {
		t.Error("digits alone are taken")
	}
}

func TestCoupons(t *testing.T) {
	const plain = "0" + "123456" + "123456" + "1" + "1" + "1" + "1" + "0" + "123"
	const purchase = "1" + "1" + "0" + "456"
	for value, want := range map[string]Reason{
		plain: "",
		"6" + "123456789012" + "123456" + "5" + "12345" + "5" + "12345" + "9" + "123": "",
		plain + "1" + "3" + purchase + "9":                                            "",
		plain + "1" + "0" + purchase + "0" + "654321" + "2" + purchase + "9":          "",
		plain + "3" + "261231" + "4" + "261201":                                       "",
		plain + "3" + "261231" + "4" + "270101":                                       BadValue, // starts when it has expired
		plain + "3" + "261331":                                                        BadValue,
		plain + "3" + "26123":                                                         BadValue,
		plain + "5" + "0" + "123456" + "6" + "7" + gtin[1:]:                           "",
		plain + "5" + "9" + "123456":                                                  BadValue,
		plain + "6" + "0" + "123456":                                                  BadValue,
		plain + "9" + "5" + "2" + "0" + "1":                                           "",
		plain + "9" + "3" + "2" + "0" + "1":                                           BadValue,
		plain + "9" + "5" + "2" + "0" + "2":                                           BadValue,
		plain + "2" + purchase + "9" + "1" + "3" + purchase + "9":                     BadValue, // fields out of order
		plain + "7":                BadValue,
		plain[:len(plain)-1]:       BadValue,
		"7" + plain[1:]:            BadValue,
		plain[:len(plain)-1] + "X": BadValue,
		"":                         BadValue,
	} {
		if got := checkCoupon(value); got != want {
			t.Errorf("(8110)%s: %q, want %q", value, got, want)
		}
	}
	const offer = "0" + "0" + "123456" + "123456" + "0" + "123456"
	for value, want := range map[string]Reason{
		offer:           "",
		"1" + offer[1:]: "",
		"0" + "6" + "123456789012" + "123456" + "9" + "123456789012345": "",
		"2" + offer[1:]:  BadValue,
		"07" + offer[2:]: BadValue,
		offer + "7":      BadValue,
		offer[:20]:       BadValue,
		offer[:20] + "A": BadValue,
	} {
		if got := checkOffer(value); got != want {
			t.Errorf("(8112)%s: %q, want %q", value, got, want)
		}
	}
}
