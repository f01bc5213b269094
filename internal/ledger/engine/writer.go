package engine

import "context"

// Writer is the connection that changes the database. It belongs to one
// goroutine. Its statements are never cancelled: a cancelled commit could
// leave the connection in a state that nobody knows.
type Writer struct{ connection *connection }

// Begin starts a transaction and takes the write lock at once.
func (w *Writer) Begin() error { return w.run("BEGIN IMMEDIATE") }

// Commit ends the transaction; when it returns nil, the transaction is on the
// disk. After an error ask Open whether there still is a transaction.
func (w *Writer) Commit() error { return w.run("COMMIT") }

// Rollback undoes the transaction. Without one it does nothing.
func (w *Writer) Rollback() error {
	if !w.Open() {
		return nil
	}
	return w.run("ROLLBACK")
}

// Savepoint starts a part of the transaction that can be undone by itself.
// Savepoints are not nested.
func (w *Writer) Savepoint() error { return w.run("SAVEPOINT decision") }

// Release ends the part and keeps it.
func (w *Writer) Release() error { return w.run("RELEASE decision") }

// Undo ends the part and takes back what it did.
func (w *Writer) Undo() error {
	if err := w.run("ROLLBACK TO decision"); err != nil {
		return err
	}
	return w.Release()
}

// Open says whether a transaction is under way. After some errors, a full disk
// among them, SQLite has rolled the whole transaction back by itself.
func (w *Writer) Open() bool { return !w.connection.raw.AutoCommit() }

// Exec runs a statement as Tx.Exec does.
func (w *Writer) Exec(text string, arguments ...any) (int64, error) {
	return w.connection.exec(text, arguments...)
}

// Query implements Reader. It sees the open transaction.
func (w *Writer) Query(each func(Row) error, text string, arguments ...any) error {
	return w.connection.query(context.Background(), each, text, arguments)
}

// Checkpoint moves what commits left in the write-ahead log into the database
// file, as far as readers let it, so that SQLite need not do it within a
// commit. It costs some milliseconds: call it when nobody waits.
func (w *Writer) Checkpoint() error {
	return w.Query(ignore, "PRAGMA wal_checkpoint(PASSIVE)")
}

func (w *Writer) run(text string) error {
	_, err := w.connection.exec(text)
	return err
}
