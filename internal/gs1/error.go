package gs1

import "fmt"

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
// (an address in a symbol).
type Error struct {
	Reason Reason
	// AI is the application identifier whose value is wrong, or "".
	AI string
	// Position is the byte offset in the text, from 0; -1 when there is none.
	Position int
	// Message says what is wrong and what to do.
	Message string
}

// noPosition is for errors about elements, not about a text.
const noPosition = -1

// Error names the place, counted from 1, and says what is wrong.
func (e *Error) Error() string {
	switch {
	case e.Position < 0:
		return fmt.Sprintf("gs1: (%s): %s", e.AI, e.Message)
	case e.AI != "":
		return fmt.Sprintf("gs1: (%s) at position %d: %s", e.AI, e.Position+1, e.Message)
	default:
		return fmt.Sprintf("gs1: position %d: %s", e.Position+1, e.Message)
	}
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
