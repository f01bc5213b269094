package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"tallyman/internal/words"
)

// generate makes all files of the messages in a folder, by name.
func generate(folder fs.FS) (map[string][]byte, error) {
	english, screens, err := load(folder, "en")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"keys.gen.ts": keys(screens)}
	for _, tag := range words.Languages() {
		said, _, err := load(folder, tag.String())
		if err != nil {
			return nil, err
		}
		missing := catalogue{}
		for key, message := range english {
			if said[key] == nil {
				missing[key] = message
			}
		}
		for key := range said {
			if english[key] == nil {
				return nil, fmt.Errorf("%s of %s is not there in English", key, tag)
			}
		}
		if files[tag.String()+".gen.json"], err = write(said, missing); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// load gives all messages of a language, and those of the screens alone.
func load(folder fs.FS, tag string) (all, screens catalogue, err error) {
	rules, err := read(folder, "active."+tag+".toml")
	if err != nil {
		return nil, nil, err
	}
	if screens, err = read(folder, "screens."+tag+".toml"); err != nil {
		return nil, nil, err
	}
	all, err = together(rules, screens)
	return all, screens, err
}

// write writes a key per line, so that two who add one seldom meet. English
// stands in for what is missing, apart because its plural forms are English.
func write(said, missing catalogue) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(`{"words":{`)
	if err := writeKeys(&out, said); err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		out.WriteString("},\n" + `"english":{`)
		if err := writeKeys(&out, missing); err != nil {
			return nil, err
		}
	}
	out.WriteString("}}\n")
	return out.Bytes(), nil
}

func writeKeys(out *bytes.Buffer, messages catalogue) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i, key := range slices.Sorted(maps.Keys(messages)) {
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(out, "\n%q:", key)
		if err := encoder.Encode(messages[key]); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // the encoder ends the line
	}
	out.WriteByte('\n')
	return nil
}

// keys is the TypeScript of the languages and of the keys of the screens.
func keys(screens catalogue) []byte {
	var out bytes.Buffer
	out.WriteString("// Made from internal/words by go generate ./internal/words. Do not edit.\n\n")
	out.WriteString("export const languages = [")
	for i, tag := range words.Languages() {
		if i > 0 {
			out.WriteString(", ")
		}
		fmt.Fprintf(&out, "'%s'", tag)
	}
	out.WriteString("] as const;\n\n/** A text of the screens. */\nexport type Key =\n")
	for _, key := range slices.Sorted(maps.Keys(screens)) {
		fmt.Fprintf(&out, "  | '%s'\n", key)
	}
	out.Truncate(out.Len() - 1)
	out.WriteString(";\n")
	return out.Bytes()
}
