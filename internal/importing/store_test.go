package importing

import (
	"context"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

// fakeStore keeps what it is given. refuse says which rows it refuses, by SKU,
// order or code; known ones are unchanged.
type fakeStore struct {
	items     []stock.Item
	locations []stock.Location
	counts    []stock.Count
	badges    []shift.BadgeDraft
	totes     []shift.ToteDraft
	drafts    []order.Draft
	batches   []int
	refuse    map[string]bool
	known     map[string]bool
	breakage  error
}

func (s *fakeStore) DefineItems(_ context.Context, items []stock.Item) ([]floor.Result, error) {
	s.items = append(s.items, items...)
	return results(s, items, func(i stock.Item) string { return string(i.SKU) })
}

func (s *fakeStore) DefineLocations(_ context.Context, locations []stock.Location) ([]floor.Result, error) {
	s.locations = append(s.locations, locations...)
	return results(s, locations, func(l stock.Location) string { return string(l.ID) })
}

func (s *fakeStore) CountStock(_ context.Context, counts []stock.Count) ([]floor.Result, error) {
	s.counts = append(s.counts, counts...)
	return results(s, counts, func(c stock.Count) string { return string(c.SKU) })
}

func (s *fakeStore) IssueBadges(_ context.Context, badges []shift.BadgeDraft) ([]floor.Result, error) {
	s.badges = append(s.badges, badges...)
	return results(s, badges, func(b shift.BadgeDraft) string { return b.Name })
}

func (s *fakeStore) DefineTotes(_ context.Context, totes []shift.ToteDraft) ([]floor.Result, error) {
	s.totes = append(s.totes, totes...)
	return results(s, totes, func(t shift.ToteDraft) string { return t.Code.Body })
}

func (s *fakeStore) PlaceOrders(_ context.Context, drafts []order.Draft) ([]floor.Result, error) {
	s.drafts = append(s.drafts, drafts...)
	return results(s, drafts, func(d order.Draft) string { return string(d.Order) })
}

func results[T any](s *fakeStore, rows []T, name func(T) string) ([]floor.Result, error) {
	s.batches = append(s.batches, len(rows))
	if s.breakage != nil {
		return nil, s.breakage
	}
	var all []floor.Result
	for _, row := range rows {
		switch {
		case s.refuse[name(row)]:
			all = append(all, floor.Result{Change: floor.Refused, Said: floor.Phrase{Code: "code_taken", Got: name(row), Subject: "tote"}})
		case s.known[name(row)]:
			all = append(all, floor.Result{Change: floor.Unchanged})
		default:
			all = append(all, floor.Result{Change: floor.Created})
		}
	}
	return all, nil
}

// importText runs a file that must not fail as a whole.
func importText(t *testing.T, kind Kind, text string, store Store) Report {
	t.Helper()
	report, err := Run(t.Context(), File{Kind: kind, Body: strings.NewReader(text), Size: int64(len(text))}, store, nil)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return report
}

// requireErrors compares line, column and reason of what was reported.
func requireErrors(t *testing.T, report Report, want ...RowError) {
	t.Helper()
	for i := range max(len(report.Errors), len(want)) {
		switch {
		case i >= len(report.Errors):
			t.Errorf("not reported: line %d, column %q, %s", want[i].Line, want[i].Column, want[i].Reason)
		case i >= len(want):
			t.Errorf("reported: %+v", report.Errors[i])
		default:
			got, want := report.Errors[i], want[i]
			if got.Line != want.Line || got.Column != want.Column || got.Reason != want.Reason || got.Warning != want.Warning {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
			if want.Value != "" && got.Value != want.Value {
				t.Errorf("line %d, %s: value %q, want %q", got.Line, got.Column, got.Value, want.Value)
			}
			if got.Message == "" {
				t.Errorf("line %d, %s: no message", got.Line, got.Column)
			}
		}
	}
}
