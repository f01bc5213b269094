// Package app is the program as a value: New opens everything and connects it,
// Run works until it is told to stop, Close leaves a database that is complete
// in itself.
//
// It promises:
//   - One server per database. A second one is refused before it has touched
//     anything, and says who has it.
//   - No device holds up the start: scanners and printers are opened and dialled
//     by their own goroutines, again and again until they are there.
//   - A goroutine per scanner takes a read to its answer; nothing else can hold
//     it up but the commit.
//   - The end is in order: scanners are not read any more and the read under way
//     gets its answer; the label under way is finished; screens are told to go;
//     the write-ahead log is brought into the database.
//
// The same value without scanners, printers and a TCP port is the office: a
// command that finds no server running opens it, and speaks to the same handler
// over the same socket.
package app
