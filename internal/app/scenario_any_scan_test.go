package app_test

import (
	"strings"
	"time"

	"pgregory.net/rapid"

	"tallyman/internal/floor"
	"tallyman/internal/station"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

// unheard says of a station that its last answer was perhaps not heard.
func (f *anyFloor) unheard(t *rapid.T) {
	row := f.station(t)
	ok(t, f.Unheard(f.ctx, row.ID, row.Seq))
}

func (f *anyFloor) station(t *rapid.T) view.Station {
	rows, _, err := f.view.Stations(f.ctx, 0)
	ok(t, err)
	return rows[rapid.IntRange(0, 3).Draw(t, "station")]
}

func (f *anyFloor) scan(t *rapid.T, id floor.StationID, code string) {
	f.scanAll(t, map[floor.StationID]string{id: code})
}

// scanAll scans at several stations at the same moment.
func (f *anyFloor) scanAll(t *rapid.T, codes map[floor.StationID]string) {
	f.clock = f.clock.Add(rapid.SampledFrom([]time.Duration{time.Second, time.Second, 50 * time.Millisecond}).Draw(t, "later"))
	type told struct {
		id     floor.StationID
		answer warehouse.Answer
		err    error
	}
	answers := make(chan told, len(codes))
	for id, code := range codes {
		go func() {
			answer, err := f.Scan(f.ctx, warehouse.Ask{
				Scan: station.Resolve(id, string(id), "", code, f.clock), Window: 200 * time.Millisecond,
			})
			answers <- told{id, answer, err}
		}()
	}
	for range codes {
		got := <-answers
		if got.err != nil {
			t.Fatalf("%s scans %s: %v", got.id, codes[got.id], got.err)
		}
		t.Logf("%s scans %s: %s %s", got.id, codes[got.id], got.answer.Verdict.Outcome, got.answer.Verdict.Said.Code)
		if v := got.answer.Verdict; v.Said.Code == "" || v.Next.Code == "" {
			t.Fatalf("%s scans %s: the answer is %+v", got.id, codes[got.id], v)
		}
	}
}

// together scans at every station what it waits for.
func (f *anyFloor) together(t *rapid.T) {
	rows, _, err := f.view.Stations(f.ctx, 0)
	ok(t, err)
	codes := map[floor.StationID]string{}
	for _, row := range rows {
		if code := f.wanted(t, row); code != "" {
			codes[row.ID] = code
		}
	}
	f.scanAll(t, codes)
}

func (f *anyFloor) any(t *rapid.T) {
	codes := f.texts(t, `SELECT code FROM code WHERE kind <> 'badge' ORDER BY code`)
	for _, c := range floor.Commands() {
		codes = append(codes, floor.Code{Kind: floor.CodeCommand, Body: string(c)}.String())
	}
	codes = append(codes, ownOf(floor.CodeBadge, "ANNA"), ownOf(floor.CodeBadge, "ERIK"), ownOf(floor.CodeQuantity, "02"),
		ownOf(floor.CodeStation, "CARD"), ownOf(floor.CodeDock, "D1"), "nonsense")
	code := rapid.SampledFrom(codes).Draw(t, "code")
	id := f.station(t).ID
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		f.scan(t, id, code)
	}
}

func ownOf(kind floor.CodeKind, body string) string {
	return floor.Code{Kind: kind, Body: body}.String()
}

// right scans what a station waits for.
func (f *anyFloor) right(t *rapid.T) {
	row := f.station(t)
	if code := f.wanted(t, row); code != "" {
		f.scan(t, row.ID, code)
	}
}

func (f *anyFloor) wanted(t *rapid.T, row view.Station) string {
	command := func(c floor.Command) string { return ownOf(floor.CodeCommand, string(c)) }
	pick := func(query string) string {
		found := f.texts(t, query)
		if len(found) == 0 {
			return ""
		}
		return rapid.SampledFrom(found).Draw(t, "code")
	}
	next := "next_badge"
	if row.Next != nil {
		next = row.Next.Code
	}
	switch next {
	case "next_badge":
		return ownOf(floor.CodeBadge, rapid.SampledFrom([]string{"ANNA", "ERIK"}).Draw(t, "badge"))
	case "next_acknowledge":
		return command(floor.Acknowledge)
	case "next_keep_or_undo":
		return command(rapid.SampledFrom([]floor.Command{floor.Next, floor.UndoLast}).Draw(t, "command"))
	case "next_take_work", "next_empty_tote":
		return command(floor.Next)
	case "next_bind_tote":
		return pick(`SELECT code FROM tote ORDER BY id`)
	case "next_location":
		return row.Next.Location
	case "next_item", "next_unit":
		return row.Next.SKU
	case "next_put":
		return strings.Join(f.texts(t, `SELECT code FROM tote WHERE id = ?1`, row.Next.Tote), "")
	case "next_drop":
		return ownOf(floor.CodeStation, "STAGE")
	case "next_done":
		return command(floor.Done)
	case "next_parking_card":
		return ownOf(floor.CodeStation, "CARD")
	case "next_printed_or_reprint":
		return command(rapid.SampledFrom([]floor.Command{floor.Printed, floor.Reprint}).Draw(t, "command"))
	case "next_label":
		return pick(`SELECT attempt FROM print_job WHERE document = 'label' ORDER BY number DESC LIMIT 3`)
	case "next_tote_or_order":
		return pick(`SELECT id FROM orders UNION ALL SELECT code FROM tote UNION ALL SELECT '` +
			ownOf(floor.CodeDock, "D1") + `' ORDER BY 1`)
	case "next_load":
		return pick(`SELECT sscc FROM parcel WHERE sscc <> '' UNION ALL SELECT '` + command(floor.Done) + `' ORDER BY 1`)
	}
	return ""
}
