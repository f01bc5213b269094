// Package demo plays a warehouse: the program itself, with people, devices and
// a shop around it that are simulated.
//
// It promises:
//   - Everything goes the way it goes in a real warehouse: a worker pulls the
//     trigger of a scanner on a pty, the label comes out of a printer on a TCP
//     port, the shop's orders come as its file. Nothing is written past the
//     ledger, and tallyman verify finds it sound at any time.
//   - A worker knows what a person knows: the screen of the station, what is
//     written on bins, items and totes, and what stands or lies around. Workers
//     make mistakes, and get out of them as people do.
//   - A part of the day is behind it at the start: it was played through the
//     same commands with a clock that was quick.
//   - A person may take any station over at any time, and break any device.
//
// A playing is one warehouse from its opening to its reset; Demo is what goes
// on beyond that: the folder, the address, the devices.
package demo
