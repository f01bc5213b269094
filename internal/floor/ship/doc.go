// Package ship holds the rules of shipments: numbers on parcels, labelled
// parcels and their hand-over, and what the documents of a parcel say.
package ship
