// Package ledgertest holds what a ledger is tested with: Run, the suite that
// the ledger passes on every database engine, with a toy stage of its own so
// that it depends on no stage of the floor; and CheckGolden, which keeps the
// stored form of every event as it once was.
package ledgertest
