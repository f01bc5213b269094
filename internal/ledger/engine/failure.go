package engine

import (
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// What a failed statement means to the writer; every error of this package
// that is one of these wraps it.
var (
	// ErrFull: the disk has no room. Nothing of the statement was done; it
	// works again when there is room.
	ErrFull = errors.New("the disk is full: make room, then it goes on")
	// ErrDamaged: the disk failed or the file is not a sound database. What
	// the system holds in its caches may never reach the disk, so the
	// process must stop and open the database anew.
	ErrDamaged = errors.New("the database cannot be trusted any more: stop, look at the disk, start again and run verify")
	// ErrInUse: another process has the database.
	ErrInUse = errors.New("the database is in use")
	// ErrClosed: the database was closed by ourselves.
	ErrClosed = errors.New("the database is closed")
	// ErrNewer: the database was written by a newer program.
	ErrNewer = errors.New("the database belongs to a newer tallyman")
)

// explain says which statement failed and what it means.
func explain(err error, text string) error {
	var failed sqlite3.Error
	if !errors.As(err, &failed) {
		return err
	}
	if text != "" {
		err = fmt.Errorf("statement %q: %w", text, err)
	}
	switch failed.Code {
	case sqlite3.ErrFull:
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case sqlite3.ErrIoErr, sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return err
}
