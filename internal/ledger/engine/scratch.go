package engine

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Scratch is a folder beside a database for copies of it. They hold what the
// database holds, so one that a killed process left is removed by the next.
type Scratch struct {
	folder string
	held   *flock.Flock
}

// OpenScratch makes the empty folder of a purpose, one word, beside the
// database at path. It fails with ErrInUse while somebody else works there.
func OpenScratch(path, purpose string) (*Scratch, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("find the database: %w", err)
	}
	folder := path + "." + purpose
	held, holder, err := take(folder + ".lock")
	if err != nil {
		return nil, err
	}
	if held == nil {
		return nil, fmt.Errorf("%w: %s of %s is under way in %s; wait for its end", ErrInUse, purpose, path, holder)
	}
	err = os.RemoveAll(folder)
	if err == nil {
		err = os.Mkdir(folder, 0o700)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make room for a copy: %w", err), held.Close())
	}
	return &Scratch{folder: folder, held: held}, nil
}

// Path is where a file of that name goes.
func (s *Scratch) Path(name string) string { return filepath.Join(s.folder, name) }

// Close removes the folder with all that is in it.
func (s *Scratch) Close() error {
	return errors.Join(os.RemoveAll(s.folder), s.held.Close())
}
