package importing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"tallyman/fixtures"
	"tallyman/internal/words"
)

func TestFixturesAreGood(t *testing.T) {
	for name, folder := range map[string]fs.FS{"warehouse": fixtures.Warehouse(), "small": fixtures.Small()} {
		for _, kind := range Kinds() {
			text, err := fs.ReadFile(folder, string(kind)+".csv")
			if err != nil {
				t.Fatal(err)
			}
			store := &fakeStore{}
			report := importText(t, kind, string(text), store)
			if len(report.Errors) > 0 || report.OK == 0 || report.Failed > 0 {
				t.Errorf("%s, %s: %+v", name, kind, report)
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	for text, reason := range map[string]string{
		"":                                     "empty_file",
		"\xff\xfel\x00o\x00":                   "bad_encoding",
		"location,sku,quantity,colour\n":       "unknown_column",
		"location,sku\n":                       "missing_column",
		"location,sku,sku,quantity\n":          "repeated_column",
		"\"location,sku,quantity\nA,MUG,1\n":   "unknown_column",
		strings.Repeat("x", longestLine+1):     "unknown_column",
		"location\tsku\tquantity\nA\tMUG\t1\n": "unknown_column",
	} {
		store := &fakeStore{}
		_, err := Run(t.Context(), File{Kind: Stock, Body: strings.NewReader(text)}, store, nil)
		var refusal *FileError
		if !errors.As(err, &refusal) || refusal.Reason != reason || refusal.Message == "" {
			t.Errorf("%.40q: error %v, want %s", text, err, reason)
		}
	}
	for _, text := range []string{
		"\ufefflocation,sku,quantity\nA,MUG,1\n",
		"quantity;\"sku\"; Location ;\r\n1;MUG;A;\r\n",
		"location,sku,quantity,,\nA,MUG,1,,\n",
	} {
		store := &fakeStore{}
		requireErrors(t, importText(t, Stock, text, store))
		if len(store.counts) != 1 || store.counts[0].Location != "A" || store.counts[0].Quantity != 1 {
			t.Errorf("%q: %+v", text, store.counts)
		}
	}
}

func TestUnknownKind(t *testing.T) {
	if _, err := ParseKind("items"); err != nil {
		t.Error(err)
	}
	if _, err := ParseKind("things"); err == nil {
		t.Error("there is no kind things")
	}
	if _, err := Run(t.Context(), File{Kind: "things", Body: strings.NewReader("a\n")}, &fakeStore{}, nil); err == nil {
		t.Error("a file of things was imported")
	}
}

func locationsText(rows int) string {
	var text strings.Builder
	text.WriteString("code,zone,aisle,bay,level,position,sequence\n")
	for n := range rows {
		fmt.Fprintf(&text, "A-%04d,,,,,,%d\n", n, n)
	}
	return text.String()
}

func TestBatchesAndProgress(t *testing.T) {
	text := locationsText(150) + "bad\n"
	store := &fakeStore{
		refuse: map[string]bool{"A-0003": true},
		known:  map[string]bool{"A-0004": true, "A-0149": true},
	}
	var seen []Progress
	report, err := Run(t.Context(), File{Kind: Locations, Body: strings.NewReader(text), Size: int64(len(text))}, store,
		func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(store.batches, []int{64, 64, 22}) {
		t.Errorf("batches of %v", store.batches)
	}
	requireErrors(t, report,
		RowError{Line: 5, Column: "code", Value: "A-0003", Reason: "code_taken"},
		RowError{Line: 152, Reason: BadColumns})
	if report.OK != 147 || report.Unchanged != 2 || report.Failed != 2 {
		t.Errorf("report %+v", report)
	}
	if len(seen) != 3 {
		t.Fatalf("progress %+v", seen)
	}
	total := int64(len(text))
	if seen[0] != (Progress{Done: int64(len(locationsText(64))), Total: total, OK: 62, Unchanged: 1, Failed: 1}) {
		t.Errorf("first progress %+v", seen[0])
	}
	if seen[2] != (Progress{Done: total, Total: total, OK: 147, Unchanged: 2, Failed: 2}) {
		t.Errorf("last progress %+v", seen[2])
	}
}

// A file without a good row is seen to go on, and can be stopped.
func TestProgressOfBadRows(t *testing.T) {
	text := "code,zone,aisle,bay,level,position,sequence\n" + strings.Repeat("bad\n", 200)
	ctx, cancel := context.WithCancel(t.Context())
	var seen []Progress
	report, err := Run(ctx, File{Kind: Locations, Body: strings.NewReader(text)}, &fakeStore{}, func(p Progress) {
		if seen = append(seen, p); len(seen) == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || report.Failed != 128 || len(report.Errors) != 128 {
		t.Errorf("error %v, %d failed, %d errors", err, report.Failed, len(report.Errors))
	}
	if want := (Progress{Done: 44 + 64*4, Failed: 64}); len(seen) != 2 || seen[0] != want {
		t.Errorf("progress %+v, want %+v first", seen, want)
	}
}

func TestRefusalsOfTheStoreAreSaid(t *testing.T) {
	store := &fakeStore{refuse: map[string]bool{"SO-2": true}}
	text := orderHead() + orderRow("SO-1", nil) + orderRow("SO-2", nil)
	report, err := Run(t.Context(), File{Kind: Orders, Body: strings.NewReader(text), Say: words.English().Say}, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := RowError{
		Line: 3, Column: "order", Value: "SO-2", Reason: "code_taken", Message: "SO-2 is the code of a tote already.",
	}
	if len(report.Errors) != 1 || report.Errors[0] != want {
		t.Errorf("got %+v, want %+v", report.Errors, want)
	}
	if silent := importText(t, Orders, text, store); len(silent.Errors) != 1 || silent.Errors[0].Message != "code_taken" {
		t.Errorf("without words: %+v", silent)
	}
}

func TestBrokenStoreEndsTheImport(t *testing.T) {
	breakage := errors.New("the disk is full")
	store := &fakeStore{breakage: breakage}
	_, err := Run(t.Context(), File{Kind: Locations, Body: strings.NewReader(locationsText(200))}, store, nil)
	if !errors.Is(err, breakage) || !strings.Contains(err.Error(), "line 2") || len(store.batches) != 1 {
		t.Errorf("error %v after %d batches", err, len(store.batches))
	}
}

func TestCancelledImportStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	store := &fakeStore{}
	report, err := Run(ctx, File{Kind: Locations, Body: strings.NewReader(locationsText(200))}, store, func(Progress) { cancel() })
	if !errors.Is(err, context.Canceled) || len(store.batches) != 1 || report.OK != 64 {
		t.Errorf("error %v, batches %v, report %+v", err, store.batches, report)
	}
}

// Whatever stands between good rows, they reach the store.
func FuzzGoodRowsAreKept(f *testing.F) {
	for _, seed := range []string{
		"", "x", "\"", "a,\"b\nc", "\"a\"b,,,,,,1\n\"", "\xff,,,,,,1", ";;;;", "\r\n\"\"", "TLB1,,,,,,1", "C,,,,,,99999999999999999999",
		"D,\"two\nlines\",,,,,1", strings.Repeat("\"", 70) + "\n" + strings.Repeat("\"\n", 70),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rubbish string) {
		text := "code,zone,aisle,bay,level,position,sequence\nFIRST,,,,,,1\n" + rubbish + "\nSECOND,,,,,,2\nTHIRD,,,,,,3\n"
		store := &fakeStore{}
		report := importText(t, Locations, text, store)
		for _, code := range []string{"FIRST", "SECOND", "THIRD"} {
			found := false
			for _, location := range store.locations {
				found = found || string(location.ID) == code
			}
			if !found {
				t.Fatalf("%q lost %s: %+v", rubbish, code, report)
			}
		}
		if report.OK != len(store.locations) {
			t.Fatalf("%d locations, report %+v", len(store.locations), report)
		}
	})
}

func FuzzOrders(f *testing.F) {
	f.Add(orderRow("SO-1", nil) + orderRow("SO-2", nil) + "SO-1\n" + "\"SO-2\n")
	f.Add(orderRow("SO-1", map[string]string{"note": "\"two\nlines\"", "ship_by": "2026-03-29 02:30"}))
	f.Fuzz(func(t *testing.T, rows string) {
		store := &fakeStore{}
		report := importText(t, Orders, orderHead()+rows, store)
		for _, draft := range store.drafts {
			if len(draft.Lines) == 0 || draft.Order == "" || draft.Lines[len(draft.Lines)-1].Number != len(draft.Lines) {
				t.Fatalf("%q gave the order %+v", rows, draft)
			}
		}
		if report.OK != len(store.drafts) {
			t.Fatalf("%d orders, report %+v", len(store.drafts), report)
		}
	})
}

func BenchmarkLocations(b *testing.B) {
	text := locationsText(10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(b.Context(), File{Kind: Locations, Body: strings.NewReader(text)}, &fakeStore{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
