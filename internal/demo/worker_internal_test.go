package demo

import (
	"math/rand/v2"
	"testing"
	"time"

	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/gs1"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// A bent code is one that the program finds out, or it would be a mistake that
// nobody notices.
func TestBentCodesAreFound(t *testing.T) {
	var s slips
	for _, code := range []string{command(floor.Next), toteCode("T-0001"), own(floor.CodeLocation, "A1203")} {
		if _, reading := floor.ReadCode(s.bent(code)); reading != floor.Misread {
			t.Errorf("%s bent is %s", code, s.bent(code))
		}
	}
	if _, err := gs1.ParseGTIN(s.bent("9521000001015")); err == nil {
		t.Errorf("9521000001015 bent is %s", s.bent("9521000001015"))
	}
}

func TestNobodyErrsTwiceInARow(t *testing.T) {
	s := slips{chance: rand.New(rand.NewPCG(1, 1)), due: 2}
	refused := view.Station{Outcome: floor.Bad}
	for range 1000 {
		if s.happens(0.9, refused) {
			t.Fatal("a mistake after a refusal")
		}
	}
	if s.short(refused) || !s.short(refused) || s.short(refused) {
		t.Error("the piece that is missing is not the second one")
	}
}

func TestDistance(t *testing.T) {
	near, far, away := distance("A-12-03", "A-12-01"), distance("A-12-03", "A-02-01"), distance("A-12-03", "C-12-03")
	if near >= far || far >= away || distance("", "A-12-03") != away || distance("shelf", "shelf") <= 0 {
		t.Errorf("near %v, far %v, another aisle %v", near, far, away)
	}
}

func TestWhatWasRefusedIsLeftAlone(t *testing.T) {
	now := time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)
	w := &worker{aside: map[string]time.Time{}, now: func() time.Time { return now }}
	totes := []floor.ToteID{"T-0001", "T-0002"}
	w.tried = "T-0001"
	w.setAside(view.Station{Outcome: floor.Bad, Said: &floor.Phrase{Code: "order_incomplete"}})
	if found := first(w, totes); found != "T-0002" {
		t.Errorf("it is %s", found)
	}
	now = now.Add(patience + time.Second)
	if found := first(w, totes); found != "T-0001" {
		t.Errorf("after a while it is %s", found)
	}
	w.tried = "T-0001"
	w.setAside(view.Station{Outcome: floor.Bad, Said: &floor.Phrase{Code: "order_cancelled_put_back"}})
	now = now.Add(patience + time.Second)
	if found := first(w, totes); found != "T-0002" {
		t.Errorf("goods that have to be put back: %s", found)
	}
}

func TestTray(t *testing.T) {
	var papers tray
	papers.add(paperOf(sim.PrinterLabel{Fields: []sim.PrinterField{
		{Kind: sim.FieldQR, Text: "TLP000001"}, {Kind: sim.FieldGS1128, Text: "00123456789012345675"},
	}}))
	papers.add(paper{attempt: "TLP000002"})
	if papers.label("123456789012345675") != "TLP000001" || papers.other("1") != "TLP000001" || papers.label("1") != "" {
		t.Errorf("the labels are %+v", papers.papers)
	}
	if !papers.holds("TLP000002") || papers.holds("TLP000003") {
		t.Errorf("the papers are %+v", papers.papers)
	}
	papers.throwAway("TLP000001")
	if papers.label("123456789012345675") != "" {
		t.Error("what was thrown away is still there")
	}
	for range mostPapers {
		papers.add(paper{attempt: "TLP000009"})
	}
	if papers.holds("TLP000002") {
		t.Error("the tray holds more than it can")
	}
	papers.clear()
	if papers.holds("TLP000009") {
		t.Error("an empty tray holds papers")
	}
}

func TestFaultsByName(t *testing.T) {
	all := []web.DemoFault{"paper_out", "ribbon_out", "head_open", "paused", "silent", "refuse", "deaf", "hang_up", "cut_off"}
	if got := faultsOf(wrongWith(all)); len(got) != len(all) {
		t.Errorf("%v became %v", all, got)
	}
	if got := faultsOf(wrongWith(nil)); len(got) != 0 {
		t.Errorf("nothing became %v", got)
	}
}
