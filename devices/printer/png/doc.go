// Package png draws pages as pictures: what the printer prints, dot for dot,
// as screens show it.
//
// It promises black and white PNG files (ISO/IEC 15948) of one bit a dot.
package png
