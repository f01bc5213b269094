// Package doctor looks at what a scanner sends, byte by byte, and says how its
// URL has to be.
//
// It promises to say what it saw and what it only guesses from that, and to
// send nothing that was not asked for, except what the URL's family replies to
// every packet.
package doctor
