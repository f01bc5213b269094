package gs1

import (
	"errors"
	"strings"
)

// Symbol is what was read from one symbol.
type Symbol struct {
	// Symbology is its AIM identifier, or "".
	Symbology string
	Elements  Elements
	// Certain: no separator can have been lost. Otherwise see
	// Elements.Readings.
	Certain bool
}

// ReadSymbol reads a symbol as people write it down: as the scanner sends it,
// with or without AIM identifier, where GS may be written ^ {GS} <GS> {FNC1}
// <FNC1> or \x1d; as the line under it, see ParseBracketed; as a Digital Link; or
// as the bare digits of a GTIN or SSCC, which become (01) and (00). Errors are
// those of the other functions, with positions in the text as it was given.
func ReadSymbol(given string) (Symbol, error) {
	symbology, text := CutAIM(given)
	cut := len(given) - len(text)
	read := Symbol{Symbology: symbology, Certain: true}
	var err error
	if strings.HasPrefix(text, "(") { // no element string and no key begins so
		read.Elements, err = ParseBracketed(text)
		return read, placed(err, func(at int) int { return cut + at })
	}
	raw, original := separators(text)
	switch CarrierOf(symbology, raw) {
	case Link:
		read.Elements, err = ParseLink(text)
		original = func(at int) int { return at }
	case ElementString:
		read.Elements, err = Parse(raw)
	case Likely:
		read.Elements, err = Parse(raw)
		read.Certain = false
	case Plain:
		read.Elements, read.Certain, err = plainKey(symbology, raw)
	}
	return read, placed(err, func(at int) int { return cut + original(at) })
}

// plainKey reads a bare GTIN or SSCC. Without AIM identifier, what is none may be
// a short element string.
func plainKey(symbology, text string) (elements Elements, certain bool, err error) {
	ai, key := BareKey(symbology, text)
	switch ai {
	case "01":
		key, err = ParseGTIN(key)
	case "00":
		key, err = ParseSSCC(key)
	default:
		err = refuse(UnknownAI, 0, "this carrier has no key of GS1 in it: it is neither a GTIN nor an SSCC")
	}
	if err == nil {
		elements, err = Build(Element{AI: ai, Value: key})
		return elements, true, err
	}
	if symbology == "" {
		digits := nonDigit(text) < 0
		if parsed, parseErr := Parse(text); parseErr == nil || ai == "" || !digits {
			return parsed, false, parseErr
		}
	}
	return elements, true, err
}

// separators puts GS for each way to write it. Neither ^ nor a brace or backslash
// is in any value; <GS> could be, and is not likely. The function tells where in
// the text a byte of the result stood.
func separators(text string) (raw string, original func(int) int) {
	ways := []string{`\x1d`, `\x1D`, "{GS}", "<GS>", "{FNC1}", "<FNC1>", "^]", "^", "\u241d"}
	var out []byte
	var from []int
	for at := 0; at < len(text); {
		from = append(from, at)
		length := 1
		next := text[at]
		for _, way := range ways {
			if strings.HasPrefix(text[at:], way) {
				next, length = Separator, len(way)
				break
			}
		}
		out = append(out, next)
		at += length
	}
	from = append(from, len(text))
	return string(out), func(at int) int { return from[min(at, len(from)-1)] }
}

// placed moves an error to its place in the given text.
func placed(err error, original func(int) int) error {
	wrong := (*Error)(nil)
	if !errors.As(err, &wrong) || wrong.Position < 0 {
		return err
	}
	moved := *wrong
	moved.Position = original(wrong.Position)
	return &moved
}
