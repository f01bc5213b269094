package ledger_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ledgertest"
)

func toys(path string) ledger.Options {
	return ledger.Options{Path: path, Stages: ledgertest.Stages(), Projection: 1, Migrations: ledgertest.Migrations()}
}

func checks() ledger.VerifyOptions {
	return ledger.VerifyOptions{Stages: ledgertest.Stages(), Projection: 1, Migrations: ledgertest.Migrations()}
}

// closedLedger is a database of some entries that nobody has open.
func closedLedger(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), toys(path))
	must(t, err)
	for i := range 3 {
		_, err := l.Submit(t.Context(), ledger.Request{Decide: ledgertest.Decide(ledgertest.Counted{Bin: "A", Quantity: i})})
		must(t, err)
	}
	must(t, l.Close())
	return path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// beside lists the files in the folder of a database, lock files left out and
// the log that SQLite makes when a reader opens it.
func beside(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	var names []string
	for _, entry := range entries {
		switch filepath.Ext(entry.Name()) {
		case ".lock", ".db-wal", ".db-shm":
		default:
			names = append(names, entry.Name())
		}
	}
	return names
}

func TestVerifyLeavesNothingBehind(t *testing.T) {
	path := closedLedger(t)
	before := beside(t, path)
	unchanged := func(after string) {
		t.Helper()
		if now := beside(t, path); !slices.Equal(now, before) {
			t.Errorf("after %s there are %v, before there were %v", after, now, before)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	options := checks()
	options.Progress = func(int64, int64) { cancel() }
	if _, err := ledger.Verify(ctx, path, options); err == nil {
		t.Error("verify went on without its context")
	}
	unchanged("a verify that was broken off")
	must(t, os.MkdirAll(path+".verify/old", 0o700)) // as a killed process leaves it
	options.Progress = func(done, total int64) {
		if done != 3 || total != 3 {
			t.Errorf("%d of %d done", done, total)
		}
		for _, name := range []string{path + ".verify", path + ".verify/have.db"} {
			info, err := os.Stat(name)
			must(t, err)
			if info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s has mode %v", name, info.Mode())
			}
		}
		if _, err := os.Stat(path + ".verify/old"); err == nil {
			t.Error("what a killed process left is still there")
		}
	}
	report, err := ledger.Verify(t.Context(), path, options)
	must(t, err)
	if !report.Sound() || report.Entries != 3 {
		t.Errorf("found %+v", report)
	}
	unchanged("a verify")
}

func TestVerifySaysWhenItCannotCheck(t *testing.T) {
	path := closedLedger(t)
	options := checks()
	options.Projection = 2
	if _, err := ledger.Verify(t.Context(), path, options); err == nil || !strings.Contains(err.Error(), "projection 1") {
		t.Errorf("tables of another projection: %v", err)
	}
	content, err := os.ReadFile(path)
	must(t, err)
	for i := 8192; i < len(content); i++ {
		content[i] ^= 0x55
	}
	must(t, os.WriteFile(path, content, 0o600))
	_, err = ledger.Verify(t.Context(), path, checks())
	if !errors.Is(err, engine.ErrDamaged) {
		t.Errorf("a destroyed file: %v", err)
	}
	if now := beside(t, path); len(now) != 1 {
		t.Errorf("left behind: %v", now)
	}
	missing := filepath.Join(t.TempDir(), "missing.db")
	if _, err := ledger.Verify(t.Context(), missing, checks()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a database that is not there: %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(missing)); err != nil || len(left) != 0 {
		t.Errorf("left behind where no database is: %v, %v", left, err)
	}
}

func TestVerifyNamesOnlySoMany(t *testing.T) {
	path := closedLedger(t)
	l, err := ledger.Open(t.Context(), toys(path))
	must(t, err)
	_, err = l.Submit(t.Context(), ledger.Request{Decide: tampering("UPDATE entry SET raw = 'changed'")})
	must(t, err)
	must(t, l.Close())
	options := checks()
	options.Limit = 2
	report, err := ledger.Verify(t.Context(), path, options)
	must(t, err)
	if report.Sound() || report.Found != 3 || len(report.Differences) != 2 {
		t.Errorf("found %d: %v", report.Found, report.Differences)
	}
}

func TestVerifyFindsOtherDefinitions(t *testing.T) {
	for statement, want := range map[string]string{
		"CREATE TRIGGER odd AFTER INSERT ON entry BEGIN DELETE FROM toy_claim; END": "trigger odd: have CREATE TRIGGER",
		"CREATE VIEW odd AS SELECT * FROM record":                                   "view odd: have CREATE VIEW",
		"DROP INDEX idempotency_at":                                                 "index idempotency_at: have none, want CREATE INDEX",
		"ALTER TABLE toy_bin ADD COLUMN more TEXT":                                  "table toy_bin: have CREATE TABLE",
	} {
		path := closedLedger(t)
		l, err := ledger.Open(t.Context(), toys(path))
		must(t, err)
		_, err = l.Submit(t.Context(), ledger.Request{Decide: tampering(statement)})
		must(t, err)
		report, err := l.Verify(t.Context(), l.Head(), nil)
		must(t, err)
		must(t, l.Close())
		if report.Found != 1 || !strings.HasPrefix(report.Differences[0].String(), want) {
			t.Errorf("%s: found %v", statement, report.Differences)
		}
	}
}

func TestHeadOnPaper(t *testing.T) {
	for _, text := range []string{"", "5", "5:", "5:abc", "-1:" + strings.Repeat("0", 64), "x:" + strings.Repeat("0", 64)} {
		if head, err := ledger.ParseHead(text); err == nil {
			t.Errorf("%q was read as %v", text, head)
		}
	}
	head := ledger.Head{Seq: 12, Hash: ledger.Hash{1, 2, 255}}
	if again, err := ledger.ParseHead(head.String()); err != nil || again != head {
		t.Errorf("%v was read as %v, %v", head, again, err)
	}
}
