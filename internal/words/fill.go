package words

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"tallyman/internal/floor"
)

// fill is what messages are filled in with. Its methods put codes in words;
// they are called by the messages.
type fill struct {
	Expected, Got, SKU, Name, Location, Tote, Order, Subject string
	Quantity, Of                                             int

	catalogue *Catalogue
	reason    string
}

func filled(c *Catalogue, p floor.Phrase) fill {
	return fill{
		Expected: visible(p.Expected), Got: visible(p.Got), SKU: visible(p.SKU), Name: visible(p.Name),
		Location: visible(p.Location), Tote: visible(p.Tote), Order: visible(p.Order), Subject: visible(p.Subject),
		Quantity: p.Quantity, Of: p.Of, catalogue: c, reason: p.Reason,
	}
}

// Fields are the names that messages can be filled in by: what a fill holds and
// what its methods make of it.
func Fields() []string {
	var names []string
	kind := reflect.TypeFor[fill]()
	for field := range kind.Fields() {
		if field.IsExported() {
			names = append(names, field.Name)
		}
	}
	for method := range kind.Methods() {
		names = append(names, method.Name)
	}
	return names
}

// Why is the reason in words.
func (f fill) Why() string { return f.catalogue.Reason(f.reason) }

// GotThing is what was got, when it is a kind of thing.
func (f fill) GotThing() string { return f.catalogue.word("thing_", f.Got) }

// GotCommand is what was got, when it is a command.
func (f fill) GotCommand() string { return f.catalogue.word("command_", f.Got) }

// SubjectThing is the subject, when it is a kind of thing.
func (f fill) SubjectThing() string { return f.catalogue.word("thing_", f.Subject) }

// ExpectedThing is what was expected, when it is a kind of thing.
func (f fill) ExpectedThing() string { return f.catalogue.word("thing_", f.Expected) }

// longest is how many characters of a fill-in are shown: a barcode may hold
// thousands.
const longest = 60

// visible makes text fit into a line: what cannot be seen becomes a space, and
// what is too long is cut where that can be seen.
func visible(text string) string {
	if utf8.RuneCountInString(text) > longest {
		text = first(text, longest-1) + "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}

// first is the beginning of a longer text.
func first(text string, characters int) string {
	for at := range text {
		if characters == 0 {
			return text[:at]
		}
		characters--
	}
	return text
}
