package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

const dictionaryFile = "gs1-syntax-dictionary.txt"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen FOLDER OUTPUT_FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(folder, output string) error {
	made, err := generate(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, name)) })
	if err != nil {
		return err
	}
	for name, source := range made {
		if err := os.WriteFile(filepath.Join(output, name), source, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate is the whole way from the texts to formatted Go files; read gives
// the text of a file.
func generate(read func(name string) ([]byte, error)) (map[string][]byte, error) {
	dictionary, err := read(dictionaryFile)
	if err != nil {
		return nil, err
	}
	entries, err := parseDictionary(bytes.NewReader(dictionary))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dictionaryFile, err)
	}
	made := map[string][]byte{}
	if made["ai_gen.go"], err = writeTable(entries); err != nil {
		return nil, fmt.Errorf("%s: %w", dictionaryFile, err)
	}
	if made["lists_gen.go"], err = writeLists(read); err != nil {
		return nil, err
	}
	for name, source := range made {
		if made[name], err = format.Source(source); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return made, nil
}
