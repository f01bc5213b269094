package paper

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

const (
	// maxLayout and maxBoxes bound what is read; no label holds more.
	maxLayout = 64 << 10
	maxBoxes  = 100
)

// ReadLayout reads a layout and checks it; name stands for the file in errors.
// All mistakes are joined, each with its line and what would be right.
func ReadLayout(name string, text []byte) (Layout, error) {
	if len(text) > maxLayout {
		return Layout{}, fmt.Errorf("%s: a layout has at most %d bytes, this one %d", name, maxLayout, len(text))
	}
	var layout Layout
	decoder := toml.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&layout); err != nil {
		return Layout{}, layoutFault(name, err)
	}
	c := layoutCheck{name: name, lines: boxLines(text), layout: layout}
	c.check()
	return layout, errors.Join(c.faults...)
}

// layoutFault puts what the decoder reports into lines of the file.
func layoutFault(name string, err error) error {
	if strict := (*toml.StrictMissingError)(nil); errors.As(err, &strict) {
		var all []error
		for _, unknown := range strict.Errors {
			line, _ := unknown.Position()
			all = append(all, fmt.Errorf("%s:%d: there is no key %q here; a box has field, x, y, width, height, size, bold, align, caption, text and module",
				name, line, strings.Join(unknown.Key(), ".")))
		}
		return errors.Join(all...)
	}
	if decode := (*toml.DecodeError)(nil); errors.As(err, &decode) {
		line, _ := decode.Position()
		return fmt.Errorf("%s:%d: %s", name, line, strings.TrimPrefix(decode.Error(), "toml: "))
	}
	return fmt.Errorf("%s: %w", name, err)
}

// boxLines are the lines on which boxes begin, counted from 1.
func boxLines(text []byte) []int {
	var lines []int
	for n, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(strings.ReplaceAll(strings.TrimSpace(line), " ", ""), "[[box]]") {
			lines = append(lines, n+1)
		}
	}
	return lines
}
