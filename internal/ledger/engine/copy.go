package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// CopyTo writes a consistent copy of the database to a new file while it is in
// use; see Copy.
func (d *Database) CopyTo(ctx context.Context, target string) error {
	return Copy(ctx, d.path, target)
}

// Copy writes a consistent copy of the database file at path, which may be in
// use, to a new file: VACUUM INTO, fsync of file and folder, integrity check.
// The target must not exist and is readable by this user only. A copy that
// fails is removed.
func Copy(ctx context.Context, path, target string) error {
	if err := createPrivate(target + ".part"); err != nil {
		return err
	}
	err := copyInto(ctx, path, target+".part")
	if err == nil {
		err = os.Link(target+".part", target)
	}
	if removed := os.Remove(target + ".part"); err == nil {
		err = removed
	}
	if err != nil {
		return fmt.Errorf("copy %s to %s: %w", path, target, err)
	}
	return syncFile(filepath.Dir(target))
}

func copyInto(ctx context.Context, path, target string) error {
	if err := os.Truncate(target, 0); err != nil {
		return err
	}
	from, err := dial(path, "mode=ro&_busy_timeout=5000", untrusted)
	if err != nil {
		return err
	}
	err = from.query(ctx, ignore, "VACUUM INTO ?1", []any{target})
	if err := errors.Join(err, from.close()); err != nil {
		return err
	}
	if err := syncFile(target); err != nil {
		return err
	}
	return CheckFile(ctx, target)
}

// CheckFile runs SQLite's integrity check on a file that nobody changes.
func CheckFile(ctx context.Context, path string) error {
	c, err := dial(path, "mode=ro&immutable=1", untrusted)
	if err != nil {
		return err
	}
	err = c.query(ctx, func(row Row) error {
		if found := row.Text(0); found != "ok" {
			return fmt.Errorf("%w: integrity check of %s: %s", ErrDamaged, path, found)
		}
		return nil
	}, "PRAGMA integrity_check", nil)
	return errors.Join(err, c.close())
}

// syncFile brings a file or a folder to the disk.
func syncFile(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
