package view_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tallyman/internal/feed"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
)

// plain writes messages that a person can read.
type plain struct{}

func (plain) Snapshot(seq int64, collection string, rows []feed.Row) []byte {
	return fmt.Appendf(nil, "snapshot %s at %d with %d rows", collection, seq, len(rows))
}

func (plain) Changes(_ int64, changes []feed.Change) []byte {
	var said []byte
	for _, change := range changes {
		said = fmt.Appendf(said, "%d %s %s %s\n", change.Seq, change.Collection, change.ID, change.Row)
	}
	return said
}

// The whole way of a change: commit, touched rows, feed, screen.
func TestAScanReachesAScreen(t *testing.T) {
	r := newRig(t)
	f := feed.New(feed.Options{Source: r.view, Encoder: plain{}, Collections: view.Collections()})
	r.ledger.OnCommit(func(c ledger.Commit) {
		touched := make([]feed.Touch, len(c.Touched))
		for i, touch := range c.Touched {
			touched[i] = feed.Touch(touch)
		}
		f.Touched(c.Head, touched)
	})
	go func() { _ = f.Run(t.Context()) }()
	screen, err := f.Subscribe(t.Context(), []string{view.Stations, view.Scans}, 0)
	r.must(err)
	defer screen.Close()
	next := func() string {
		t.Helper()
		message, err := screen.Next(t.Context())
		r.must(err)
		return string(message)
	}
	snapshots := []string{next(), next()}
	slices.Sort(snapshots)
	head := r.ledger.Head().Seq
	equal(t, "what a screen begins with", snapshots, []string{
		fmt.Sprintf("snapshot scans at %d with 0 rows", head), fmt.Sprintf("snapshot stations at %d with 2 rows", head),
	})

	answer := r.scan("pick-1", "badge_first", mugEAN)
	var said strings.Builder
	for !strings.Contains(said.String(), "scans") || !strings.Contains(said.String(), "stations") {
		said.WriteString(next())
	}
	for _, want := range []string{
		fmt.Sprintf("%d stations pick-1 {", answer.Seq), fmt.Sprintf("%d scans %d {", answer.Seq, answer.Seq),
		`"text":"words of badge_first"`, `"raw":"` + mugEAN + `"`,
	} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%s is missing in:\n%s", want, said.String())
		}
	}
}
