package warehouse

import (
	"cmp"
	"context"
	"crypto/sha256"
	"strings"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/load"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	ledgerpack "tallyman/internal/ledger/pack"
	ledgerpick "tallyman/internal/ledger/pick"
	ledgerprint "tallyman/internal/ledger/print"
	ledgershift "tallyman/internal/ledger/shift"
	"tallyman/internal/ledger/ship"
)

// Ask is a scan with what surrounds it.
type Ask struct {
	Scan floor.Scan
	// Window is how long the same code of the same device is one read.
	Window time.Duration
	// Deadline is when the scanner does not wait any more; zero is never.
	Deadline time.Time
}

// Scan decides a scan and stores it. ledger.ErrGivenUp means that the deadline
// came first and nothing happened. The code of a badge is redacted before
// anything is stored or said.
func (w *Warehouse) Scan(ctx context.Context, ask Ask) (Answer, error) {
	scan := ask.Scan
	scan.Raw = redacted(scan)
	request := ledger.Request{
		Class: ledger.Scan, Deadline: ask.Deadline,
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) { return decideScan(tx, scan, ask.Window) },
	}
	if scan.Key != "" {
		hash := sha256.Sum256([]byte(string(scan.Station) + "\x00" + scan.Raw))
		request.Key, request.BodyHash = "scan:"+scan.Device+":"+scan.Key, hash[:]
	}
	receipt, err := w.ledger.Submit(ctx, request)
	return answer(receipt), err
}

// redacted hides a badge's code, also one that was read with a wrong check.
func redacted(scan floor.Scan) string {
	own := scan.Own
	if scan.Reading == floor.Misread && strings.HasPrefix(scan.Raw, "TLB") {
		own.Kind = floor.CodeBadge
	}
	return shift.Redact(scan.Raw, own)
}

// decideScan takes at most three statements while units are counted: the
// station with its session, the things that have the code, and what the stage
// has to know.
func decideScan(tx engine.Tx, scan floor.Scan, window time.Duration) (ledger.Decision, error) {
	out := ledger.Decision{Station: scan.Station, Raw: scan.Raw}
	desk, known, err := ledgershift.FindDesk(tx, scan.Station)
	if err != nil {
		return out, err
	}
	if !known {
		out.Skip = true
		out.Verdict = floor.Verdict{
			Outcome: floor.Unknown, Said: floor.Phrase{Code: "station_unknown", Subject: string(scan.Station)},
		}
		return out, nil
	}
	var previous floor.Verdict
	if shift.Double(desk.Session, scan, window) {
		if previous, err = desk.Previous(tx); err != nil {
			return out, err
		}
	}
	d, complete := shift.Begin(desk.Session, previous, scan, window)
	if !complete {
		if err := judge(tx, desk, scan, &d); err != nil {
			return out, err
		}
		shift.End(desk.Kind, desk.Session, &d)
	}
	out.Verdict, out.Events, out.Records = d.Verdict, d.Events, d.Records
	return out, nil
}

func judge(tx engine.Tx, desk ledgershift.Desk, scan floor.Scan, d *floor.Decision) error {
	var hits []floor.Thing
	if looksUp(scan) {
		var err error
		if hits, err = code.Lookup(tx, scan.Raw, cmp.Or(scan.GTIN, scan.SSCC)); err != nil {
			return err
		}
	}
	thing, why := shift.Identify(desk.Kind, d.Session, scan, hits)
	badge := floor.BadgeID("")
	if thing != nil && thing.Kind == floor.ABadge {
		badge = floor.BadgeID(thing.Ref)
	}
	if shift.Desk(thing, why, badge, d) {
		return nil
	}
	if err := judgeStage(tx, desk, *thing, scan, d); err != nil || thing.Kind != floor.AnAttempt {
		return err
	}
	label, err := ledgerprint.ScannedLabel(tx, floor.ParcelID(thing.Ref), scan.Raw)
	if err != nil {
		return err
	}
	print.JudgeOldLabel(label, d)
	return nil
}

// looksUp says whether a code may be registered: commands and the like mean
// themselves.
func looksUp(scan floor.Scan) bool {
	if scan.Reading == floor.Misread || scan.Fault != "" {
		return false
	}
	if scan.Reading == floor.Foreign {
		return true
	}
	switch scan.Own.Kind {
	case floor.CodeBadge, floor.CodeTote, floor.CodeCart, floor.CodeLocation, floor.CodeAttempt:
		return true
	case floor.CodeCommand, floor.CodeQuantity, floor.CodeStation, floor.CodeDock:
		return false
	}
	return false
}

func judgeStage(tx engine.Tx, desk ledgershift.Desk, thing floor.Thing, scan floor.Scan, d *floor.Decision) error {
	switch shift.StageOf(desk.Kind, d.Session, thing) {
	case shift.Pick:
		facts, err := ledgerpick.Facts(tx, d.Session, thing)
		if err != nil {
			return err
		}
		pick.Judge(facts, scan, d)
	case shift.Pack:
		facts, err := ledgerpack.Facts(tx, ledgerpack.Desk{
			Session: d.Session, Labels: desk.Labels, Documents: desk.Documents,
		}, thing)
		if err != nil {
			return err
		}
		if facts.Jam, err = ledgerprint.Jam(tx, d.Session.Ask, thing, scan.Raw); err != nil {
			return err
		}
		pack.Judge(facts, scan, d)
	case shift.Dock:
		facts, err := ship.LoadFacts(tx, thing)
		if err != nil {
			return err
		}
		load.Judge(facts, scan, d)
	}
	return nil
}
