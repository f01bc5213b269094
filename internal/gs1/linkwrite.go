package gs1

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// CanonicalStem is what Digital Links begin with that belong to no brand: GS1's
// own resolver.
const CanonicalStem = "https://id.gs1.org"

// Link writes elements as a GS1 Digital Link (GS1 Digital Link Standard: URI
// Syntax) that begins with stem, such as "https://example.org/items"; "" is
// CanonicalStem. The first element that is a primary key leads the path, its
// qualifiers follow in their order, all others stand in the query by rising
// identifier, so that the same elements make the same link. It fails for a stem
// that is no http or https URI or has a query, for elements without a primary
// key, and for those that may not stand where they would.
func (e Elements) Link(stem string) (string, error) {
	stem, err := linkStem(cmp.Or(stem, CanonicalStem))
	if err != nil {
		return "", err
	}
	key := slices.IndexFunc(e.list, func(each element) bool { return each.known.linkKey })
	if key < 0 {
		return "", refuse(NotLink, 0, "none of the elements is the key of a Digital Link")
	}
	path, attributes := e.linkOrder(e.list[key])
	link := []byte(stem)
	for _, each := range path {
		if each.Value == "." || each.Value == ".." {
			return "", &Error{Reason: NotLink, AI: each.AI, Position: noPosition, Message: "dots alone are lost from the path of a link"}
		}
		link = append(link, "/"+each.AI+"/"...)
		link = appendEscaped(link, each.Value)
	}
	for i, each := range attributes {
		if !each.known.linkAttribute {
			return "", &Error{
				Reason: NotLink, AI: each.AI, Position: noPosition,
				Message: each.known.title + " has no place in a link to (" + e.list[key].AI + ") " + e.list[key].known.title,
			}
		}
		link = append(link, "?&"[min(i, 1)])
		link = append(link, each.AI+"="...)
		link = appendEscaped(link, each.Value)
	}
	return string(link), nil
}

// linkOrder parts elements into the path, key and qualifiers, and the query. Of
// several sequences of qualifiers that one is meant of which most are there.
func (e Elements) linkOrder(key element) (path, attributes []element) {
	var best []string
	most := 0
	for _, sequence := range key.known.linkQualifiers {
		count := 0
		for _, ai := range sequence {
			if _, there := e.Get(ai); there {
				count++
			}
		}
		if count > most {
			best, most = sequence, count
		}
	}
	for _, each := range e.list {
		switch {
		case each == key || slices.Contains(path, each) || slices.Contains(attributes, each):
		case slices.Contains(best, each.AI):
			path = append(path, each)
		default:
			attributes = append(attributes, each)
		}
	}
	slices.SortFunc(path, func(a, b element) int { return slices.Index(best, a.AI) - slices.Index(best, b.AI) })
	slices.SortFunc(attributes, func(a, b element) int { return strings.Compare(a.AI, b.AI) })
	return append([]element{key}, path...), attributes
}

func linkStem(stem string) (string, error) {
	uri, err := url.Parse(stem)
	if err != nil || !IsLink(stem) || uri.Host == "" || strings.ContainsAny(stem, "?#") {
		return "", refuse(NotLink, 0, "a link cannot begin with %q: give https://, a domain and perhaps a path", stem)
	}
	return strings.TrimRight(stem, "/"), nil
}

// appendEscaped writes what is not unreserved in RFC 3986 with percent signs.
func appendEscaped(link []byte, value string) []byte {
	const hexadecimal = "0123456789ABCDEF"
	for i := range len(value) {
		c := value[i]
		if isLetter(c) || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			link = append(link, c)
			continue
		}
		link = append(link, '%', hexadecimal[c>>4], hexadecimal[c&15])
	}
	return link
}
