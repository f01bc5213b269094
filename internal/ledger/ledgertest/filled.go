package ledgertest

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"tallyman/internal/floor"
)

// empty lists the fields that are zero in every sample of one kind, by path:
// Line.SKU. What writes its own JSON is looked at as a whole, and what no
// sample reaches into (an empty list) is named itself.
func empty(samples []floor.Event) []string {
	filled := map[string]bool{}
	for _, sample := range samples {
		value := reflect.ValueOf(sample)
		if value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		look(value, "", filled)
	}
	var paths []string
	for path, is := range filled {
		if !is {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// look notes for each field whether it is filled in this value or was before.
func look(value reflect.Value, path string, filled map[string]bool) {
	if path != "" {
		filled[path] = filled[path] || !value.IsZero()
	}
	switch value.Interface().(type) {
	case json.Marshaler, encoding.TextMarshaler:
		return
	}
	switch value.Kind() {
	case reflect.Struct:
		for field := range value.Type().Fields() {
			if field.IsExported() && field.Tag.Get("json") != "-" {
				look(value.FieldByIndex(field.Index), strings.TrimPrefix(path+"."+field.Name, "."), filled)
			}
		}
	case reflect.Pointer:
		if !value.IsNil() {
			look(value.Elem(), path, filled)
		}
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			look(value.Index(i), path, filled)
		}
	case reflect.Map:
		for _, key := range value.MapKeys() {
			look(value.MapIndex(key), path, filled)
		}
	default:
	}
}
