package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestTableIsUpToDate(t *testing.T) {
	dictionary, err := os.ReadFile("gs1-syntax-dictionary.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, err := generate(dictionary)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../ai_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("ai_gen.go is not what the dictionary gives: run go generate ./internal/gs1")
	}
}

func TestUnknownEntriesAreRefused(t *testing.T) {
	for line, want := range map[string]string{
		"ABC  X..20  # NO AI":      "no application identifier",
		"10  X..20 new=1  # LOT":   "unknown attribute",
		"10  X..20,newlint  # LOT": "unknown check",
		"10  ?  req=01  # LOT":     "no format",
		"21  X..20\n10  X..20":     "out of order",
		"230  N3\n2312  N3":        "differ in length",
	} {
		_, err := generate([]byte(line))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", line, err, want)
		}
	}
}
