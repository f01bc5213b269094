// Package sim plays the devices of a warehouse: scanners on ptys that can be
// unplugged in the middle of a code, and label, receipt and office printers
// that can fail in every way a printer fails. The demo, the tests and the bench
// use them alike.
//
// They speak over the same ttys and sockets as the hardware and read and write
// without any code of the drivers, so that a driver is never tested against its
// own idea of the format; only the pictures of labels are drawn by
// devices/page. All of them are safe for concurrent use and end with Close or
// with their context.
package sim
