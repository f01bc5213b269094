// Package zpl writes pages in ZPL II, the language of Zebra's label printers
// and of those that understand it (Zebra, "ZPL II Programming Guide").
//
// It promises that a page takes the place that devices/page decided, and that
// no text is ever a command: everything that comes from people is escaped with
// ^FH. Barcodes are native where the printer draws exactly what was measured, and
// pictures elsewhere (EAN, UPC, PDF417, Aztec, QR that is not ASCII). ASCII text is
// native too, in the resident font 0 squeezed to the measured width; all other
// text and pictures are graphics.
//
// Graphics use the hexadecimal run lengths of ^GF ("alternative data
// compression") rather than Z64: every printer that speaks ZPL II reads them,
// also the compatible ones, and they need no check sum to agree on. For a
// label whose addressee is written in Chinese they are about twice as long as
// Z64 would be, still under a tenth of a second at 115200 baud per line.
package zpl
