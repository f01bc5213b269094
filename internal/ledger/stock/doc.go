// Package stock keeps items, bins and where units are.
package stock
