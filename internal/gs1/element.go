package gs1

import (
	"slices"
	"strconv"
	"strings"
)

// Element is one application identifier with its value.
type Element struct {
	AI    string
	Value string
}

// Elements is a complete element string. The zero value has none.
type Elements struct {
	list []Element
	// separated: a separator was seen, so the scanner delivers them.
	separated bool
}

// Build checks elements one by one and puts them together, for labels. It fails
// like Parse.
func Build(elements ...Element) (Elements, error) {
	built := Elements{separated: true}
	for _, element := range elements {
		known := lookup(element.AI)
		if known == nil {
			return Elements{}, refuse(UnknownAI, 0, "there is no application identifier %q", element.AI)
		}
		if reason, at := known.verify(element.Value); reason != "" {
			return Elements{}, known.refuse(reason, element.AI, at)
		}
		if err := built.add(element, 0); err != nil {
			return Elements{}, err
		}
	}
	return built, nil
}

func (e *Elements) add(element Element, position int) error {
	for _, earlier := range e.list {
		if earlier.AI == element.AI && earlier.Value != element.Value {
			return &Error{
				Reason: RepeatedAI, AI: element.AI, Position: position,
				Message: "stands twice with different values: scan one label at a time",
			}
		}
	}
	e.list = append(e.list, element)
	return nil
}

// All are the elements in the order of the symbol.
func (e Elements) All() []Element { return slices.Clone(e.list) }

// Get is the value of an application identifier.
func (e Elements) Get(ai string) (string, bool) {
	for _, element := range e.list {
		if element.AI == ai {
			return element.Value, true
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

// Ambiguous says whether the last value could hide a further element because
// no separator was seen at all: "10AB21C" is lot AB21C, or lot AB and serial C.
// Parse reads it as the first, as the standard says. Where a scanner is not
// known to deliver separators (a keyboard wedge), do not use Lot and Serial
// while this is true; GTIN and SSCC are certain in any case.
func (e Elements) Ambiguous() bool {
	if e.separated || len(e.list) == 0 {
		return false
	}
	last := e.list[len(e.list)-1]
	return hidesSeparator(last.AI + last.Value)
}

// Data is the element string as a symbol carries it and Parse reads it:
// separators only where they are needed.
func (e Elements) Data() string {
	var data strings.Builder
	for i, element := range e.list {
		data.WriteString(element.AI)
		data.WriteString(element.Value)
		if i < len(e.list)-1 && !lookup(element.AI).predefined {
			data.WriteByte(Separator)
		}
	}
	return data.String()
}

// String is the text printed under a symbol: identifiers in brackets.
func (e Elements) String() string {
	var text strings.Builder
	for _, element := range e.list {
		text.WriteString("(" + element.AI + ")" + element.Value)
	}
	return text.String()
}
