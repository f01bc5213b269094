// Package ship keeps the site's settings and hand-overs, and gathers what a
// dock has to know.
package ship
