// Package pagetest reads pictures of pages back, for tests: the barcodes with
// two independent readers, gozxing in process and zbarimg beside it.
package pagetest
