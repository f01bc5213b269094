// Package floor holds the rules of the warehouse floor and the words they are
// said in: ids, money, codes, scans, verdicts, sessions. A folder per stage
// (stock, order, pick, pack, ship) holds that stage's facts, its Judge
// functions and its events.
//
// The rules are pure. They use the standard library and gs1 only; they have no
// clock, no database, no network, no files, and they cannot fail: whatever a
// worker does is answered by a Verdict. An error elsewhere means that
// something broke, never that a worker was wrong.
//
// Own codes are described at Code, states at the type that has them.
package floor
