package importing

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// row is a row whose columns are read one by one; whatever is wrong with them
// is collected.
type row struct {
	record
	table  *table
	errors []RowError
}

// bad says whether the row was refused.
func (r *row) bad() bool { return len(r.errors) > 0 }

// raw is a column without white space around it, or "" if the row is too short
// to have it.
func (r *row) raw(column string) string {
	at, there := r.table.at[column]
	if !there || at >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(r.fields[at], "�"))
}

// shown is a column as reports may show it.
func (r *row) shown(column string) string {
	const most = 60
	value := r.raw(column)
	if value != "" && r.table.kind.personal(column) {
		return "(personal)"
	}
	if utf8.RuneCountInString(value) > most {
		value = string([]rune(value)[:most]) + "…"
	}
	return value
}

// fail refuses the row because of a column.
func (r *row) fail(column, reason, format string, args ...any) {
	r.errors = append(r.errors, RowError{
		Line: r.line, Column: column, Value: r.shown(column), Reason: reason, Message: fmt.Sprintf(format, args...),
	})
}

// readable refuses a row that could not be taken apart. The message does not
// show it: nobody knows what is personal in it.
func (r *row) readable() bool {
	if r.fault == "" {
		return true
	}
	message := map[string]string{
		TooLong:     fmt.Sprintf("the line has more than %d bytes: look for a missing line break", longestLine),
		BadQuotes:   `a quotation mark is not closed or text follows a closing one: write " inside a field twice`,
		BadEncoding: "the row is not in UTF-8: save the file as \"CSV UTF-8\"",
		BadColumns: fmt.Sprintf("the row has %d fields and the header %d: put fields that hold a %q in quotation marks",
			len(r.fields), r.table.width, string(r.table.delimiter)),
	}[r.fault]
	r.errors = append(r.errors, RowError{Line: r.line, Reason: r.fault, Message: message})
	return false
}

// claim is a name that only one row may have; names of one space exclude each
// other, whatever column they stand in.
type claim struct{ column, space, name string }

// unique refuses the row if an earlier good one has one of the names; empty
// names do not count. Only a good row takes its names.
func (r *row) unique(taken map[claim]int, claims ...claim) {
	for _, c := range claims {
		if first := taken[claim{space: c.space, name: c.name}]; c.name != "" && first > 0 {
			r.fail(c.column, Duplicate, "the same stands in line %d already: remove one of the two", first)
		}
	}
	if r.bad() {
		return
	}
	for _, c := range claims {
		taken[claim{space: c.space, name: c.name}] = r.line
	}
}
