package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger/engine"
	ledgershift "tallyman/internal/ledger/shift"
)

// madeBody is how many characters a badge code has that is made here. Of 34
// characters each, twelve cannot be guessed.
const madeBody = 12

const codeAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWX"

// IssueBadges gives people badges. Without a code the same name and role again
// are the same person.
func (w *Warehouse) IssueBadges(ctx context.Context, drafts []shift.BadgeDraft) ([]floor.Result, error) {
	type issue struct {
		draft shift.BadgeDraft
		made  string
	}
	issues := make([]issue, len(drafts))
	for i, draft := range drafts {
		made, err := w.randomBody()
		if err != nil {
			return nil, err
		}
		issues[i] = issue{draft, made}
	}
	return bulk(ctx, w, issues, func(tx engine.Tx, i issue, _ time.Time) (floor.Change, floor.Decision, error) {
		serial, err := ledgershift.NextBadge(tx)
		if err != nil {
			return "", floor.Decision{}, err
		}
		f := shift.BadgeFacts{Serial: int(serial), Made: i.made}
		if f.Existing, err = ledgershift.Member(tx, i.draft); err != nil {
			return "", floor.Decision{}, err
		}
		change, d := shift.JudgeBadge(f, i.draft)
		return change, d, nil
	})
}

// randomBody makes the body of a badge code that nobody can guess. Bytes that
// would make some characters likelier than others are thrown away.
func (w *Warehouse) randomBody() (string, error) {
	body := make([]byte, 0, madeBody)
	var b [1]byte
	for len(body) < madeBody {
		if _, err := io.ReadFull(w.random, b[:]); err != nil {
			return "", fmt.Errorf("make a badge code: %w", err)
		}
		if n := len(codeAlphabet); int(b[0]) < 256/n*n {
			body = append(body, codeAlphabet[int(b[0])%n])
		}
	}
	return string(body), nil
}

// DefineTotes makes totes known.
func (w *Warehouse) DefineTotes(ctx context.Context, drafts []shift.ToteDraft) ([]floor.Result, error) {
	return bulk(ctx, w, drafts, func(tx engine.Tx, draft shift.ToteDraft, _ time.Time) (floor.Change, floor.Decision, error) {
		f, err := ledgershift.ToteFacts(tx, draft)
		if err != nil {
			return "", floor.Decision{}, err
		}
		change, d := shift.JudgeTote(f, draft)
		return change, d, nil
	})
}

// DefineStations makes the stations of the settings known; only what is
// different becomes an entry.
func (w *Warehouse) DefineStations(ctx context.Context, stations []shift.StationDefined) error {
	_, err := w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		known, err := ledgershift.Stations(tx)
		if err != nil {
			return floor.Decision{}, err
		}
		var d floor.Decision
		for _, station := range stations {
			if known[station.Station] != station {
				d.Happened(station)
			}
		}
		if len(d.Events) > 0 {
			d.Accept(floor.Phrase{Code: "settings_changed"})
		}
		return d, nil
	})
	return err
}

// same says whether two values are written alike.
func same(a, b any) (bool, error) {
	first, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	second, err := json.Marshal(b)
	return string(first) == string(second), err
}
