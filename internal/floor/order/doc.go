// Package order holds the rules of orders: placing, reserving, versions,
// cancelling, and the states of a fulfilment.
package order
