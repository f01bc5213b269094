// Package pagetest reads pictures of pages back, for tests: the barcodes with
// three independent readers, gozxing in process and zbarimg and zxing-wasm
// beside it.
package pagetest
