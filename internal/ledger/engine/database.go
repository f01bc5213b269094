package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	"github.com/mattn/go-sqlite3"
)

// The settings of a connection that writes. The names are those of the driver
// (mattn/go-sqlite3, "Connection String") and of sqlite.org/pragma.html. The
// log is checkpointed by SQLite itself only when it has grown to 16,000 pages
// (64 MB), and cut to that size afterwards.
const (
	writing = "mode=rwc&_journal_mode=WAL&_synchronous=FULL&_txlock=immediate" +
		"&_busy_timeout=5000&_foreign_keys=1&_secure_delete=on"
	reading       = "mode=ro&_busy_timeout=5000&_query_only=1"
	logPages      = "PRAGMA wal_autocheckpoint=16000"
	logLimit      = "PRAGMA journal_size_limit=67108864"
	untrusted     = "PRAGMA trusted_schema=OFF"
	oldestVersion = 3_051_003
	poolSize      = 4
)

// Database is an open database: one writer and a pool of readers. All methods
// may be called from several goroutines, the Writer from one.
type Database struct {
	path    string
	held    *flock.Flock
	writer  *Writer
	readers chan *connection
	pooled  int
	closing chan struct{}
}

// Open takes the lock of the database at path, brings its tables to the newest
// version by the migrations (goose, SQL files named NNNNN_what.sql) and opens
// it. A missing file is made, readable by this user only. It fails with
// ErrInUse, ErrNewer or ErrDamaged, or when SQLite is not as it must be.
func Open(ctx context.Context, path string, migrations Migrations) (*Database, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	if _, number, _ := sqlite3.Version(); number < oldestVersion {
		return nil, fmt.Errorf("the SQLite in this program is %d; %d or newer is needed, older ones can destroy a write-ahead log", number, oldestVersion)
	}
	held, err := lock(path)
	if err != nil {
		return nil, err
	}
	d := &Database{path: path, held: held, readers: make(chan *connection, poolSize), closing: make(chan struct{})}
	if err := d.open(ctx, migrations); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// realPath makes two names of one file one, so that they share a lock.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("database path: %w", err)
	}
	followed, err := filepath.EvalSymlinks(path)
	if errors.Is(err, os.ErrNotExist) {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", fmt.Errorf("folder of the database: %w", err)
		}
		return filepath.Join(folder, filepath.Base(path)), nil
	}
	return followed, err
}

func (d *Database) open(ctx context.Context, migrations Migrations) error {
	if err := createPrivate(d.path); err != nil {
		return err
	}
	if err := d.migrate(ctx, migrations); err != nil {
		return err
	}
	writer, err := dial(d.path, writing, logPages, logLimit, untrusted)
	if err != nil {
		return err
	}
	d.writer = &Writer{connection: writer}
	if err := assertSettings(d.writer); err != nil {
		return err
	}
	for range poolSize {
		reader, err := dial(d.path, reading, untrusted)
		if err != nil {
			return err
		}
		d.readers <- reader
		d.pooled++
	}
	return nil
}

// createPrivate makes a missing file with the rights of its owner only; SQLite
// gives its log the same. It runs before SQLite opens the file: closing any
// descriptor of it later would drop SQLite's locks.
func createPrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return file.Close()
}

// assertSettings reads back what the safety of every commit rests on: the
// driver's own default would lose acknowledged commits in a power cut.
func assertSettings(r Reader) error {
	for _, setting := range []struct{ pragma, want string }{
		{"PRAGMA journal_mode", "wal"},
		{"PRAGMA synchronous", "2"},
		{"PRAGMA foreign_keys", "1"},
		{"PRAGMA trusted_schema", "0"},
		{"PRAGMA wal_autocheckpoint", "16000"},
	} {
		have := ""
		err := r.Query(func(row Row) error { have = row.Text(0); return nil }, setting.pragma)
		if err != nil {
			return err
		}
		if !strings.EqualFold(have, setting.want) {
			return fmt.Errorf("%s is %q and must be %q: is the database on a network disk?", setting.pragma, have, setting.want)
		}
	}
	return nil
}

// Writer is the one connection that writes.
func (d *Database) Writer() *Writer { return d.writer }

// Path is the real path of the database file.
func (d *Database) Path() string { return d.path }

// LogBytes is the size of the write-ahead log, 0 when there is none.
func (d *Database) LogBytes() int64 {
	info, err := os.Stat(d.path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// Close waits for the reads under way, ends everything and gives the lock
// back. No transaction may be under way. It is called once.
func (d *Database) Close() error {
	close(d.closing)
	var failures []error
	for range d.pooled {
		failures = append(failures, (<-d.readers).close())
	}
	if d.writer != nil {
		failures = append(failures, d.writer.connection.close())
	}
	return errors.Join(append(failures, d.held.Close())...)
}
