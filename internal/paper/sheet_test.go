package paper_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/pdf"
	"tallyman/internal/paper"
)

// A printed sheet is scanned: every code, once, and the layout test on every
// page. It is drawn from the PDF by a reader of PDF that is not ours.
func TestSheetsAreScanned(t *testing.T) {
	t.Parallel()
	for _, kind := range []paper.SheetKind{paper.SheetBins, paper.SheetCommands} {
		var codes []paper.Code
		var want []string
		for n := range 15 {
			code := fmt.Sprintf("TLB%08dX%02d", n*7919, n)
			codes = append(codes, paper.Code{Code: code, Caption: fmt.Sprintf("A-%02d Ґудзь 王", n), Sub: "below " + code})
			want = append(want, "CODE-128:"+code)
		}
		pages := paper.Sheet(kind, "Sheet of "+string(kind), codes)
		for n, p := range pages {
			apart(t, p)
			says(t, p, "Sheet of "+string(kind), fmt.Sprintf("Page %d of %d", n+1, len(pages)), paper.LayoutTest)
			want = append(want, "CODE-128:"+paper.LayoutTest)
		}
		says(t, pages[0], codes[0].Code, codes[0].Caption, codes[0].Sub)
		file, err := pdf.Render(pages, string(kind))
		if err != nil {
			t.Fatal(err)
		}
		read := scanned(t, file)
		slices.Sort(read)
		slices.Sort(want)
		if !slices.Equal(read, want) {
			t.Errorf("%s: zbarimg reads %q, want %q", kind, read, want)
		}
	}
}

// scanned draws the pages of a PDF as an office printer does and reads them.
func scanned(t *testing.T, file []byte) []string {
	t.Helper()
	folder := t.TempDir()
	pagetest.Run(t, "poppler-utils", file, "pdftoppm", "-png", "-gray", "-r", "300", "-", filepath.Join(folder, "page"))
	names, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil || len(names) == 0 {
		t.Fatalf("pictures of the PDF: %v, %v", names, err)
	}
	var all []string
	for _, name := range names {
		picture, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, pagetest.ZBar(t, picture)...)
	}
	return all
}

func TestSheetOfNothingAndOfTheImpossible(t *testing.T) {
	empty := paper.Sheet(paper.SheetTotes, "Totes", nil)
	if len(empty) != 1 {
		t.Fatalf("%d pages", len(empty))
	}
	says(t, empty[0], "There is nothing to print on this sheet.", "Page 1 of 1")

	long := strings.Repeat("LONG ", 15)
	odd := paper.Sheet(paper.SheetBins, "^XZ", []paper.Code{{Code: long}, {Code: "Київ", Caption: strings.Repeat("кошик ", 90)}, {}})
	if _, err := page.Raster(odd[0], 100); err != nil {
		t.Fatal(err)
	}
	apart(t, odd[0])
	says(t, odd[0], "Київ")
	if codes := pagetest.Codes(odd[0]); len(codes) != 1 {
		t.Errorf("%d barcodes, want only the layout test", len(codes))
	}
}
