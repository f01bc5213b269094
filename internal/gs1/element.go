package gs1

import (
	"strconv"
	"strings"
)

// Element is one application identifier with its value.
type Element struct {
	AI    string
	Value string
}

// element is one whose identifier was looked up.
type element struct {
	Element
	known *identifier
}

// Elements is a complete element string. The zero value has none.
type Elements struct {
	list []element
	// separated: a separator was seen, so the scanner delivers them.
	separated bool
}

// Build checks elements one by one and puts them together, for labels. It fails
// like Parse.
func Build(elements ...Element) (Elements, error) {
	built := Elements{separated: true}
	for _, each := range elements {
		known := lookup(each.AI)
		if known == nil {
			return Elements{}, refuse(UnknownAI, 0, "there is no application identifier %q", each.AI)
		}
		if reason, at := known.verify(each.Value); reason != "" {
			return Elements{}, known.refuse(reason, each.AI, at)
		}
		if err := built.add(element{each, known}, 0); err != nil {
			return Elements{}, err
		}
	}
	return built, nil
}

// mostElements bounds the work for noise. The largest symbol there is, a QR code
// of 7,089 digits, has fewer that make sense.
const mostElements = 256

// add puts an element behind the others, or says why it may not stand there.
func (e *Elements) add(next element, position int) *Error {
	if len(e.list) == mostElements {
		return refuse(TooLong, position, "there are more than %d elements: scan one label at a time", mostElements)
	}
	for i := range e.list {
		earlier := &e.list[i]
		switch {
		case earlier.AI == next.AI && earlier.Value != next.Value:
			return &Error{
				Reason: RepeatedAI, AI: next.AI, Position: position,
				Message: "stands twice with different values: scan one label at a time",
			}
		case earlier.AI != next.AI && (earlier.known.rulesOut(next.AI) || next.known.rulesOut(earlier.AI)):
			return &Error{
				Reason: ExclusiveAI, AI: next.AI, Position: position,
				Message: next.known.title + " may not stand beside (" + earlier.AI + ") " + earlier.known.title,
			}
		}
	}
	e.list = append(e.list, next)
	return nil
}

// All are the elements in the order of the symbol.
func (e Elements) All() []Element {
	all := make([]Element, len(e.list))
	for i, each := range e.list {
		all[i] = each.Element
	}
	return all
}

// Get is the value of an application identifier.
func (e Elements) Get(ai string) (string, bool) {
	for _, each := range e.list {
		if each.AI == ai {
			return each.Value, true
		}
	}
	return "", false
}

func (e Elements) value(ai string) string {
	value, _ := e.Get(ai)
	return value
}

// GTIN is the 14 digits of the trade item (01), or "". The content of a
// logistic unit (02) is not the item that was scanned.
func (e Elements) GTIN() string { return e.value("01") }

// SSCC is the 18 digits of the logistic unit (00), or "".
func (e Elements) SSCC() string { return e.value("00") }

// Lot is the batch or lot number (10), or "". See Ambiguous.
func (e Elements) Lot() string { return e.value("10") }

// Serial is the serial number (21), or "". See Ambiguous.
func (e Elements) Serial() string { return e.value("21") }

// Expiry is the expiry date (17) as YYMMDD, or "". A day of 00 means the last
// day of the month.
func (e Elements) Expiry() string { return e.value("17") }

// Count is how many trade items are contained (37), or how many pieces a
// variable-measure item has (30).
func (e Elements) Count() (int, bool) {
	for _, ai := range [...]string{"37", "30"} {
		if value, ok := e.Get(ai); ok {
			n, err := strconv.Atoi(value)
			return n, err == nil
		}
	}
	return 0, false
}

// Data is the element string as a symbol carries it and Parse reads it:
// separators only where they are needed.
func (e Elements) Data() string {
	var data strings.Builder
	for i, each := range e.list {
		data.WriteString(each.AI)
		data.WriteString(each.Value)
		if i < len(e.list)-1 && !each.known.predefined {
			data.WriteByte(Separator)
		}
	}
	return data.String()
}

// String is the text printed under a symbol: identifiers in brackets.
func (e Elements) String() string { return Text(e.All()) }

// Text is the human-readable line of elements: identifiers in brackets.
func Text(elements []Element) string {
	var text strings.Builder
	for _, each := range elements {
		text.WriteString("(" + each.AI + ")" + each.Value)
	}
	return text.String()
}
