package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// entry is one line of the dictionary.
type entry struct {
	first, last    string
	predefined     bool
	components     []component
	title          string
	linkKey        bool
	linkQualifiers [][]string
	linkAttribute  bool
	// requires is every requirement, each a choice of groups of patterns.
	requires [][][]string
	excludes []string
}

type component struct {
	set      string
	min, max int
	optional bool
	linters  []string
}

// parseDictionary reads the format that the head of the dictionary describes.
func parseDictionary(r io.Reader) ([]entry, error) {
	var entries []entry
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		text, title, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(text)
		if len(fields) == 0 {
			continue
		}
		parsed, err := parseEntry(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		parsed.title = strings.TrimSpace(title)
		if len(entries) > 0 && entries[len(entries)-1].last >= parsed.first {
			return nil, fmt.Errorf("line %d: %s is out of order", number, parsed.first)
		}
		entries = append(entries, parsed)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return entries, requirePatterns(entries)
}

// requirePatterns wants every pattern of a pairing rule to mean an identifier.
func requirePatterns(entries []entry) error {
	for _, e := range entries {
		patterns := slices.Clone(e.excludes)
		for _, choice := range e.requires {
			for _, group := range choice {
				patterns = append(patterns, group...)
			}
		}
		for _, pattern := range patterns {
			if !slices.ContainsFunc(entries, func(other entry) bool { return other.means(pattern) }) {
				return fmt.Errorf("(%s): no identifier is meant by %q", e.first, pattern)
			}
		}
	}
	return nil
}

// means says whether a pattern such as 01 or 31nn stands for identifiers of the
// entry.
func (e entry) means(pattern string) bool {
	if len(pattern) != len(e.first) {
		return false
	}
	known := strings.TrimRight(pattern, "n")
	return e.first[:len(known)] <= known && known <= e.last[:len(known)]
}

var (
	aiPattern        = regexp.MustCompile(`^(\d{2,4})(?:-(\d{2,4}))?$`)
	componentPattern = regexp.MustCompile(`^(\[?)([NXYZ])(\.\.)?(\d+)(\]?)((?:,\w+)*)$`)
)

func parseEntry(fields []string) (entry, error) {
	ais := aiPattern.FindStringSubmatch(fields[0])
	if ais == nil {
		return entry{}, fmt.Errorf("%q is no application identifier", fields[0])
	}
	parsed := entry{first: ais[1], last: ais[1]}
	if ais[2] != "" {
		parsed.last = ais[2]
	}
	for i, field := range fields[1:] {
		if i == 0 && strings.Trim(field, "*?") == "" {
			parsed.predefined = strings.Contains(field, "*")
			parsed.linkAttribute = strings.Contains(field, "?")
			continue
		}
		if match := componentPattern.FindStringSubmatch(field); match != nil {
			parsed.components = append(parsed.components, parseComponent(match))
			continue
		}
		if err := parsed.attribute(field); err != nil {
			return entry{}, err
		}
	}
	if len(parsed.components) == 0 {
		return entry{}, fmt.Errorf("%s has no format", parsed.first)
	}
	return parsed, nil
}

func parseComponent(match []string) component {
	length, _ := strconv.Atoi(match[4]) // the pattern has only digits there
	parsed := component{set: match[2], min: length, max: length, optional: match[1] != ""}
	if match[3] != "" {
		parsed.min = 1
	}
	if match[6] != "" {
		parsed.linters = strings.Split(match[6][1:], ",")
	}
	return parsed
}

// attribute reads what an identifier requires and excludes, and its part in
// Digital Links. A key that stands twice applies twice.
func (e *entry) attribute(field string) error {
	key, value, _ := strings.Cut(field, "=")
	switch key {
	case "req":
		var choice [][]string
		for group := range strings.SplitSeq(value, ",") {
			choice = append(choice, strings.Split(group, "+"))
		}
		e.requires = append(e.requires, choice)
	case "ex":
		e.excludes = append(e.excludes, strings.Split(value, ",")...)
	case "dlpkey":
		e.linkKey = true
		for sequence := range strings.SplitSeq(value, "|") {
			if sequence != "" {
				e.linkQualifiers = append(e.linkQualifiers, strings.Split(sequence, ","))
			}
		}
	default:
		return fmt.Errorf("unknown attribute %q", field)
	}
	return nil
}
