package importing

import (
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table reads the rows of a file after its header.
type table struct {
	kind      Kind
	lines     *lineReader
	delimiter byte
	// at has the position of each column; width is how many there are.
	at    map[string]int
	width int
}

// openTable reads the header. It fails with a *FileError when the header is not
// the kind's.
func openTable(kind Kind, r io.Reader) (*table, error) {
	t := &table{kind: kind, lines: newLineReader(r), at: map[string]int{}}
	header, err := t.lines.next()
	if errors.Is(err, io.EOF) {
		return nil, refuseFile("empty_file", "the file is empty: its first line must name the columns %s", t.wanted())
	}
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(header.text, "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return nil, refuseFile("bad_encoding", "the file is not in UTF-8: save it as \"CSV UTF-8\"")
	}
	t.delimiter = ','
	if strings.Count(text, ";") > strings.Count(text, ",") {
		t.delimiter = ';'
	}
	names, state := split(text, t.delimiter)
	if state != whole || header.tooLong {
		return nil, refuseFile("unknown_column", "the first line must name the columns %s", t.wanted())
	}
	return t, t.readHeader(trimHeader(names))
}

func (t *table) wanted() string { return strings.Join(t.kind.Columns(), ",") }

func (t *table) readHeader(names []string) error {
	known := t.kind.Columns()
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(known, name) && !slices.Contains(t.kind.Further(), name) {
			return refuseFile("unknown_column", "%s have no column %q: the columns are %s", t.kind, name, t.wanted())
		}
		if _, twice := t.at[name]; twice {
			return refuseFile("repeated_column", "the column %q stands twice in the first line: remove one", name)
		}
		t.at[name] = i
	}
	for _, name := range known {
		if _, there := t.at[name]; !there {
			return refuseFile("missing_column", "the column %q is missing: the columns of %s are %s", name, t.kind, t.wanted())
		}
	}
	t.width = len(names)
	return nil
}

// trimHeader drops the nameless columns that spreadsheets write at the end.
func trimHeader(names []string) []string {
	for len(names) > 0 && strings.TrimSpace(names[len(names)-1]) == "" {
		names = names[:len(names)-1]
	}
	return names
}

// next reads the next row that is not blank, and returns io.EOF after the last.
func (t *table) next() (*row, error) {
	for {
		rec, err := t.lines.readRecord(t.delimiter, t.width)
		if err != nil {
			return nil, err
		}
		if !rec.blank {
			return &row{record: rec, table: t}, nil
		}
	}
}
