package engine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const firstStep = "-- +goose Up\nCREATE TABLE bin (code TEXT PRIMARY KEY, quantity INTEGER NOT NULL, note TEXT, seal BLOB) STRICT;\n"

func steps(files map[string]string) Migrations {
	made := fstest.MapFS{}
	for name, text := range files {
		made[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return made
}

func open(t *testing.T, path string) *Database {
	t.Helper()
	d, err := Open(t.Context(), path, steps(map[string]string{"00001_bin.sql": firstStep}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		select {
		case <-d.closing:
		default:
			must(t, d.Close())
		}
	})
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type binCode string

func TestArgumentsAndColumns(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "odd name?#%.db")).Writer()
	must(t, w.Begin())
	changed, err := w.Exec("INSERT INTO bin (code, quantity, note, seal) VALUES (?2, ?1, ?3, ?4)", 7, binCode("A-1"), nil, []byte{0, 1})
	if err != nil || changed != 1 {
		t.Fatalf("changed %d, %v", changed, err)
	}
	must(t, w.Commit())
	seen := 0
	must(t, w.Query(func(row Row) error {
		seen++
		if row.Text(0) != "A-1" || row.Int(1) != 7 || !row.Null(2) || row.Text(2) != "" || string(row.Blob(3)) != "\x00\x01" {
			t.Errorf("row reads %v", row)
		}
		return nil
	}, "SELECT code, quantity, note, seal FROM bin"))
	if seen != 1 {
		t.Fatalf("%d rows", seen)
	}
	if _, err := w.Exec("INSERT INTO bin (code, quantity) VALUES (?1, ?2)", "B", 1.5); err == nil {
		t.Error("a float was stored")
	}
	if _, err := w.Exec("INSERT INTO bin (code, quantity) VALUES (?1, ?2)", "B"); err == nil {
		t.Error("a missing argument was not noticed")
	}
}

func TestSameTextWithinItsRowsIsRefused(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "a.db")).Writer()
	_, err := w.Exec("INSERT INTO bin (code, quantity) VALUES ('A', 1)")
	must(t, err)
	const text = "SELECT code FROM bin"
	err = w.Query(func(Row) error { return w.Query(ignore, text) }, text)
	if err == nil || !strings.Contains(err.Error(), "own rows") {
		t.Fatalf("got %v", err)
	}
	must(t, w.Query(func(Row) error { return w.Query(ignore, "SELECT quantity FROM bin") }, text))
}

func TestReadSeesOneSnapshot(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "a.db"))
	count := func(r Reader) (n int64) {
		must(t, r.Query(func(row Row) error { n = row.Int(0); return nil }, "SELECT count(*) FROM bin"))
		return n
	}
	must(t, d.Read(t.Context(), func(r Reader) error {
		before := count(r)
		if _, err := d.Writer().Exec("INSERT INTO bin (code, quantity) VALUES ('A', 1)"); err != nil {
			return err
		}
		if after := count(r); after != before {
			t.Errorf("the snapshot changed from %d to %d rows", before, after)
		}
		return nil
	}))
	must(t, d.Read(t.Context(), func(r Reader) error {
		if n := count(r); n != 1 {
			t.Errorf("the next snapshot has %d rows", n)
		}
		if err := r.Query(ignore, "DELETE FROM bin"); err == nil {
			t.Error("a reader could delete")
		}
		return nil
	}))
}

