// Package scale reads weights from scales on serial lines and device servers.
//
// It promises that a weight is what the scale itself calls stable, exact to the
// digit that it showed, and asked for after the question was put: what came
// before is thrown away. Everything else, a scale that moves, is overloaded,
// below zero, silent, gone or not understood, is a trouble with a code and never
// a number.
package scale
