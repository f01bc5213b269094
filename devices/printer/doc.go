// Package printer sends finished bytes to printers and reads what printers say
// about themselves. It does not know what is on the paper: the folders zpl,
// tspl, epl, escpos, pdf and png make the bytes.
//
// Sending is built so that nothing is printed twice. A job is either not
// started (no byte of it was written, so it may be repeated), sent (the
// printer took all of it), confirmed (its own counters say it is printed), or
// unknown, and then only a person can tell. The moment in between is the
// caller's: Send calls back just before the first byte.
//
// A successful write proves nothing: TCP swallows thousands of labels for a
// printer that is dead. So Send ends the stream and reads until the printer
// ends its own.
package printer
