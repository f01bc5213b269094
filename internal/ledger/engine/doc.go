// Package engine is the only room that knows a database: it opens it, holds
// the writer's connection and the read pool, and offers both to the ledger as
// the small interfaces Row, Reader and Tx. SQLite is the engine here; the SQL
// of the stages is written so that PostgreSQL can run it too: numbered
// parameters (?1), ON CONFLICT, RETURNING, no dialect functions, no clock, no
// random.
//
// It promises: what Commit said is on the disk (WAL with synchronous=FULL,
// asserted at start), statements of the writer are prepared once and never
// cancelled, one process at a time has the database, and nobody but SQLite
// opens its files while it is in use.
package engine
