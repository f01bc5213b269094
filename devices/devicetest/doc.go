// Package devicetest holds what the drivers of devices are tested with: Line, the
// suite that every kind of line passes, Scanner that of every family of scanners
// and Scale that of scales; and Play, which replays a recording of a real device
// to a driver and fails on anything that differs or is left over.
package devicetest
