// Package recording writes down what goes over a line, for a person to look at
// and for devices/devicetest to play again.
package recording
