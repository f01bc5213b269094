// Package stock holds what the warehouse knows of its goods: items, places,
// counts, reservations, and the one event by which units change place.
package stock
