// Package pdf writes pages as PDF files, with text that can be searched and
// barcodes as exact rectangles. It is the only importer of gofpdf.
//
// It promises the same bytes for the same pages, an error instead of a panic
// for anything the library cannot take, and no more than a few documents at
// once, since each holds megabytes of fonts while it is made.
package pdf
