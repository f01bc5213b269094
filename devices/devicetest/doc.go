// Package devicetest holds what the drivers of devices are tested with: Line,
// the suite that every kind of line passes; Scanner, the suite that every
// family of scanners passes; and Play, which replays a recording of a real device
// to a driver and fails on anything that differs or is left over.
package devicetest
