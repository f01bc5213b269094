package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestTablesAreUpToDate(t *testing.T) {
	made, err := generate(os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the texts give: run go generate ./internal/gs1", name)
		}
	}
}

// instead reads one file from a text and the others from the disk.
func instead(file, text string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if name == file {
			return []byte(text), nil
		}
		return os.ReadFile(name)
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
		"10  X..20,gcppos2":        "is for letters, too",
		"10  X..20 req=01":         `no identifier is meant by "01"`,
		"10  X..20 ex=11,310n":     `no identifier is meant by "11"`,
	} {
		_, err := generate(instead(dictionaryFile, line))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", line, err, want)
		}
	}
}

func TestBadListsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"# nothing":    "no codes",
		"004 008\n008": "out of order",
	} {
		_, err := generate(instead("countries.txt", text))
		if err == nil || !strings.Contains(err.Error(), "countries.txt: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}
