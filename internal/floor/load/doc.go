// Package load holds the rules of hand-over: labelled parcels leave the house
// at a dock, one scan each.
package load
