package engine

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/mattn/go-sqlite3"
)

// SQLite asks its authorizer for everything that it plans, so that one who is
// asked again has seen a statement planned again.
func TestStatementsArePlannedOnce(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "bins.db"))
	planned := 0
	w := d.Writer()
	w.connection.raw.RegisterAuthorizer(func(int, string, string, string) int {
		planned++
		return sqlite3.SQLITE_OK
	})
	defer w.connection.raw.RegisterAuthorizer(nil)
	run := func() {
		t.Helper()
		for _, text := range []string{
			"SELECT a.quantity, b.quantity FROM bin a LEFT JOIN bin b ON b.note = a.code WHERE a.code = ?1",
			"SELECT code FROM bin WHERE note = ?1 ORDER BY quantity",
			"UPDATE bin SET quantity = -quantity WHERE note = ?1",
		} {
			if err := w.connection.query(context.Background(), ignore, text, []any{"A"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	run()
	if planned == 0 {
		t.Fatal("nothing was asked for")
	}
	planned = 0
	for range 3 {
		run()
	}
	if planned != 0 {
		t.Errorf("statements that ran before were planned again: %d questions", planned)
	}
}

func TestSteadied(t *testing.T) {
	for text, want := range map[string]string{
		"SELECT 1":                            "SELECT 1",
		"a = ?1 AND b IN (?2, ?3)":            "a = +?1 AND b IN (+?2, +?3)",
		"quantity - ?3":                       "quantity - +?3",
		`note = 'what?' AND "odd?" = ?1`:      `note = 'what?' AND "odd?" = +?1`,
		"note = 'it''s ?' OR note = ?1 || ''": "note = 'it''s ?' OR note = +?1 || ''",
	} {
		if got := steadied(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}
