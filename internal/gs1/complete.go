package gs1

import (
	"errors"
	"fmt"
	"strings"
)

// fixedKey is a key of fixed length with a check digit at its end.
type fixedKey struct {
	name   string
	length int
}

func fixedKeys() []fixedKey {
	return []fixedKey{{"gtin-8", 8}, {"gtin-12", 12}, {"gtin-13", 13}, {"gtin-14", gtinLength}, {"sscc", ssccLength}, {"gln", 13}}
}

// s10 is the key that is no key of GS1: a postal number of UPU S10.
const s10 = "s10"

// Keys are the names of the keys that Complete knows.
func Keys() []string {
	var names []string
	for _, key := range fixedKeys() {
		names = append(names, key.name)
	}
	return append(names, s10)
}

// Complete gives a key the check digit that it lacks, and says which key it is.
// Without a name ("") the length tells it: 7 digits are a gtin-8, 11 a gtin-12, 12
// a gtin-13 (and a gln), 13 a gtin-14, 17 an sscc, and what begins with a letter
// is an s10. A key that has its check digit already is refused.
func Complete(name, body string) (full, kind string, err error) {
	if name == s10 || name == "" && body != "" && isLetter(body[0]) {
		full, err := completePostal(body)
		return full, s10, err
	}
	for _, key := range fixedKeys() {
		if name == key.name || name == "" && len(body) == key.length-1 {
			full, err := key.complete(body)
			return full, key.name, err
		}
	}
	if name != "" {
		return "", "", fmt.Errorf("there is no key %q: it is one of %s", name, strings.Join(Keys(), ", "))
	}
	return "", "", refuse(TooShort, 0, "no key has %d digits without its check digit; they have 7, 11, 12, 13 or 17", len(body))
}

func (k fixedKey) complete(body string) (string, error) {
	if err := requireDigits(body); err != nil {
		return "", err
	}
	switch last := k.length - 1; {
	case len(body) == last:
		return body + string(CheckDigit(body)), nil
	case len(body) == k.length && endsInCheckDigit(body):
		return "", refuse(TooLong, last, "this %s has its check digit already, and it is right", k.name)
	case len(body) == k.length:
		return "", refuse(BadCheckDigit, last, "this %s has its check digit already, and it should be %c", k.name, CheckDigit(body[:last]))
	default:
		return "", refuse(TooShort, 0, "a %s has %d digits without its check digit, not %d", k.name, last, len(body))
	}
}

// completePostal puts the check digit into a postal number that lacks it.
func completePostal(body string) (string, error) {
	const digitsAt, checkAt = 2, 10
	if len(body) != postalLength-1 {
		return "", refuse(TooShort, 0, "an s10 has 12 characters without its check digit, not %d", len(body))
	}
	check := string(PostalCheckDigit(body[digitsAt:checkAt]))
	full, err := ParsePostal(body[:checkAt] + check + body[checkAt:])
	if refused := (*Error)(nil); errors.As(err, &refused) && refused.Position > checkAt {
		refused.Position-- // the digit was not in the text
	}
	return full, err
}