func TestReadEndsWithItsContext(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "a.db"))
	ctx, cancel := context.WithCancel(t.Context())
	err := d.Read(ctx, func(r Reader) error {
		return r.Query(func(row Row) error {
			if row.Int(0) == 10 {
				cancel()
			}
			return nil
		}, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n")
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	must(t, d.Read(t.Context(), func(r Reader) error { return r.Query(ignore, "SELECT 1") }))
}

func TestSecondOpenIsRefusedByName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	first := open(t, path)
	link := filepath.Join(t.TempDir(), "other.db")
	must(t, os.Symlink(path, link))
	for _, name := range []string{path, link} {
		_, err := Open(t.Context(), name, steps(map[string]string{"00001_bin.sql": firstStep}))
		if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), "process ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	must(t, first.Close())
	open(t, path)
}

func TestMigrations(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	old := open(t, path)
	must(t, old.Close())
	two := steps(map[string]string{"00001_bin.sql": firstStep, "00002_more.sql": "-- +goose Up\nCREATE TABLE more (id INTEGER PRIMARY KEY);\n"})
	d, err := Open(t.Context(), path, two)
	must(t, err)
	names, err := Tables(d.Writer())
	must(t, err)
	if got := strings.Join(names, " "); got != "bin goose_db_version more" {
		t.Errorf("tables are %q", got)
	}
	must(t, d.Close())
	must(t, CheckFile(t.Context(), path+".before-migration-2"))
	_, err = Open(t.Context(), path, steps(map[string]string{"00001_bin.sql": firstStep}))
	if !errors.Is(err, ErrNewer) {
		t.Fatalf("an old program opened a new database: %v", err)
	}
}

func TestFileIsPrivate(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "a.db"))
	_, err := d.Writer().Exec("INSERT INTO bin (code, quantity) VALUES ('A', 1)")
	must(t, err)
	copied := d.Path() + ".copy"
	must(t, d.CopyTo(t.Context(), copied))
	for _, name := range []string{d.Path(), d.Path() + "-wal", d.Path() + ".lock", copied} {
		info, err := os.Stat(name)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
	if err := d.CopyTo(t.Context(), copied); err == nil {
		t.Error("a copy was overwritten")
	}
}

func TestFullDiskIsToldAndPasses(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "a.db")).Writer()
	must(t, w.Query(ignore, "PRAGMA max_page_count=20"))
	must(t, w.Begin())
	_, err := w.Exec("INSERT INTO bin (code, quantity, seal) VALUES ('A', 1, zeroblob(1000000))")
	if !errors.Is(err, ErrFull) {
		t.Fatalf("got %v", err)
	}
	must(t, w.Rollback())
	must(t, w.Query(ignore, "PRAGMA max_page_count=100000"))
	_, err = w.Exec("INSERT INTO bin (code, quantity, seal) VALUES ('A', 1, zeroblob(1000000))")
	must(t, err)
}

func TestCompareShowsEveryDifference(t *testing.T) {
	folder := t.TempDir()
	have, want := open(t, filepath.Join(folder, "have.db")), open(t, filepath.Join(folder, "want.db"))
	for _, d := range []*Database{have, want} {
		_, err := d.Writer().Exec("INSERT INTO bin (code, quantity, note) VALUES ('A', 1, 'x'), ('B', 2, NULL), ('C', 3, NULL)")
		must(t, err)
	}
	_, err := have.Writer().Exec("UPDATE bin SET quantity = 9 WHERE code = 'A'")
	must(t, err)
	_, err = have.Writer().Exec("DELETE FROM bin WHERE code = 'B'")
	must(t, err)
	_, err = want.Writer().Exec("DELETE FROM bin WHERE code = 'C'")
	must(t, err)
	var found []string
	must(t, Compare(t.Context(), have.Path(), want.Path(), []string{"bin"}, func(d Difference) error {
		found = append(found, d.String())
		return nil
	}))
	wanted := "bin 'A'.quantity: have 9, want 1|bin 'C': have a row, want no row|bin 'B': have no row, want a row"
	if got := strings.Join(found, "|"); got != wanted {
		t.Errorf("found %s\nwant  %s", got, wanted)
	}
}

func TestStatementsAllocateLittle(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "a.db")).Writer()
	_, err := w.Exec("INSERT INTO bin (code, quantity) VALUES ('A', 1)")
	must(t, err)
	must(t, w.Begin())
	runs := testing.AllocsPerRun(200, func() {
		_, _ = w.Exec("UPDATE bin SET quantity = quantity + ?2 WHERE code = ?1", "A", int64(1))
	})
	if runs > 3 {
		t.Errorf("an exec allocates %v times", runs)
	}
	must(t, w.Commit())
}

// A settings file beside the program names its database without a folder.
func TestNamesThatAURIWouldBend(t *testing.T) {
	for _, name := range []string{"a.db", "50% off?#1.db", "à b.db", "sub/a.db"} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			must(t, os.MkdirAll(filepath.Dir(name), 0o700))
			must(t, open(t, name).Close())
			must(t, Copy(t.Context(), name, "copied.db"))
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		})
	}
}
