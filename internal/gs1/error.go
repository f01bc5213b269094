package gs1

import (
	"fmt"
	"strings"
)

// Reason is the stable code of a refusal; messages may change, reasons not.
type Reason string

// The reasons.
const (
	// UnknownAI: no application identifier begins here.
	UnknownAI Reason = "unknown_ai"
	// BadCheckDigit: a check digit or check character pair does not fit.
	BadCheckDigit Reason = "bad_check_digit"
	// TooLong: more characters than the identifier or key may have.
	TooLong Reason = "too_long"
	// TooShort: fewer characters than the identifier or key must have.
	TooShort Reason = "too_short"
	// BadCharacter: a character that may not stand here.
	BadCharacter Reason = "bad_character"
	// BadValue: right characters, but no such date, time or number.
	BadValue Reason = "bad_value"
	// Ambiguous: it can only be read if a separator was lost, so nobody
	// knows where one value ends and the next begins.
	Ambiguous Reason = "ambiguous"
	// RepeatedAI: the same identifier twice, with different values.
	RepeatedAI Reason = "repeated_ai"
	// ExclusiveAI: two identifiers that may not stand on one item.
	ExclusiveAI Reason = "exclusive_ai"
	// MissingAI: an identifier without another that it requires.
	MissingAI Reason = "missing_ai"
	// NotLink: a URI that is no GS1 Digital Link.
	NotLink Reason = "not_link"
)

// Error is a refused text. It does not repeat the text, which may be personal
// (an address in a symbol), but for the readings of an ambiguous one: nobody
// can choose between them without seeing them.
type Error struct {
	Reason Reason
	// AI is the application identifier whose value is wrong, or "".
	AI string
	// Position is the byte offset in the text, from 0; -1 when there is none.
	Position int
	// Message says what is wrong and what to do.
	Message string
	// Readings are the ways to read an ambiguous text from its identifier to the
	// next separator, at most eight, the one with the longest values first.
	Readings [][]Element
}

// noPosition is for errors about elements, not about a text.
const noPosition = -1

// Error names the place, counted from 1, and says what is wrong.
func (e *Error) Error() string {
	switch {
	case e.Position < 0:
		return fmt.Sprintf("gs1: (%s): %s%s", e.AI, e.Message, e.mayBe())
	case e.AI != "":
		return fmt.Sprintf("gs1: (%s) at position %d: %s%s", e.AI, e.Position+1, e.Message, e.mayBe())
	default:
		return fmt.Sprintf("gs1: position %d: %s", e.Position+1, e.Message)
	}
}

// mayBe shows the readings.
func (e *Error) mayBe() string {
	if len(e.Readings) == 0 {
		return ""
	}
	shown := make([]string, len(e.Readings))
	for i, reading := range e.Readings {
		shown[i] = Text(reading)
	}
	return "; it may be " + strings.Join(shown, " or ")
}

func refuse(reason Reason, position int, format string, args ...any) *Error {
	return &Error{Reason: reason, Position: position, Message: fmt.Sprintf(format, args...)}
}

func plural(title, bound string, characters int) string {
	if characters == 1 {
		return fmt.Sprintf("%s %s 1 character", title, bound)
	}
	return fmt.Sprintf("%s %s %d characters", title, bound, characters)
}
