package app_test

import (
	"strings"
	"testing"
)

// play carries out steps as the files of scenarios have them, one a line; see
// scenario and rig.do.
func (r *rig) play(t *testing.T, steps string) {
	t.Helper()
	for row := range strings.SplitSeq(strings.TrimSpace(steps), "\n") {
		row = strings.TrimSpace(row)
		does, want, _ := strings.Cut(row, " -> ")
		next := step{text: row}
		var err error
		if next.does, err = words(does); err == nil {
			next.want, err = words(want)
		}
		if err == nil {
			err = r.do(next)
		}
		if err != nil {
			t.Fatalf("%s\n\t%v", row, err)
		}
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
