package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

const prefix = "TALLYMAN_"

// target is a value that a variable can set.
type target struct {
	key   string
	value reflect.Value
}

// override sets keys from variables and records the variable as their place.
func override(config *Config, env []string, set places) error {
	targets := map[string]target{}
	variables(prefix, "", reflect.ValueOf(config).Elem(), targets)
	var problems []error
	for _, entry := range slices.Sorted(slices.Values(env)) {
		name, text, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		goal, known := targets[name]
		if !known {
			problems = append(problems, &ProblemError{Place: name, Message: unknownVariable(name, targets)})
			continue
		}
		if err := setText(goal.value, text); err != nil {
			problems = append(problems, &ProblemError{Place: name, Key: goal.key, Message: err.Error()})
		}
		set.at[goal.key] = name
	}
	return errors.Join(problems...)
}

func unknownVariable(name string, targets map[string]target) string {
	names := make([]string, 0, len(targets))
	for known := range targets {
		names = append(names, strings.ToLower(known))
	}
	slices.Sort(names)
	if near := nearest(name, names); near != "" {
		return "no setting has this name; did you mean " + strings.ToUpper(near) + "?"
	}
	return "no setting has this name; unset it or see the names in the sample file"
}

// variables lists the names under which every value of a table can be set.
func variables(name, key string, value reflect.Value, targets map[string]target) {
	for i := range value.NumField() {
		field := value.Type().Field(i)
		tag := field.Tag.Get("toml")
		if tag == "-" {
			continue
		}
		inner, innerName, innerKey := value.Field(i), name+strings.ToUpper(tag), key+tag
		if _, isTable := table(field.Type); !isTable {
			targets[innerName] = target{innerKey, inner}
			continue
		}
		if inner.Kind() == reflect.Struct {
			variables(innerName+"_", innerKey+".", inner, targets)
			continue
		}
		for j := range inner.Len() {
			element := inner.Index(j)
			id := strings.ToUpper(strings.ReplaceAll(element.FieldByName("ID").String(), "-", "_"))
			variables(innerName+"_"+id+"_", fmt.Sprintf("%s[%d].", innerKey, j), element, targets)
		}
	}
}

// setText sets a value from the text of a variable.
func setText(value reflect.Value, text string) error {
	if reader, ok := reflect.TypeAssert[encoding.TextUnmarshaler](value.Addr()); ok {
		return reader.UnmarshalText([]byte(text))
	}
	switch value.Kind() {
	case reflect.String:
		value.SetString(text)
	case reflect.Slice:
		return setList(value, text)
	default:
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("%q is no whole number", text)
		}
		value.SetInt(number)
	}
	return nil
}

func setList(value reflect.Value, text string) error {
	var parts []string
	if text != "" {
		parts = strings.Split(text, ",")
	}
	list := reflect.MakeSlice(value.Type(), len(parts), len(parts))
	for i, part := range parts {
		if err := setText(list.Index(i), strings.TrimSpace(part)); err != nil {
			return err
		}
	}
	value.Set(list)
	return nil
}
