// Package escpos writes pages in ESC/POS, the language of receipt printers with
// a roll of paper (Epson, "ESC/POS Command Reference").
//
// It promises that a page is printed as devices/page draws it, dot for dot but
// for what would be a real-time command, and that no data can become a command:
// everything is sent as raster pictures (GS v 0), whose length is announced,
// since fonts, code pages and barcodes differ from maker to maker. Text in the
// printer's own font is there for those who ask for it. A page may be as long as
// it likes, and is cut off at its end.
package escpos
