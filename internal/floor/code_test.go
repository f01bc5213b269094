package floor

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReadCode(t *testing.T) {
	for text, want := range map[string]Reading{
		"TLBANNA173":                      Own,
		"TLT000170":                       Own,
		"TLT000171":                       Misread,
		"TLT00017":                        Misread,
		"TLT":                             Misread,
		"TLT-0170":                        Misread,
		"TLT0001y0":                       Misread,
		"TL":                              Foreign,
		"TLX000170":                       Foreign,
		"tlt000170":                       Foreign,
		"9520000000011":                   Foreign,
		"":                                Foreign,
		"TLT" + strings.Repeat("0", 40):   Misread,
		Code{CodeQuantity, "05"}.String(): Own,
	} {
		if _, got := ReadCode(text); got != want {
			t.Errorf("%q reads as %v, want %v", text, got, want)
		}
	}
}

func TestNewCodeRefuses(t *testing.T) {
	for _, c := range []struct {
		kind CodeKind
		body string
	}{
		{CodeTote, ""},
		{CodeTote, strings.Repeat("0", 25)},
		{CodeTote, "A-1"},
		{CodeTote, "A Y"},
		{CodeTote, "Z1"},
		{CodeTote, "é"},
		{'X', "0001"},
		{CodeTote, "a"},
	} {
		if code, err := NewCode(c.kind, c.body); err == nil {
			t.Errorf("%q was made of kind %q and body %q", code, string(rune(c.kind)), c.body)
		}
	}
}

func TestCommandsAreCodes(t *testing.T) {
	for _, command := range Commands() {
		code, err := NewCode(CodeCommand, string(command))
		if err != nil {
			t.Errorf("%s: %v", command, err)
		}
		if back, reading := ReadCode(code.String()); reading != Own || back != code {
			t.Errorf("%s is read back as %v, %v", code, back, reading)
		}
	}
}

const letters, digits = "ABCDEFGHIJKLMNOPQRSTUVWX", "0123456789"

func codes() *rapid.Generator[Code] {
	return rapid.Custom(func(t *rapid.T) Code {
		return Code{
			Kind: CodeKind(rapid.SampledFrom([]byte(codeKinds)).Draw(t, "kind")),
			Body: rapid.StringOfN(rapid.RuneFrom([]rune(letters+digits)), 1, 24, -1).Draw(t, "body"),
		}
	})
}

// alike is the alphabet that a character is from: a letter counts two digits
// in MOD 97-10, so that the standard promises the detection of a letter taken
// for a letter and a digit for a digit.
func alike(c byte) string {
	if strings.IndexByte(digits, c) >= 0 {
		return digits
	}
	return letters
}

func TestCheckDetectsAnyWrongCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := codes().Draw(t, "code")
		text := []byte(code.String())
		if back, reading := ReadCode(string(text)); reading != Own || back != code {
			t.Fatalf("%s is read back as %v, %v", text, back, reading)
		}
		i := rapid.IntRange(3, len(text)-1).Draw(t, "position")
		wrong := rapid.SampledFrom([]byte(alike(text[i]))).Draw(t, "wrong")
		if wrong == text[i] {
			return
		}
		text[i] = wrong
		if _, reading := ReadCode(string(text)); reading != Misread {
			t.Fatalf("%s for %s is not noticed", text, code)
		}
	})
}

func TestCheckDetectsAnyTransposition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := codes().Draw(t, "code")
		text := []byte(code.String())
		i := rapid.IntRange(3, len(text)-2).Draw(t, "position")
		if text[i] == text[i+1] || alike(text[i]) != alike(text[i+1]) {
			return
		}
		text[i], text[i+1] = text[i+1], text[i]
		if _, reading := ReadCode(string(text)); reading != Misread {
			t.Fatalf("%s for %s is not noticed", text, code)
		}
	})
}
