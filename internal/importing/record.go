package importing

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// mostLines bounds how many lines a quoted field may run over, so that one
// forgotten quotation mark cannot swallow the file.
const mostLines = 64

// record is one row, taken apart. With a fault, fields are a guess that is good
// enough to see which order the row belongs to.
type record struct {
	line   int
	end    int64
	fields []string
	// blank: nothing stands in the row, not even quotation marks.
	blank bool
	// fault is "" or the reason why the row cannot be read.
	fault string
}

// readRecord reads a row that should have so many columns. When a quotation
// mark is not closed in time, only the line it stands in is given up, and
// reading goes on behind that.
func (r *lineReader) readRecord(delimiter byte, columns int) (record, error) {
	first, err := r.next()
	if err != nil {
		return record{}, err
	}
	if first.tooLong {
		return broken(first, delimiter, TooLong), nil
	}
	text, end := first.text, first.end
	var further []line
	fields, state := split(text, delimiter)
	for state == quoteOpen && len(further) < mostLines-1 {
		next, err := r.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return record{}, err
		}
		further = append(further, next)
		if next.tooLong || len(text)+len(next.text) > longestLine {
			break
		}
		text, end = text+"\n"+next.text, next.end
		fields, state = split(text, delimiter)
	}
	if state != whole || len(further) > 0 && len(fields) != columns {
		r.unread(further)
		return broken(first, delimiter, BadQuotes), nil
	}
	rec := record{line: first.number, end: end, fields: trimFields(fields, columns)}
	rec.blank = strings.Trim(text, string(delimiter)+" \t") == ""
	switch {
	case rec.blank:
	case !utf8.ValidString(text):
		rec.fault = BadEncoding
	case len(rec.fields) != columns:
		rec.fault = BadColumns
	}
	return rec, nil
}

// broken gives a line up; its fields are parted without regard to quotation
// marks.
func broken(l line, delimiter byte, fault string) record {
	fields := strings.Split(l.text, string(delimiter))
	for i := range fields {
		fields[i] = strings.Trim(fields[i], `"`)
	}
	return record{line: l.number, end: l.end, fields: fields, fault: fault}
}

// trimFields drops empty fields behind the last column: spreadsheets write
// them.
func trimFields(fields []string, columns int) []string {
	for len(fields) > columns && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	return fields
}

// splitState is how taking a text apart ended.
type splitState int

const (
	whole splitState = iota
	// quoteOpen: the text ends inside quotation marks.
	quoteOpen
	// quoteBroken: something follows a closing quotation mark.
	quoteBroken
)

// split takes a row apart. Quotation marks count only where a field begins with
// one; inside, two of them stand for one (RFC 4180, section 2).
func split(text string, delimiter byte) ([]string, splitState) {
	var fields []string
	for {
		field, rest, state := splitField(text, delimiter)
		if state != whole {
			return nil, state
		}
		fields = append(fields, field)
		if rest == "" {
			return fields, whole
		}
		text = rest[1:]
	}
}

// splitField takes the first field off; rest begins with the delimiter or is
// empty.
func splitField(text string, delimiter byte) (field, rest string, state splitState) {
	if !strings.HasPrefix(text, `"`) {
		if at := strings.IndexByte(text, delimiter); at >= 0 {
			return text[:at], text[at:], whole
		}
		return text, "", whole
	}
	var content strings.Builder
	text = text[1:]
	for {
		at := strings.IndexByte(text, '"')
		if at < 0 {
			return "", "", quoteOpen
		}
		content.WriteString(text[:at])
		text = text[at+1:]
		if !strings.HasPrefix(text, `"`) {
			break
		}
		content.WriteByte('"')
		text = text[1:]
	}
	if text != "" && text[0] != delimiter {
		return "", "", quoteBroken
	}
	return content.String(), text, whole
}
