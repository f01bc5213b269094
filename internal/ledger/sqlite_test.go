package ledger_test

import (
	"path/filepath"
	"testing"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/ledgertest"
)

func TestSQLite(t *testing.T) {
	pragma := func(text string) func(engine.Tx) error {
		return func(tx engine.Tx) error {
			return tx.Query(func(engine.Row) error { return nil }, text)
		}
	}
	ledgertest.Run(t, func(t *testing.T) ledgertest.Database {
		t.Helper()
		return ledgertest.Database{
			Options: ledger.Options{Path: filepath.Join(t.TempDir(), "ledger.db")},
			// SQLite takes the least number of pages that holds what there is.
			Fill:  pragma("PRAGMA max_page_count = 1"),
			Empty: pragma("PRAGMA max_page_count = 1000000"),
		}
	})
}
