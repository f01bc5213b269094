package paper_test

import (
	"testing"

	"tallyman/devices/page"
	"tallyman/internal/gs1"
	"tallyman/internal/paper"
)

// What is printed passes the strict rules, not only those that a scan asks for.
func TestSymbolsOfGS1AreCompleteByTheStandard(t *testing.T) {
	sscc, err := gs1.NewSSCC('3', "9520000", 1234)
	if err != nil {
		t.Fatal(err)
	}
	box := parcel(addressees()["English"], 2)
	box.Label.SSCC = sscc
	pages := append(paper.ContentsLabel(box), paper.Label(box.Label))
	for i, p := range pages {
		var all []gs1.Elements
		for _, item := range p.Items {
			code, is := item.(page.Barcode)
			if !is || code.Symbology != page.GS1128 && code.Symbology != page.GS1DataMatrix {
				continue
			}
			elements, err := gs1.Parse(code.Data)
			if err != nil {
				t.Errorf("page %d: %v", i, err)
			}
			if code.Symbology == page.GS1128 && len(code.Data) > gs1.LongestCode128 {
				t.Errorf("page %d: a GS1-128 of %d characters", i, len(code.Data))
			}
			all = append(all, elements)
		}
		if wrong := gs1.Check(all...); len(all) == 0 || len(wrong) > 0 {
			t.Errorf("page %d has %d symbols of GS1: %v", i, len(all), wrong)
		}
	}
}
