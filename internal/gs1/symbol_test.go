package gs1

import (
	"errors"
	"testing"
)

func TestReadSymbol(t *testing.T) {
	for given, want := range map[string]Symbol{
		"]C101" + gtin + "10AB21C": {Symbology: "]C1", Certain: true},
		"01" + gtin + "10AB21C":    {},
		"10AB":                     {},
		gtin:                       {Certain: true},
		"]E0" + gtin[1:]:           {Symbology: "]E0", Certain: true},
		"(01)" + gtin + "(10)AB":   {Certain: true},
		"]C1(01)" + gtin:           {Symbology: "]C1", Certain: true},
		"https://x/01/" + gtin:     {Certain: true},
	} {
		read, err := ReadSymbol(given)
		if err != nil || read.Symbology != want.Symbology || read.Certain != want.Certain {
			t.Errorf("%q: %+v, %v; want %+v", given, read, err, want)
		}
	}
}

// Positions count in the text as it was given.
func TestReadSymbolRefuses(t *testing.T) {
	for given, want := range map[string]Error{
		"":                                       {Reason: TooShort},
		"]C1{GS}01" + gtin + `\x1d10A B`:         {Reason: BadCharacter, AI: "10", Position: 30},
		"]C1(01)" + gtin[:13] + "0":              {Reason: BadCheckDigit, AI: "01", Position: 7},
		"]Q1https://x/01/" + gtin + "?17=26^300": {Reason: BadCharacter, AI: "17", Position: 36},
		"]C0MUG":                                 {Reason: UnknownAI, Position: 3},
		"]E09521234567890":                       {Reason: BadCheckDigit, Position: 15},
		"371210AB":                               {Reason: Ambiguous, AI: "37", Position: 2},
		"^10A^^21B":                              {Reason: TooShort, Position: 5},
	} {
		_, err := ReadSymbol(given)
		requireRefusal(t, given, err, want)
	}
}

// Whatever is given is read or refused, at a place that is in it.
func FuzzReadSymbol(f *testing.F) {
	for _, seed := range []string{"]C1010952123456789910AB^21S1", "(10)A{GS}", `371210AB\x1d`, "https://x/01/1^", "]E3952123456789951299", "\u241d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		read, err := ReadSymbol(given)
		if wrong := (*Error)(nil); errors.As(err, &wrong) && (wrong.Position < 0 || wrong.Position > len(given)) {
			t.Fatalf("%q: the mistake is at %d", given, wrong.Position)
		}
		if again, parseErr := Parse(read.Elements.Data()); err == nil && (parseErr != nil || again.String() != read.Elements.String()) {
			t.Fatalf("%q was read as %s, and its data as %s, %v", given, read.Elements, again, parseErr)
		}
	})
}
