// Package station takes one read of a scanner from its bytes to its answer: it
// resolves what was read as far as that goes without the ledger, asks the
// ledger while the scanner is patient, and answers what was stored.
//
// It promises that a good sound is made only for what is on the disk, that
// every read is answered, and that an answer which perhaps was not heard is
// reported, so that the station asks before it counts again.
package station
