// Package scanner turns the bytes of a barcode scanner into reads, and answers
// into the bytes that make it beep.
//
// It promises that every complete frame is handed on once, in the order of
// arrival, with the time of its last byte; that what cannot be used is handed
// on as a fault and never as a code; that half a frame is forgotten with the
// line it came over; and that no scanner holds up another, whatever it does.
package scanner
