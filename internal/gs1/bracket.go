package gs1

import "strings"

// ParseBracketed reads the human-readable line: identifiers in brackets, each
// before its value, as in "(01)09521234567899(10)AB" (GS1 General
// Specifications, section 4.14, human-readable interpretation). A bracket within
// a value is a bracket, unless an identifier stands in it; "\(" is one in any
// case. Nothing can be ambiguous here.
func ParseBracketed(text string) (Elements, error) {
	if _, known := bracketed(text); known == nil {
		return Elements{}, refuse(UnknownAI, 0, "no application identifier in brackets begins here")
	}
	elements := Elements{separated: true}
	for position := 0; position < len(text); {
		ai, known := bracketed(text[position:])
		start := position + len(ai) + len("()")
		value, end := bracketValue(text, start)
		if reason, at := known.verify(value); reason != "" {
			return Elements{}, known.refuse(reason, ai, start+escapedLength(text[start:end], at))
		}
		if err := elements.add(element{Element{AI: ai, Value: value}, known}, position); err != nil {
			return Elements{}, err
		}
		position = end
	}
	return elements, nil
}

// bracketed finds the identifier in brackets that text begins with.
func bracketed(text string) (string, *identifier) {
	if text == "" || text[0] != '(' {
		return "", nil
	}
	ai, known := leading(text[1:])
	if known == nil || !strings.HasPrefix(text[1+len(ai):], ")") {
		return "", nil
	}
	return ai, known
}

// bracketValue reads from start to the next identifier in brackets.
func bracketValue(text string, start int) (value string, end int) {
	for end = start; end < len(text); end++ {
		if strings.HasPrefix(text[end:], `\(`) {
			end++
			continue
		}
		if _, known := bracketed(text[end:]); known != nil {
			break
		}
	}
	return strings.ReplaceAll(text[start:end], `\(`, "("), end
}

// escapedLength is how long the first characters of a value are as it stands.
func escapedLength(raw string, characters int) int {
	at := 0
	for ; characters > 0 && at < len(raw); characters-- {
		if strings.HasPrefix(raw[at:], `\(`) {
			at++
		}
		at++
	}
	return at
}
