// Package gs1 reads and makes the identifiers of the GS1 system: GTIN and SSCC
// with their check digits, element strings, Digital Link URIs, and the postal
// numbers of UPU S10, which are checked alike.
//
// It promises to understand a text completely or to refuse it: an unknown
// application identifier, a wrong check digit, a value too long or a lost
// separator is an *Error with a stable reason and a position, never a guess.
//
// Application identifiers come from the GS1 Barcode Syntax Dictionary
// (gs1/gs1-syntax-dictionary, Apache-2.0), kept in gen and turned into
// ai_gen.go by go generate, with the lists of codes that it refers to.
//
// There are two measures. Parse, ParseLink and Build check what can be known of
// one symbol: format, length, check digits, dates and times, and that no two
// identifiers in it exclude each other. A scan has to work on a box that has
// several symbols, and with a country or currency that is newer than this
// program, so they leave two things to Check: what an identifier requires beside
// it, which may stand in the next symbol, and the lists of countries,
// currencies, packages and media. Use Check for what is printed. Nobody but GS1
// can say which company prefixes were given out; that is never checked.
//
// Everything is pure and safe for concurrent use.
package gs1

//go:generate go run ./gen gen .
