package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/pelletier/go-toml/v2"
)

// catalogue has the compiled messages of a language by key. A message is a
// text, or a map of texts by plural form.
type catalogue map[string]any

// read compiles a file; one that is not there has no messages.
func read(folder fs.FS, name string) (catalogue, error) {
	text, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return catalogue{}, nil
	}
	if err != nil {
		return nil, err
	}
	var raw map[string]any
	if err := toml.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	compiled := catalogue{}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if compiled[key], err = message(name+": "+key, raw[key]); err != nil {
			return nil, err
		}
	}
	return compiled, nil
}

func message(name string, raw any) (any, error) {
	switch raw := raw.(type) {
	case string:
		return compile(name, raw)
	case map[string]any:
		return plural(name, raw)
	}
	return nil, fmt.Errorf("%s: neither a text nor plural forms", name)
}

func plural(name string, raw map[string]any) (any, error) {
	forms := map[string]any{}
	for _, form := range slices.Sorted(maps.Keys(raw)) {
		text, isText := raw[form].(string)
		if !isText || !slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, form) {
			return nil, fmt.Errorf("%s: %s is no plural form", name, form)
		}
		var err error
		if forms[form], err = compile(name+": "+form, text); err != nil {
			return nil, err
		}
	}
	if forms["other"] == nil {
		return nil, fmt.Errorf("%s: it needs the form other", name)
	}
	return forms, nil
}

// together are the messages of both, which have no key in common.
func together(rules, screens catalogue) (catalogue, error) {
	both := maps.Clone(rules)
	for key, message := range screens {
		if _, taken := both[key]; taken {
			return nil, fmt.Errorf("key %s is the code of a phrase", key)
		}
		both[key] = message
	}
	return both, nil
}
