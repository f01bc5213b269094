package floor

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the sample of codes anew")

// wire holds codes that screens make by themselves. Their tests make the same.
const wire = "../../fixtures/wire/codes.json"

func TestCodesAreThoseThatScreensMake(t *testing.T) {
	type sample struct {
		Kind string `json:"kind"`
		Body string `json:"body"`
		Code string `json:"code"`
	}
	var samples []sample
	add := func(kind CodeKind, body string) {
		code, err := NewCode(kind, body)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, sample{string(rune(kind)), body, code.String()})
	}
	for _, command := range Commands() {
		add(CodeCommand, string(command))
	}
	for _, n := range []string{"01", "02", "03", "05", "09", "10", "12", "24", "99", "100", "999"} {
		add(CodeQuantity, n)
	}
	for _, id := range []string{"pick-1", "pack-3", "cart-12", "staging-a", "dock-2"} {
		add(CodeStation, CodeBody(id))
	}
	add(CodeDock, "DOCK1")
	add(CodeBadge, "ANNA1")
	add(CodeTote, "0001")
	add(CodeLocation, "A1203")
	text, err := json.MarshalIndent(samples, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(wire, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(wire)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, text) {
		t.Errorf("%s is not what is printed: go test ./internal/floor -update, then npm test in ui", wire)
	}
}

func TestTheBodyOfAName(t *testing.T) {
	for name, want := range map[string]string{
		"pack-1": "PACK1", "DOCK 2": "DOCK2", "yz-7": "7", "": "", "склад": "", "a-very-long-name-of-a-station-1": "AVERLONGNAMEOFASTATION1",
	} {
		if got := CodeBody(name); got != want {
			t.Errorf("%q is %q in a code, want %q", name, got, want)
		}
	}
}
