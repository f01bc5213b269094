package words

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var asked = regexp.MustCompile(`\.(?:say|fill|counted)\("([a-z0-9_]+)"`)

// Every text that papers ask for is there, and every text is asked for.
func TestTextsOfPapersAreThoseAskedFor(t *testing.T) {
	names, err := filepath.Glob("../paper/*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range asked.FindAllStringSubmatch(string(text), -1) {
			used["paper_"+found[1]] = true
		}
	}
	if len(used) < 20 {
		t.Fatalf("only %d texts are asked for: the search is broken", len(used))
	}
	texts := file(t, "paper.en.toml")
	for key := range used {
		if texts[key] == nil {
			t.Errorf("paper.en.toml has no %s", key)
		}
	}
	for key := range texts {
		if !used[key] {
			t.Errorf("paper.en.toml: no paper says %s", key)
		}
	}
}

func TestPaperSpeaksEveryLanguage(t *testing.T) {
	all := All()
	for _, tag := range Languages() {
		c := all.In(tag)
		if got := c.Paper("page", Filling{Quantity: 2, Of: 31}); !strings.Contains(got, "2") || !strings.Contains(got, "31") {
			t.Errorf("%s: page 2 of 31 is %q", tag, got)
		}
		if got := c.Paper("total", Filling{Got: "1\u00a0234,50 <&>"}); !strings.Contains(got, "1\u00a0234,50 <&>") {
			t.Errorf("%s: an amount became %q", tag, got)
		}
		form := c.Paper("date_form", Filling{})
		at := time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)
		if back, err := time.Parse(form, at.Format(form)); err != nil || !back.Equal(at) {
			t.Errorf("%s: dates are written %q, which does not read back", tag, form)
		}
		if got := c.Paper("nobody_wrote_this", Filling{}); got != "[nobody_wrote_this]" {
			t.Errorf("%s: %q", tag, got)
		}
	}
}
