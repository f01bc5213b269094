// Package devicetest holds what the drivers of devices are tested with: Line, the
// suite that every kind of line passes, Scanner that of every family of scanners,
// Scale that of scales and Printer that of every printer's driver; and Play, which
// replays a recording of a real device to a driver and fails on anything that
// differs or is left over.
package devicetest
