// Package shift holds the rules that every station has in common, from badge
// to log-out: doubles, codes nobody knows, take-overs, quantities, unsettled
// answers. What is left goes to the stage that the station works in.
//
// A scan is judged in steps, because what has to be known depends on what was
// scanned: Begin, Identify, Desk, then the stage's own Judge, and End.
package shift
