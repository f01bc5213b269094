// Package order keeps orders, their lines, holds and fulfilments, and gathers
// what placing, cancelling and reserving have to know.
package order
