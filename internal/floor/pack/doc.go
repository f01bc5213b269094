// Package pack holds the rules of packing: opening an order, verifying every
// unit, closing the parcel by its last unit, and the label that is scanned
// back. Only then does a parcel count as packed.
package pack
