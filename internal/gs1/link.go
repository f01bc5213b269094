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
// URI Syntax): a primary key and its qualifiers in the path, further elements
// in the query; other parts of the query are not GS1's and are left alone. A
// GTIN may be shorter than 14 digits, as older links have it. Error positions
// count within the link's value, not within the URI.
func ParseLink(text string) (Elements, error) {
	if !IsLink(text) {
		return Elements{}, refuse(NotLink, 0, "a Digital Link begins with https://")
	}
	uri, err := url.Parse(text)
	if err != nil {
		return Elements{}, refuse(NotLink, 0, "the text is no well-formed URI")
	}
	elements, err := linkPath(uri)
	if err != nil {
		return Elements{}, err
	}
	query, err := linkQuery(uri.RawQuery)
	if err != nil {
		return Elements{}, err
	}
	return Build(append(elements, query...)...)
}

// linkPath finds the primary key nearest the end of the path and reads it with
// its qualifiers.
func linkPath(uri *url.URL) ([]Element, error) {
	segments := strings.Split(strings.Trim(uri.EscapedPath(), "/"), "/")
	for i := len(segments) - 2; i >= 0; i -= 2 {
		known := lookup(segments[i])
		if known == nil || !known.linkKey {
			continue
		}
		var elements []Element
		for at := i; at < len(segments); at += 2 {
			value, err := url.PathUnescape(segments[at+1])
			if err != nil {
				return nil, refuse(NotLink, 0, "the path of the link is not well-formed")
			}
			elements = append(elements, Element{AI: segments[at], Value: value})
		}
		if !known.qualifiedBy(elements[1:]) {
			return nil, refuse(NotLink, 0, "the link's qualifiers do not belong to its key or are in the wrong order")
		}
		if elements[0].AI == "01" {
			gtin, err := ParseGTIN(elements[0].Value)
			if err != nil {
				return nil, err
			}
			elements[0].Value = gtin
		}
		return elements, nil
	}
	return nil, refuse(NotLink, 0, "the path of the link holds no GS1 key")
}

// qualifiedBy says whether elements are a subsequence of one of the sequences
// of qualifiers.
func (known *identifier) qualifiedBy(elements []Element) bool {
	return len(elements) == 0 || slices.ContainsFunc(known.linkQualifiers, func(sequence []string) bool {
		for _, element := range elements {
			at := slices.Index(sequence, element.AI)
			if at < 0 {
				return false
			}
			sequence = sequence[at+1:]
		}
		return true
	})
}

func linkQuery(query string) ([]Element, error) {
	var elements []Element
	for pair := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == ';' }) {
		ai, escaped, _ := strings.Cut(pair, "=")
		if len(ai) < shortestAI || nonDigit(ai) >= 0 {
			continue
		}
		value, err := url.QueryUnescape(escaped)
		if err != nil {
			return nil, refuse(NotLink, 0, "the query of the link is not well-formed")
		}
		elements = append(elements, Element{AI: ai, Value: value})
	}
	return elements, nil
}
