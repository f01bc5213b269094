// Command gen turns the GS1 Barcode Syntax Dictionary into the table of
// application identifiers of package gs1, and lists of codes that the
// dictionary refers to into arrays. It fails on anything in the dictionary that
// it does not know, so that a newer edition cannot lose a rule unnoticed.
package main
