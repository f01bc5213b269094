// Package line opens byte links to devices: serial ports, TCP device servers,
// device files and scanners that type, each named by a URL of the form
// language+link:address?options.
//
// It promises that nothing a device does stops the program: a read can be
// given a deadline and a deadline is not an end of file; a write can be bounded
// and is refused, never misdirected, after Close; an unplugged device ends the
// reads of its line; and a Link opens the line again within a second of the
// device's return.
//
// A serial port is set up by go.bug.st/serial and then read and written
// through the runtime's poller on a descriptor of our own. The library's own
// Read and Write are never called: its Read blocks a thread in select(2) and
// panics on descriptors above 1023, its Write cannot be bounded and, after
// Close, reaches whatever file got the same descriptor.
package line
