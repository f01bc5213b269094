package gs1

import "strings"

// Parse reads an element string: what a scanner sends for a GS1 symbol, without
// the AIM identifier and with GS for FNC1 (GS1 General Specifications, section
// 7.8). A separator is accepted in front, at the end and after a value of
// predefined length, where it is superfluous. Anything that is not understood
// completely is an *Error.
func Parse(data string) (Elements, error) {
	position := 0
	if strings.HasPrefix(data, separator) {
		position = 1
	}
	elements := Elements{list: make([]element, 0, 4), separated: strings.Contains(data[position:], separator)}
	if position == len(data) {
		return Elements{}, refuse(TooShort, 0, "there is no element in the symbol")
	}
	for position < len(data) {
		read, next, err := readElement(data, position)
		if err != nil {
			return Elements{}, err
		}
		if err := elements.add(read, position); err != nil {
			return Elements{}, err
		}
		position = next
	}
	return elements, nil
}

// readElement reads the element at a position and returns where the next one
// begins.
func readElement(data string, position int) (element, int, error) {
	end := len(data)
	if at := strings.IndexByte(data[position:], Separator); at >= 0 {
		end = position + at
	}
	segment := data[position:end]
	if segment == "" {
		return element{}, 0, refuse(TooShort, position, "two separators follow each other: scan the label again")
	}
	ai, known := leading(segment)
	if known == nil {
		return element{}, 0, refuse(UnknownAI, position, "no application identifier begins here: scan the label again")
	}
	start, next := position+len(ai), end
	if _, most := known.bounds(); known.predefined && start+most < end {
		next = start + most
	}
	value := data[start:next]
	if reason, at := known.verify(value); reason != "" {
		err := known.refuse(reason, ai, start+at)
		if all := readings(segment); len(all) > 0 {
			err = known.refuse(Ambiguous, ai, start)
			err.Readings = all
		}
		return element{}, 0, err
	}
	if next < len(data) && data[next] == Separator {
		next++
	}
	return element{Element{AI: ai, Value: value}, known}, next, nil
}

// refuse words an error about a value; position is where it is wrong.
func (known *identifier) refuse(reason Reason, ai string, position int) *Error {
	fewest, most := known.bounds()
	err := refuse(reason, position, "")
	err.AI = ai
	switch reason {
	case TooLong:
		err.Message = plural(known.title, "may have at most", most)
	case TooShort:
		err.Message = plural(known.title, "must have at least", fewest)
	case BadCheckDigit:
		err.Message = "the check digit of " + known.title + " is wrong: scan the label again"
	case BadCharacter:
		err.Message = known.title + " may not hold this character"
	case Ambiguous:
		err.Message = "a separator after " + known.title + " was lost: set the scanner to send GS (FNC1)"
	default:
		err.Message = known.title + " is no possible value"
	}
	return err
}
