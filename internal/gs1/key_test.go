package gs1

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestParseGTIN(t *testing.T) {
	for text, want := range map[string]string{
		"036000291452":   "00036000291452",
		"0036000291452":  "00036000291452",
		"00036000291452": "00036000291452",
		"96385074":       "00000096385074",
	} {
		if got, err := ParseGTIN(text); err != nil || got != want {
			t.Errorf("ParseGTIN(%s) = %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseGTINRefuses(t *testing.T) {
	for text, want := range map[string]Error{
		"":                {Reason: TooShort},
		"03600029145":     {Reason: TooShort},
		"000360002914520": {Reason: TooLong},
		"036000291453":    {Reason: BadCheckDigit, Position: 11},
		"0360002x1452":    {Reason: BadCharacter, Position: 7},
		"０3600029145":     {Reason: BadCharacter},
	} {
		_, err := ParseGTIN(text)
		requireRefusal(t, text, err, want)
	}
}

// Modulo 10 sees every single wrong digit.
func TestGTINSeesEveryWrongDigit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		body := strconv.Itoa(100_000_000_000 + random.IntN(900_000_000_000))
		good := body + string(CheckDigit(body))
		if _, err := ParseGTIN(good); err != nil {
			t.Fatalf("%s: %v", good, err)
		}
		at := random.IntN(len(good))
		wrong := []byte(good)
		wrong[at] = '0' + (wrong[at]-'0'+byte(1+random.IntN(9)))%10
		_, err := ParseGTIN(string(wrong))
		requireRefusal(t, string(wrong), err, Error{Reason: BadCheckDigit, Position: 12})
	}
}

func TestNewSSCC(t *testing.T) {
	got, err := NewSSCC('3', "7610425", 2_123_456)
	if err != nil || got != "376104250021234569" {
		t.Fatalf("NewSSCC = %s, %v", got, err)
	}
	if parsed, err := ParseSSCC(got); err != nil || parsed != got {
		t.Fatalf("ParseSSCC(%s) = %s, %v", got, parsed, err)
	}
	if got, err := NewSSCC('0', "952123456789", 9999); err != nil || len(got) != 18 {
		t.Errorf("longest prefix: %s, %v", got, err)
	}
	for name, made := range map[string]func() (string, error){
		"serial too long":  func() (string, error) { return NewSSCC('0', "952123456789", 10_000) },
		"extension letter": func() (string, error) { return NewSSCC('A', "9521234", 1) },
		"prefix too short": func() (string, error) { return NewSSCC('0', "952", 1) },
		"prefix letters":   func() (string, error) { return NewSSCC('0', "95212X4", 1) },
	} {
		if got, err := made(); err == nil {
			t.Errorf("%s: made %s", name, got)
		}
	}
}

func TestParseSSCCRefuses(t *testing.T) {
	for text, want := range map[string]Error{
		"37610425002123456":   {Reason: TooShort},
		"3761042500212345699": {Reason: TooLong},
		"376104250021234568":  {Reason: BadCheckDigit, Position: 17},
		"37610425002123456O":  {Reason: BadCharacter, Position: 17},
	} {
		_, err := ParseSSCC(text)
		requireRefusal(t, text, err, want)
	}
}

func TestPostalNumbers(t *testing.T) {
	got, err := NewPostal("RR", 47_312_482, "NO")
	if err != nil || got != "RR473124829NO" {
		t.Fatalf("NewPostal = %s, %v", got, err)
	}
	if parsed, err := ParsePostal(got); err != nil || parsed != got {
		t.Errorf("ParsePostal(%s) = %s, %v", got, parsed, err)
	}
	for text, want := range map[string]Error{
		"RR473124828NO":  {Reason: BadCheckDigit, Position: 10},
		"RR47312482NO":   {Reason: TooShort},
		"RR4731248299NO": {Reason: TooLong},
		"rr473124829NO":  {Reason: BadCharacter},
		"RR4731X4829NO":  {Reason: BadCharacter, Position: 6},
		"RR473124829N0":  {Reason: BadCharacter, Position: 11},
	} {
		_, err := ParsePostal(text)
		requireRefusal(t, text, err, want)
	}
	if _, err := NewPostal("RR", 100_000_000, "NO"); err == nil {
		t.Error("a serial number of nine digits was accepted")
	}
	if _, err := NewPostal("R", 1, "NO"); err == nil {
		t.Error("a service of one letter was accepted")
	}
}

func requireRefusal(t *testing.T, text string, err error, want Error) {
	t.Helper()
	var refusal *Error
	if !errors.As(err, &refusal) {
		t.Errorf("%q: error %v, want %s", text, err, want.Reason)
		return
	}
	if refusal.Reason != want.Reason || refusal.AI != want.AI || refusal.Position != want.Position {
		t.Errorf("%q: %s, AI %q, position %d; want %s, AI %q, position %d", text,
			refusal.Reason, refusal.AI, refusal.Position, want.Reason, want.AI, want.Position)
	}
	if refusal.Message == "" {
		t.Errorf("%q: no message", text)
	}
}

func BenchmarkParseGTIN(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseGTIN("9521234567899"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestParseGTINAllocatesOnce(t *testing.T) {
	for text, most := range map[string]float64{"0036000291452": 1, "00036000291452": 0} {
		if got := testing.AllocsPerRun(100, func() { _, _ = ParseGTIN(text) }); got > most {
			t.Errorf("ParseGTIN(%s) allocates %v times, want at most %v", text, got, most)
		}
	}
}
