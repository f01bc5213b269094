// Package ledger is the truth: one entry per decision, in the order of the
// commits, and the tables derived from the entries.
//
// It promises:
//   - A decision is answered after its commit is on the disk and not before,
//     or it left no trace. Decisions run one after the other in one writer;
//     each sees what the ones before it did. What waits is committed together.
//   - Scans go before all other work, bulk work in small slices between them.
//   - A request whose patience is used up is given up before its commit.
//   - Sequence numbers have no gaps; every entry's hash covers its stored
//     bytes and the hash before it.
//   - The derived tables follow from the entries alone: Verify rebuilds them
//     in a fresh database and compares.
//   - The same key with the same body gets the same answer, whatever happened
//     in between.
//
// The core here knows no stage of the floor by name. A stage (folder beside
// this one) brings its events, its tables and its apply as a stage.Stage.
package ledger
