package gs1

import (
	"net/url"
	"slices"
	"strings"
)

// IsLink says whether a text may be a GS1 Digital Link: an http or https URI,
// whose scheme is written in small or in capital letters.
func IsLink(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	switch scheme {
	case "http", "https", "HTTP", "HTTPS":
		return found
	}
	return false
}

// ParseLink reads an uncompressed GS1 Digital Link (GS1 Digital Link Standard:
// URI Syntax): behind any domain and path a primary key and its qualifiers in
// their order, and further elements in the query; other parts of the query are
// not GS1's and are left alone. What has to stand in the path, such as a serial
// number, is refused in the query. The names of keys that early editions had
// ("gtin", "lot") are not read: the standard took them out. A GTIN may be shorter
// than 14 digits, as older links have it.
func ParseLink(text string) (Elements, error) {
	if !IsLink(text) {
		return Elements{}, refuse(NotLink, 0, "a Digital Link begins with https://")
	}
	if uri, err := url.Parse(text); err != nil || uri.Host == "" {
		return Elements{}, refuse(NotLink, 0, "the text is no well-formed URI")
	}
	path, query := linkParts(text)
	found, err := linkPath(path)
	if err != nil {
		return Elements{}, err
	}
	attributes, err := linkQuery(query)
	if err != nil {
		return Elements{}, err
	}
	elements := Elements{separated: true}
	for _, each := range append(found, attributes...) {
		read, err := each.read()
		if err != nil {
			return Elements{}, err
		}
		if err := elements.add(read, each.valueAt); err != nil {
			return Elements{}, err
		}
	}
	return elements, nil
}

// linkText is a part of a link and its offset there.
type linkText struct {
	text string
	at   int
}

// linkParts takes path and query out of a link that is a well-formed URI.
func linkParts(text string) (path, query linkText) {
	text, _, _ = strings.Cut(text, "#")
	end := len(text)
	if at := strings.IndexByte(text, '?'); at >= 0 {
		end = at
		query = linkText{text[at+1:], at + 1}
	}
	at := strings.Index(text, "://") + len("://")
	if slash := strings.IndexByte(text[at:end], '/'); slash >= 0 {
		path = linkText{text[at+slash : end], at + slash}
	}
	return path, query
}

// split cuts a part at some bytes.
func (t linkText) split(at string) []linkText {
	var parts []linkText
	start := 0
	for i := 0; i <= len(t.text); i++ {
		if i == len(t.text) || strings.IndexByte(at, t.text[i]) >= 0 {
			parts = append(parts, linkText{t.text[start:i], t.at + start})
			start = i + 1
		}
	}
	return parts
}

// linkElement is an identifier and its value as they stand in a link.
type linkElement struct {
	ai      string
	aiAt    int
	value   string // with percent signs
	valueAt int
}

// read takes percent signs out and checks the element; errors count in the
// link.
func (l linkElement) read() (element, error) {
	value, err := url.PathUnescape(l.value)
	if err != nil {
		return element{}, refuse(NotLink, l.valueAt, "two hexadecimal digits must follow a percent sign")
	}
	known := lookup(l.ai)
	if known == nil {
		return element{}, refuse(UnknownAI, l.aiAt, "there is no application identifier %q", l.ai)
	}
	padding := 0
	if l.ai == "01" && (len(value) == 8 || len(value) == 12 || len(value) == 13) {
		padding = gtinLength - len(value)
		value = "000000"[:padding] + value
	}
	if reason, at := known.verify(value); reason != "" {
		return element{}, known.refuse(reason, l.ai, l.offset(max(at-padding, 0)))
	}
	return element{Element{AI: l.ai, Value: value}, known}, nil
}

// offset is where in the link a character of the value stands.
func (l linkElement) offset(character int) int {
	at := 0
	for ; character > 0 && at < len(l.value); character-- {
		if l.value[at] == '%' {
			at += 2
		}
		at++
	}
	return l.valueAt + at
}

// linkPath finds the primary key nearest the end of the path and its
// qualifiers.
func linkPath(path linkText) ([]linkElement, error) {
	path.text = strings.TrimRight(path.text, "/")
	segments := path.split("/")
	for i := len(segments) - 2; i >= 0; i -= 2 {
		known := lookup(segments[i].text)
		if known == nil || !known.linkKey {
			continue
		}
		var found []linkElement
		for at := i; at < len(segments); at += 2 {
			ai, value := segments[at], segments[at+1]
			found = append(found, linkElement{ai.text, ai.at, value.text, value.at})
		}
		if wrong := known.misplaced(found[1:]); wrong != nil {
			return nil, refuse(NotLink, wrong.aiAt, "(%s) does not qualify (%s) %s here: check key, qualifiers and their order",
				wrong.ai, found[0].ai, known.title)
		}
		return found, nil
	}
	return nil, refuse(NotLink, path.at, "the path of the link holds no GS1 key")
}

// misplaced finds the first of some qualifiers that does not go on any of the
// sequences of qualifiers, or nil.
func (known *identifier) misplaced(qualifiers []linkElement) *linkElement {
	open := slices.Clone(known.linkQualifiers)
	for i, qualifier := range qualifiers {
		var next [][]string
		for _, sequence := range open {
			if at := slices.Index(sequence, qualifier.ai); at >= 0 {
				next = append(next, sequence[at+1:])
			}
		}
		if open = next; len(open) == 0 {
			return &qualifiers[i]
		}
	}
	return nil
}

// linkQuery finds the elements of a query. Both separators are the standard's. A
// plus is a plus: there is no space in any value that it could stand for.
func linkQuery(query linkText) ([]linkElement, error) {
	var found []linkElement
	for _, pair := range query.split("&;") {
		ai, value, _ := strings.Cut(pair.text, "=")
		if len(ai) < shortestAI || nonDigit(ai) >= 0 {
			continue
		}
		if known := lookup(ai); known != nil && !known.linkAttribute {
			return nil, refuse(NotLink, pair.at, "(%s) %s may not stand in the query of a link", ai, known.title)
		}
		found = append(found, linkElement{ai, pair.at, value, pair.at + len(ai) + 1})
	}
	return found, nil
}
