package importing

import (
	"strings"
	"testing"
)

// Columns that a file may leave out are read, and checked, where they are there.
func TestFurtherColumns(t *testing.T) {
	store := &fakeStore{}
	head := strings.TrimSpace(itemHead) + ",origin,hs_code\n"
	report := importText(t, Items, head+"MUG,,Mug,350,,,,,,,,,,no,691200\n", store)
	requireErrors(t, report)
	if len(store.items) != 1 || store.items[0].HSCode != "691200" || store.items[0].Origin != "NO" {
		t.Errorf("got %+v", store.items)
	}
	report = importText(t, Items, head+"MUG,,Mug,350,,,,,,,,,,Norway,69.12\n", &fakeStore{})
	if len(report.Errors) != 2 || report.OK != 0 {
		t.Errorf("a wrong code and a wrong country: %+v", report)
	}
}
