// Package pick holds the rules of picking: releasing orders to pick lists, the
// walk, and every scan between the bin and the tote.
//
// A list is single (one order, one tote that follows by itself) or cart (a
// tote per order; units go through the picker's hand, and the tote is asked
// per bin and order).
package pick
