package scanner

import (
	"testing"
	"time"

	"tallyman/devices/line"
)

// How to add a family of scanners:
//
//  1. Copy the function below into profile_NAME.go and give it the family's
//     name in small letters. Say in its comment which guide of the vendor, and
//     which chapter, the bytes are from. What you did not find in a guide, or
//     see a scanner do, becomes an option with a preset.
//  2. List it in profiles, answer.go.
//  3. Teach devices/sim the family (Profile, sequences) without looking at
//     this folder, and add a row to TestAnswers and to the suite.
//
// A family whose codes do not end with CR, LF, ETX or silence also needs a
// framing; packets.go is one.

// blueprint is a family that takes one letter for each sound.
func blueprint(o *line.Options) profile {
	letters := o.Choice("letters", "lower", "lower", "upper") // an option of this family only
	good, bad := "g", "b"
	if letters == "upper" {
		good, bad = "G", "B"
	}
	return profile{
		// Over and Attention are left out: the device cannot make them, and
		// sounds Bad.
		sounds: map[Answer]string{Good: good, Bad: bad},
		// After 3 s the scanner takes no answer any more.
		patience: 3 * time.Second,
		// It says OK to each letter, which is no code.
		reply: func(data string) bool { return data == "OK" },
	}
}

func TestBlueprint(t *testing.T) {
	address, err := line.Parse("serial:/dev/ttyACM0?letters=upper")
	if err != nil {
		t.Fatal(err)
	}
	p := blueprint(address.Options)
	if err := address.Options.Finish(); err != nil {
		t.Fatal(err)
	}
	for a, want := range map[Answer]string{Silent: "", Good: "G", Bad: "B", Over: "B", Attention: "B"} {
		if got := p.sound(a); got != want {
			t.Errorf("%s sounds %q, want %q", a, got, want)
		}
	}
	if read, ok := (dressing{reply: p.reply}).undress(Frame{Data: "OK"}); ok {
		t.Errorf("a reply became %+v", read)
	}
}

func optionsOf(t *testing.T, url string) *line.Options {
	t.Helper()
	address, err := line.Parse(url)
	if err != nil {
		t.Fatal(err)
	}
	return address.Options
}
