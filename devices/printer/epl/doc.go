// Package epl writes pages in EPL2, the language of Eltron's and older Zebra
// label printers (Zebra, "EPL Programming Guide", page mode).
//
// It promises that a page is printed as devices/page draws it, dot for dot but
// for what would be a command that is obeyed at any time, and that no data can
// become a command: text, which the resident fonts could not
// draw in all scripts, is sent with GW, whose length is announced. Rules are LO.
// Code 128 and ITF-14 are native as long as their data are of harmless
// characters; all other barcodes are pictures, since the printer would choose
// sizes, code sets and guard bars of its own.
package epl
