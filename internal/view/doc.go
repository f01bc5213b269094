// Package view reads the ledger for those who look: rows of the collections
// that screens follow, lists with a cursor, single things with all that belongs
// to them, and what a search finds.
//
// It promises: every answer is one consistent snapshot and names the sequence
// it stands at; a row of a screen, also that of the floor as a whole, is found
// by keys and indexes, however long the history is; days and hours are those of
// the site's clock; names and addresses leave the records only in the details
// of an order and of a paper, with one exception: what a customer wrote for the
// packer is in the row of the station that packs the order.
package view
