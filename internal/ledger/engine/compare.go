package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Difference is one place where two databases disagree. Have and Want are SQL
// literals ('text', 12, NULL, X'00'), so that types show; Key names the row by
// its primary key. Column is "" when the whole row is missing or too much, Key
// when it is about the table.
type Difference struct {
	Table, Key, Column string
	Have, Want         string
}

// String is the difference in a line.
func (d Difference) String() string {
	where := d.Table
	if d.Key != "" {
		where += " " + d.Key
	}
	if d.Column != "" {
		where += "." + d.Column
	}
	return fmt.Sprintf("%s: have %s, want %s", where, d.Have, d.Want)
}

// What stands for a row that is not there.
const (
	absent  = "no row"
	present = "a row"
)

// Compare gives each the differences of the named tables between two files
// that nobody changes: have is the one under suspicion, want the one that is
// right. Every table needs a primary key. It stops at the first error of each.
func Compare(ctx context.Context, have, want string, tables []string, each func(Difference) error) (err error) {
	c, err := dial(want, "mode=ro", untrusted)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if _, err := c.exec("ATTACH ?1 AS have", source(have, "mode=ro")); err != nil {
		return err
	}
	for _, table := range tables {
		shape, err := shapeOf(ctx, c, table)
		if err != nil {
			return err
		}
		if err := shape.compare(ctx, c, each); err != nil {
			return err
		}
	}
	return nil
}

// shape is a table's columns, keys apart. Names are quoted as SQL wants them.
type shape struct {
	table, name  string
	keys, others []string
}

func shapeOf(ctx context.Context, c *connection, table string) (shape, error) {
	s := shape{table: table, name: quoted(table)}
	err := c.query(ctx, func(row Row) error {
		if row.Int(1) > 0 {
			s.keys = append(s.keys, quoted(row.Text(0)))
		} else {
			s.others = append(s.others, quoted(row.Text(0)))
		}
		return nil
	}, "SELECT name, pk FROM main.pragma_table_info(?1) ORDER BY pk, cid", []any{table})
	if err == nil && len(s.keys) == 0 {
		err = fmt.Errorf("table %s has no primary key: rows cannot be compared one by one", table)
	}
	return s, err
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// compare looks at the rows that both have, then at those that one lacks.
func (s shape) compare(ctx context.Context, c *connection, each func(Difference) error) error {
	if len(s.others) > 0 {
		if err := s.compareColumns(ctx, c, each); err != nil {
			return err
		}
	}
	for _, side := range []struct{ in, notIn, have, want string }{
		{"have", "main", present, absent},
		{"main", "have", absent, present},
	} {
		text := fmt.Sprintf("SELECT %s FROM %s.%s a WHERE NOT EXISTS (SELECT 1 FROM %s.%s b WHERE %s) ORDER BY %s",
			s.key("a"), side.in, s.name, side.notIn, s.name, s.sameKey(), strings.Join(s.keys, ", "))
		err := c.query(ctx, func(row Row) error {
			return each(Difference{Table: s.table, Key: row.Text(0), Have: side.have, Want: side.want})
		}, text, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s shape) compareColumns(ctx context.Context, c *connection, each func(Difference) error) error {
	values, unlike := []string{s.key("a")}, []string{}
	for _, column := range s.others {
		have, want := "quote(a."+column+")", "quote(b."+column+")"
		values = append(values, have, want)
		unlike = append(unlike, have+" <> "+want)
	}
	text := fmt.Sprintf("SELECT %s FROM have.%s a JOIN main.%s b ON %s WHERE %s",
		strings.Join(values, ", "), s.name, s.name, s.sameKey(), strings.Join(unlike, " OR "))
	return c.query(ctx, func(row Row) error {
		for i, column := range s.others {
			have, want := row.Text(1+2*i), row.Text(2+2*i)
			if have == want {
				continue
			}
			err := each(Difference{s.table, row.Text(0), strings.Trim(column, `"`), have, want})
			if err != nil {
				return err
			}
		}
		return nil
	}, text, nil)
}

// key is an expression for the key as text: 'A-01', 3.
func (s shape) key(alias string) string {
	parts := make([]string, len(s.keys))
	for i, key := range s.keys {
		parts[i] = "quote(" + alias + "." + key + ")"
	}
	return strings.Join(parts, " || ', ' || ")
}

func (s shape) sameKey() string {
	parts := make([]string, len(s.keys))
	for i, key := range s.keys {
		parts[i] = "a." + key + " IS b." + key
	}
	return strings.Join(parts, " AND ")
}
