package shift

import (
	"strings"
	"testing"

	"tallyman/internal/floor"
)

func TestJudgeBadge(t *testing.T) {
	anna := floor.Code{Kind: floor.CodeBadge, Body: "ANNA"}
	known := &Member{Badge: "B-0001", Role: Picker, Name: "Anna", Version: 1}
	for name, c := range map[string]struct {
		existing *Member
		draft    BadgeDraft
		want     floor.Change
		said     string
	}{
		"a new one":          {nil, BadgeDraft{"Anna", Picker, anna}, floor.Created, "badge_issued"},
		"a code is made":     {nil, BadgeDraft{Name: "Anna", Role: Picker}, floor.Created, "badge_issued"},
		"the same again":     {known, BadgeDraft{"Anna", Picker, anna}, floor.Unchanged, ""},
		"another role":       {known, BadgeDraft{"Anna", Packer, anna}, floor.Changed, "badge_issued"},
		"nobody":             {nil, BadgeDraft{"", Picker, anna}, floor.Refused, "badge_without_name"},
		"a role of no house": {nil, BadgeDraft{"Anna", "boss", anna}, floor.Refused, "role_unknown"},
		"the code of a tote": {nil, BadgeDraft{"Anna", Picker, floor.Code{Kind: floor.CodeTote, Body: "1"}}, floor.Refused, "not_a_badge_code"},
	} {
		change, d := JudgeBadge(BadgeFacts{Existing: c.existing, Serial: 7, Made: "RANDOM"}, c.draft)
		if change != c.want || d.Verdict.Said.Code != c.said {
			t.Errorf("%s: %s, %s", name, change, d.Verdict.Said.Code)
		}
		issued := change == floor.Created || change == floor.Changed
		if issued != (len(d.Events) == 1 && len(d.Records) == 1) {
			t.Errorf("%s: events %v", name, d.Events)
		}
	}
}

// Neither the name nor the code of a badge may be in an event.
func TestBadgeKeepsPeopleOutOfHistory(t *testing.T) {
	_, d := JudgeBadge(BadgeFacts{Serial: 7, Made: "RANDOM"}, BadgeDraft{Name: "Anna", Role: Picker})
	issued, ok := d.Events[0].(BadgeIssued)
	if !ok || !strings.HasPrefix(issued.Key, "badge:") || issued.Holder != "badge:B-0007:1" {
		t.Errorf("the event is %+v", d.Events[0])
	}
	if holder, ok := d.Records[0].Value.(Holder); !ok || holder.Name != "Anna" || !strings.HasPrefix(holder.Code, "TLBRANDOM") {
		t.Errorf("the record is %+v", d.Records[0])
	}
}

func TestRedact(t *testing.T) {
	badge := floor.Code{Kind: floor.CodeBadge, Body: "ANNA"}
	if got := Redact(badge.String(), badge); strings.Contains(got, "ANNA") || len(got) != len("badge:")+32 {
		t.Errorf("a badge is stored as %s", got)
	}
	tote := floor.Code{Kind: floor.CodeTote, Body: "0001"}
	if got := Redact(tote.String(), tote); got != tote.String() {
		t.Errorf("a tote is stored as %s", got)
	}
}

func TestJudgeTote(t *testing.T) {
	own := floor.Code{Kind: floor.CodeTote, Body: "0042"}
	for name, c := range map[string]struct {
		facts ToteFacts
		draft ToteDraft
		want  floor.Change
		tote  string
	}{
		"a code is made":      {ToteFacts{Serial: 3}, ToteDraft{}, floor.Created, "T-0003"},
		"with its code":       {ToteFacts{Serial: 3}, ToteDraft{own}, floor.Created, "T-0042"},
		"the same again":      {ToteFacts{Known: true}, ToteDraft{own}, floor.Unchanged, ""},
		"the code of a badge": {ToteFacts{}, ToteDraft{floor.Code{Kind: floor.CodeBadge, Body: "1"}}, floor.Refused, ""},
	} {
		change, d := JudgeTote(c.facts, c.draft)
		if change != c.want || d.Verdict.Said.Tote != c.tote {
			t.Errorf("%s: %s, %s", name, change, d.Verdict.Said.Tote)
		}
	}
}
