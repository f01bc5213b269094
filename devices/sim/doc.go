// Package sim plays the devices of a warehouse: scanners on ptys that can be
// unplugged in the middle of a code, and printers that can fail in every way
// a printer fails. The demo, the tests and the bench use them alike.
//
// They speak over the same ttys and sockets as the hardware and share no code
// with the drivers, so that a driver is never tested against its own idea of
// the format. All of them are safe for concurrent use and end with Close or
// with their context.
package sim
