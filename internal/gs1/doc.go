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
// ai_gen.go by go generate. Format, length, check digits, dates and times are
// checked. Not checked are which identifiers belong together (a symbol is only
// one of several on a box), the code lists of countries, currencies, media and
// packages, coupons, and which company prefixes exist.
//
// Everything is pure and safe for concurrent use.
package gs1

//go:generate go run ./gen gen/gs1-syntax-dictionary.txt ai_gen.go
