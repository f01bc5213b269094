// Package shift keeps stations, their sessions, badges and the totes' codes,
// and finds what every scan needs first.
package shift
