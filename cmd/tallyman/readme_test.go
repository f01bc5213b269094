package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"tallyman/internal/config"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReadmeSettingsLoad(t *testing.T) {
	_, rest, _ := strings.Cut(readme(t), "```toml\n")
	block, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("README.md has no settings")
	}
	parsed, err := config.Parse("README.md", []byte(block), nil)
	if err != nil || len(parsed.Stations) != 2 {
		t.Fatalf("%d stations, %v", len(parsed.Stations), err)
	}
	if lines := strings.Count(block, "\n"); lines > 10 {
		t.Errorf("the set-up has %d lines, and the text says ten", lines)
	}
}

// Every command that README.md names is there, and every one that is there is
// named.
func TestReadmeNamesTheCommands(t *testing.T) {
	root := newRoot(streams{})
	named := map[string]bool{}
	for _, match := range regexp.MustCompile(`tallyman ((?:sim )?[a-z][a-z0-9]*)`).FindAllStringSubmatch(readme(t), -1) {
		words := strings.Fields(match[1])
		command, rest, err := root.Find(words)
		if err != nil || command == root || len(rest) > 0 {
			t.Errorf("README.md names tallyman %s, which is no command", match[1])
			continue
		}
		named[words[0]] = true
	}
	for _, command := range root.Commands() {
		if name := command.Name(); !named[name] && name != "version" {
			t.Errorf("README.md does not name tallyman %s", name)
		}
	}
}
