// Package devicetest holds what the drivers of devices are tested with: Line,
// the suite that every kind of line passes; Scanner, the suite that every
// family of scanners passes; Record, which writes down what goes over a live
// line; and Play, which replays that to a driver and fails on anything that
// differs or is left over.
package devicetest
