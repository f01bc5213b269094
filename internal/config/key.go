package config

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
)

// readsText says whether a value of this type is written as one text.
func readsText(kind reflect.Type) bool {
	return reflect.PointerTo(kind).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// table returns the struct behind a settings type: a table, or what a list of
// tables holds.
func table(kind reflect.Type) (reflect.Type, bool) {
	if kind.Kind() == reflect.Slice {
		kind = kind.Elem()
	}
	isTable := kind.Kind() == reflect.Struct && !readsText(kind)
	return kind, isTable
}

// keys lists the keys of a table in the order of the struct.
func keys(kind reflect.Type) []string {
	var names []string
	for field := range kind.Fields() {
		if name := field.Tag.Get("toml"); name != "-" {
			names = append(names, name)
		}
	}
	return names
}

func fieldNamed(kind reflect.Type, name string) (reflect.StructField, bool) {
	for field := range kind.Fields() {
		if field.Tag.Get("toml") == name && name != "-" {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

// fieldOf follows a path such as server, listen.
func fieldOf(path []string) (field reflect.StructField, known bool) {
	kind := reflect.TypeFor[Config]()
	for _, name := range path {
		var isTable bool
		if kind, isTable = table(kind); !isTable {
			return field, false
		}
		if field, known = fieldNamed(kind, name); !known {
			return field, false
		}
		kind = field.Type
	}
	return field, known
}

// unknownKey says what the key could have been: the nearest of its table, or
// the table it belongs to.
func unknownKey(path []string) string {
	kind, name := reflect.TypeFor[Config](), path[len(path)-1]
	for _, part := range path[:len(path)-1] {
		field, known := fieldNamed(kind, part)
		if !known {
			kind, name = reflect.TypeFor[Config](), path[0]
			break
		}
		kind, _ = table(field.Type)
	}
	if near := nearest(name, keys(kind)); near != "" {
		return fmt.Sprintf("there is no key %q here; did you mean %q?", name, near)
	}
	top := reflect.TypeFor[Config]()
	for _, place := range keys(top) {
		field, _ := fieldNamed(top, place)
		inner, _ := table(field.Type)
		if _, known := fieldNamed(inner, name); known {
			return fmt.Sprintf("there is no key %q here; it belongs under [%s]", name, place)
		}
	}
	return fmt.Sprintf("there is no key %q here; known are %s", name, strings.Join(keys(kind), ", "))
}

// nearest is the candidate that takes the fewest edits, if they are few enough
// for a slip of the fingers.
func nearest(name string, candidates []string) string {
	best, fewest := "", max(2, len(name)/3)+1
	for _, candidate := range candidates {
		if n := edits(strings.ToLower(name), candidate); n < fewest {
			best, fewest = candidate, n
		}
	}
	return best
}

// edits is the Levenshtein distance of two texts, in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
