package importing

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tallyman/fixtures"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
	"tallyman/internal/words"
)

// The fixtures go into a real ledger, and once more: nothing is new then.
func TestTheSameFilesChangeNothing(t *testing.T) {
	l, err := ledger.Open(t.Context(), ledger.Options{
		Path: filepath.Join(t.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	if err != nil {
		t.Fatal(err)
	}
	store := warehouse.New(l, warehouse.Options{})
	t.Cleanup(func() {
		store.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	everyDay := []int{0, 1, 2, 3, 4, 5, 6}
	if err := store.DefineSite(t.Context(), ship.Site{
		GS1Prefix: "9520", GS1Extension: "0", TimeZone: "UTC", PrintExpiry: time.Hour, Services: []ship.Service{
			{ID: "standard", Digits: 8, From: 1, To: 99, CutOff: "16:00", Days: everyDay},
			{ID: "express", Digits: 8, From: 1, To: 99, CutOff: "16:00", Days: everyDay},
			{ID: "economy", Digits: 8, From: 1, To: 99, CutOff: "16:00", Days: everyDay},
		},
	}); err != nil {
		t.Fatal(err)
	}
	before := l.Head()
	for round, name := range []string{"first", "again"} {
		for _, kind := range Kinds() {
			text, err := fs.ReadFile(fixtures.Small(), string(kind)+".csv")
			if err != nil {
				t.Fatal(err)
			}
			report, err := Run(t.Context(), File{Kind: kind, Body: strings.NewReader(string(text)), Say: words.English().Say}, store, nil)
			rows := report.OK
			if round > 0 {
				rows = report.Unchanged
			}
			if err != nil || report.Failed > 0 || rows == 0 || report.OK+report.Unchanged != rows {
				t.Errorf("%s, %s: %+v, %v", kind, name, report, err)
			}
		}
		if round > 0 && l.Head() != before {
			t.Errorf("the same files made %d entries", l.Head().Seq-before.Seq)
		}
		before = l.Head()
	}
	report, err := Run(t.Context(), File{
		Kind: Stock, Body: strings.NewReader("location,sku,quantity\nA-01-01,NOTHING,1\n"), Say: words.English().Say,
	}, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := RowError{
		Line: 2, Column: "sku", Value: "NOTHING", Reason: "count_unknown", Message: "There is no bin A-01-01 or no item NOTHING.",
	}
	if len(report.Errors) != 1 || report.Errors[0] != want {
		t.Errorf("got %+v, want %+v", report.Errors, want)
	}
}
