package app_test

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"tallyman/internal/app"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// tamper changes the database of a server that is stopped.
func (r *rig) tamper(t *testing.T, statement string) {
	t.Helper()
	database, err := sql.Open("sqlite3", "file:"+r.server.settings.DatabasePath())
	must(t, err)
	result, err := database.ExecContext(r.ctx, statement)
	must(t, errors.Join(err, database.Close()))
	if changed, err := result.RowsAffected(); err != nil || changed == 0 {
		t.Fatalf("%s changed nothing: %v", statement, err)
	}
}

// TestVerifyFindsWhatWasChangedBehindTheLedger changes one row at a time with
// the server stopped; the row is named, and once it is right again all is sound.
func TestVerifyFindsWhatWasChangedBehindTheLedger(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	r.play(t, `
		lay A-01-01 MUG-BLUE 20
		order SO-1 MUG-BLUE*2
		release 0 -> list_released
		pick-1 scans Anna -> good welcome
		pick-1 scans NEXT -> good list_taken
		pick-1 scans T-0001 -> good tote_bound
		pick-1 scans A-01-01 -> good location_confirmed
		pick-1 scans MUG-BLUE -> good item_picked
		stop
	`)
	verify := func() ledger.Report {
		t.Helper()
		report, err := app.Verify(r.ctx, r.server.settings, ledger.Head{}, nil)
		must(t, err)
		return report
	}
	if report := verify(); !report.Sound() {
		t.Fatalf("before anything was changed: %v", report.Differences)
	}
	for _, c := range []struct{ table, change, back string }{
		{
			"stock", `UPDATE stock SET quantity = quantity + 1 WHERE place = 'tote:T-0001'`,
			`UPDATE stock SET quantity = quantity - 1 WHERE place = 'tote:T-0001'`,
		},
		{"item", `UPDATE item SET reserved = 0 WHERE sku = 'MUG-BLUE'`, `UPDATE item SET reserved = 1 WHERE sku = 'MUG-BLUE'`},
		{"order_line", `UPDATE order_line SET picked = 0`, `UPDATE order_line SET picked = 1`},
		{"pick_line", `UPDATE pick_line SET put = 0`, `UPDATE pick_line SET put = 1`},
		{"tote", `UPDATE tote SET place = 'STAGE9' WHERE id = 'T-0001'`, `UPDATE tote SET place = '' WHERE id = 'T-0001'`},
		{
			"session", `UPDATE session SET body = replace(body, 'MUG-BLUE', 'MUG-MOSS')`,
			`UPDATE session SET body = replace(body, 'MUG-MOSS', 'MUG-BLUE')`,
		},
		{"code", `UPDATE code SET ref = 'MUG-MOSS' WHERE code = 'MUG-BLUE'`, `UPDATE code SET ref = 'MUG-BLUE' WHERE code = 'MUG-BLUE'`},
	} {
		r.tamper(t, c.change)
		report := verify()
		named := slices.ContainsFunc(report.Differences, func(d ledger.Difference) bool { return d.Table == c.table })
		if report.Sound() || !named {
			t.Errorf("%s: verify found %v", c.change, report.Differences)
		}
		r.tamper(t, c.back)
		if report := verify(); !report.Sound() {
			t.Fatalf("%s: %v", c.back, report.Differences)
		}
	}
}

// TestASecondServerIsRefused starts a second server on the database of one that
// runs, which goes on undisturbed; commands reach it over its socket.
func TestASecondServerIsRefused(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	database := r.server.settings.DatabasePath()
	second, err := app.New(r.ctx, app.Options{Config: r.server.settings})
	if err == nil {
		t.Fatalf("a second server has the database: %v", second.Close())
	}
	want := fmt.Sprintf("%s is held by process %d; stop it first, or talk to it over its socket", database, os.Getpid())
	if !errors.Is(err, engine.ErrInUse) || !strings.Contains(err.Error(), want) {
		t.Errorf("the second server was refused with %q, want %q", err, want)
	}

	client, err := app.Connect(r.ctx, app.Options{Config: r.server.settings})
	must(t, err)
	var counted struct {
		Change string `json:"change"`
	}
	err = client.JSON(r.ctx, http.MethodPost, "/api/v1/stock-counts", map[string]any{
		"location": "A-01-01", "sku": "MUG-BLUE", "quantity": 7, "key": "by-command",
	}, &counted)
	must(t, errors.Join(err, client.Close()))
	// The rig asks the first server.
	r.play(t, `expect units MUG-BLUE bin:A-01-01=7`)
	r.play(t, `pick-1 scans Anna -> good welcome`)

	r.play(t, `stop`)
	if _, err := app.Dial(r.ctx, database); !errors.Is(err, app.ErrNoServer) {
		t.Errorf("after the end, the socket says %v", err)
	}
	r.play(t, `start`)
	r.play(t, `expect units MUG-BLUE bin:A-01-01=7`)
}
