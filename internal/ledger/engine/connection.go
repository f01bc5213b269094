package engine

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"
)

// connection is one raw connection of the driver and the statements prepared
// on it. It is used by one goroutine at a time. database/sql is left out of
// the way: through it an exec allocates five times and a query fourteen.
type connection struct {
	raw        *sqlite3.SQLiteConn
	statements map[string]*statement
}

// dial opens a connection and runs the settings on it, which must be pragmas
// that return at most a row.
func dial(path, parameters string, settings ...string) (*connection, error) {
	raw, err := (&sqlite3.SQLiteDriver{}).Open(source(path, parameters))
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, explain(err, ""))
	}
	c := &connection{raw: raw.(*sqlite3.SQLiteConn), statements: map[string]*statement{}}
	for _, setting := range settings {
		if err := c.query(context.Background(), ignore, setting, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), c.close())
		}
	}
	return c, nil
}

// source is the name of a database as SQLite's URI, with the characters of the
// path escaped that a URI gives a meaning to. It has no authority: the first
// part of a relative path would be taken for one.
func source(path, parameters string) string {
	escaped := (&url.URL{Path: path}).EscapedPath()
	return (&url.URL{Scheme: "file", Opaque: escaped, RawQuery: parameters}).String()
}

func ignore(Row) error { return nil }

// statement prepares a text once and keeps it.
func (c *connection) statement(text string) (*statement, error) {
	if s, ok := c.statements[text]; ok {
		return s, nil
	}
	prepared, err := c.raw.Prepare(steadied(text))
	if err != nil {
		return nil, explain(err, text)
	}
	s := &statement{
		text:      text,
		prepared:  prepared.(*sqlite3.SQLiteStmt),
		arguments: make([]driver.NamedValue, prepared.NumInput()),
	}
	c.statements[text] = s
	return s, nil
}

func (c *connection) exec(text string, arguments ...any) (int64, error) {
	s, err := c.statement(text)
	if err != nil {
		return 0, err
	}
	return s.exec(arguments)
}

func (c *connection) query(ctx context.Context, each func(Row) error, text string, arguments []any) error {
	s, err := c.statement(text)
	if err != nil {
		return err
	}
	return s.query(ctx, each, arguments)
}

func (c *connection) close() error {
	for _, s := range c.statements {
		_ = s.prepared.Close()
	}
	clear(c.statements)
	return c.raw.Close()
}
