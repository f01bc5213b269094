// Package ipp is a small client of the Internet Printing Protocol 1.1: it asks
// a printer how it is and what it takes, has a job checked, sends it and asks
// what became of it (RFC 8010, encoding and transport; RFC 8011, model and
// semantics).
//
// Each operation is one HTTP request on a connection of its own, so that
// nothing is ever sent again by itself. Every write and read is bounded by a
// patience without progress, and no more of an answer is read than an answer
// has. What a printer sends is not believed to be well-formed.
package ipp
