// Package paper composes the pages of documents from stored snapshots: the
// shipping label, the invoice, sheets of barcodes.
//
// Papers for customers speak one of the languages of internal/words: the one
// that the order asks for, or that of the customer's country, or English; numbers
// and dates are written as that language does.
//
// Where the fields of the shipping label stand is data, a [Layout] that a shop
// may change; ReadLayout refuses one that breaks the rules of GS1 for the SSCC.
//
// It promises to be pure: the same snapshot gives the same pages, without
// clock, database or settings. It computes no amounts; it writes those that the
// snapshot has. Names and addresses may be of any length and in any script:
// they shrink, wrap and at last end in three dots, and never run into what is
// beside them.
package paper
