// Package tspl writes pages in TSPL2, the language of TSC's label printers and
// of many that are compatible (TSC, "TSPL/TSPL2 Programming Manual").
//
// It promises that a page is printed as devices/page draws it, dot for dot but
// for what would be a command that is obeyed at any time, and that no data can
// become a command: text, which the resident fonts could not
// draw in all scripts, is sent as BITMAP, whose length is announced. Rules are
// BAR. Code 128, GS1-128 and ITF-14 are native as long as their data are of
// harmless characters; all other barcodes are pictures, since the printer would
// choose sizes and guard bars of its own.
//
// The gap between labels is not written: it belongs to the media, and the
// printer has measured it.
package tspl
