package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen DICTIONARY.txt OUTPUT.go")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dictionary, output string) error {
	text, err := os.ReadFile(dictionary)
	if err != nil {
		return err
	}
	source, err := generate(text)
	if err != nil {
		return fmt.Errorf("%s: %w", dictionary, err)
	}
	return os.WriteFile(output, source, 0o644)
}

// generate is the whole way from the dictionary's text to formatted Go source.
func generate(dictionary []byte) ([]byte, error) {
	entries, err := parseDictionary(bytes.NewReader(dictionary))
	if err != nil {
		return nil, err
	}
	source, err := writeTable(entries)
	if err != nil {
		return nil, err
	}
	return format.Source(source)
}
