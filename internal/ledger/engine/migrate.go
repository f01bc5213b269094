package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
)

// Migrations are the SQL files that make the tables, in the format of
// pressly/goose ("-- +goose Up"), at the root of the file system.
type Migrations = fs.FS

// migrate brings the tables to the newest version. It refuses tables of a
// newer program, and keeps a copy of tables that it is about to change.
func (d *Database) migrate(ctx context.Context, migrations Migrations) (err error) {
	pool, err := sql.Open("sqlite3", source(d.path, writing))
	if err != nil {
		return fmt.Errorf("open database %s: %w", d.path, err)
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	pool.SetMaxOpenConns(1)
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	have, newest, err := steps.GetVersions(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("read the schema version of %s: %w", d.path, explain(err, ""))
	case have > newest:
		return fmt.Errorf("%w: %s has schema version %d and this program knows up to %d; use the newer program", ErrNewer, d.path, have, newest)
	case have == newest:
		return nil
	case have > 0:
		if err := d.keepBefore(ctx, have); err != nil {
			return err
		}
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("migrate %s from version %d to %d: %w", d.path, have, newest, explain(err, ""))
	}
	return nil
}

// keepBefore copies the database beside itself before its tables change. A
// copy left by an attempt that failed is replaced.
func (d *Database) keepBefore(ctx context.Context, version int64) error {
	kept := fmt.Sprintf("%s.before-migration-%d", d.path, version+1)
	if err := os.Remove(kept); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("replace the old copy: %w", err)
	}
	return Copy(ctx, d.path, kept)
}
