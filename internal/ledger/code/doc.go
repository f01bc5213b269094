// Package code keeps what every code stands for (SKU, GTIN, bin, tote, order
// number, SSCC, ...) and the counters of number ranges. The stages write to it
// when their events name a new thing; it has no events of its own.
package code
