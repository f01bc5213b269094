package engine

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/mattn/go-sqlite3"
)

// statement is a prepared statement with the room its arguments and its rows
// need, so that running it again allocates next to nothing.
type statement struct {
	text      string
	prepared  *sqlite3.SQLiteStmt
	arguments []driver.NamedValue
	row       values
	busy      bool
}

// bind puts the arguments into the statement's own list.
func (s *statement) bind(arguments []any) error {
	if len(arguments) != len(s.arguments) {
		return fmt.Errorf("statement %q takes %d arguments and got %d", s.text, len(s.arguments), len(arguments))
	}
	for i, argument := range arguments {
		value, err := driverValue(argument)
		if err != nil {
			return fmt.Errorf("statement %q, argument %d: %w", s.text, i+1, err)
		}
		s.arguments[i] = driver.NamedValue{Ordinal: i + 1, Value: value}
	}
	return nil
}

// driverValue turns an argument into what the driver takes. The usual types
// pass without reflection.
func driverValue(argument any) (driver.Value, error) {
	switch v := argument.(type) {
	case nil, int64, bool, string, []byte:
		return v, nil
	case int:
		return int64(v), nil
	}
	v := reflect.ValueOf(argument)
	switch {
	case v.CanInt():
		return v.Int(), nil
	case v.Kind() == reflect.String:
		return v.String(), nil
	case v.Kind() == reflect.Bool:
		return v.Bool(), nil
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		return v.Bytes(), nil
	}
	return nil, fmt.Errorf("type %T cannot be stored: pass nil, an integer, a bool, a string or bytes", argument)
}

// exec runs the statement to its end and returns how many rows it changed.
func (s *statement) exec(arguments []any) (int64, error) {
	if s.busy {
		return 0, errBusy(s.text)
	}
	if err := s.bind(arguments); err != nil {
		return 0, err
	}
	result, err := s.prepared.ExecContext(context.Background(), s.arguments)
	if err != nil {
		return 0, explain(err, s.text)
	}
	return result.RowsAffected()
}

// query runs the statement and gives every row to each. Between rows it looks
// at ctx, which is the background in the writer.
func (s *statement) query(ctx context.Context, each func(Row) error, arguments []any) (err error) {
	if s.busy {
		return errBusy(s.text)
	}
	if err := s.bind(arguments); err != nil {
		return err
	}
	rows, err := s.prepared.QueryContext(ctx, s.arguments)
	if err != nil {
		return explain(err, s.text)
	}
	s.busy = true
	defer func() {
		s.busy = false
		if closed := rows.Close(); err == nil && closed != nil {
			err = explain(closed, s.text)
		}
	}()
	if s.row == nil {
		s.row = make(values, len(rows.Columns()))
	}
	for {
		switch err := rows.Next(s.row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return explain(err, s.text)
		}
		if err := each(s.row); err != nil {
			return err
		}
	}
}

func errBusy(text string) error {
	return fmt.Errorf("statement %q is run again while its own rows are read: collect the rows first", text)
}

// values is one row as the driver gave it.
type values []driver.Value

// Int implements Row.
func (v values) Int(column int) int64 {
	switch value := v[column].(type) {
	case int64:
		return value
	case bool:
		if value {
			return 1
		}
	case string:
		n, err := strconv.ParseInt(value, 10, 64)
		if err == nil {
			return n
		}
	}
	return 0
}

// Text implements Row.
func (v values) Text(column int) string {
	switch value := v[column].(type) {
	case string:
		return value
	case []byte:
		return string(value)
	case int64:
		return strconv.FormatInt(value, 10)
	}
	return ""
}

// Blob implements Row.
func (v values) Blob(column int) []byte {
	switch value := v[column].(type) {
	case []byte:
		return value
	case string:
		return []byte(value)
	}
	return nil
}

// Null implements Row.
func (v values) Null(column int) bool { return v[column] == nil }
