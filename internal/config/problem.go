package config

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

var listIndex = regexp.MustCompile(`\[\d+\]`)

// ProblemError is one mistake in the settings.
type ProblemError struct {
	// Place is "tallyman.toml:17" or the name of a variable.
	Place string
	// Key is the path of the key, such as "server.listen", or "".
	Key string
	// Message says what is wrong and what would be right.
	Message string
}

// Error is the place, the key and the message in one line.
func (p *ProblemError) Error() string {
	if p.Key == "" {
		return p.Place + ": " + p.Message
	}
	return p.Place + ": " + p.Key + ": " + p.Message
}

// decodeProblems turns what the TOML decoder reports into problems with lines
// and suggestions.
func decodeProblems(name string, text []byte, err error) error {
	if strict := (*toml.StrictMissingError)(nil); errors.As(err, &strict) {
		var all []error
		for _, missing := range strict.Errors {
			all = append(all, at(name, &missing, unknownKey(missing.Key())))
		}
		return errors.Join(all...)
	}
	if decode := (*toml.DecodeError)(nil); errors.As(err, &decode) {
		return at(name, decode, wrongValue(decode))
	}
	return bareProblem(locate(name, text), err)
}

// bareProblem finds what the decoder does not say: it hands a bare number to a
// value that reads text, and returns that value's error without a place.
func bareProblem(found places, err error) error {
	for _, key := range found.bare {
		field, known := fieldOf(strings.Split(listIndex.ReplaceAllString(key, ""), "."))
		if known && readsText(field.Type) {
			return &ProblemError{Place: found.of(key), Key: key, Message: "the value must be " + wants(field.Type)}
		}
	}
	return fmt.Errorf("%s: %w", found.name, err)
}

func at(name string, decode *toml.DecodeError, message string) *ProblemError {
	line, _ := decode.Position()
	return &ProblemError{
		Place:   fmt.Sprintf("%s:%d", name, line),
		Key:     strings.Join(decode.Key(), "."),
		Message: message,
	}
}

// wrongValue replaces the decoder's words about Go types by what the key wants.
func wrongValue(decode *toml.DecodeError) string {
	message := strings.TrimPrefix(decode.Error(), "toml: ")
	if !strings.Contains(message, "cannot decode") && !strings.Contains(message, "cannot store") {
		return message
	}
	if field, known := fieldOf(decode.Key()); known {
		return "the value must be " + wants(field.Type)
	}
	return message
}

// wants names a type in the words of a settings file.
func wants(kind reflect.Type) string {
	switch {
	case readsText(kind), kind.Kind() == reflect.String:
		return "a text in quotes"
	case kind.Kind() == reflect.Struct:
		return "a table"
	case kind.Kind() == reflect.Slice && kind.Elem().Kind() == reflect.Struct &&
		!readsText(kind.Elem()):
		return "a list of tables, written [[…]]"
	case kind.Kind() == reflect.Slice:
		return "a list of texts, [\"…\", \"…\"]"
	default:
		return "a whole number"
	}
}
