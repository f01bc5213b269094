// Package page describes what can be put on paper: text, barcodes, rules,
// boxes and images, placed in millimetres from the upper left corner.
//
// It promises that a page looks the same everywhere. Fonts are bundled and
// measured here, so that line breaks and sizes do not depend on the printer;
// the languages (ZPL, PDF, PNG) only draw what Text.Lay and Barcode.Place
// have decided. No string can make it panic: control characters are dropped
// and what no bundled font has is written as □. Scripts that run from right to
// left are drawn in memory order, letter by letter.
//
// Everything here may be used by several goroutines at once.
package page
