package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
	"tallyman/internal/importing"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

// house stands in for everything below the face: it keeps what it was asked
// and answers what the test says.
type house struct {
	mu        sync.Mutex
	seq       int64
	items     []stock.Item
	locations []stock.Location
	counts    []stock.Count
	batches   []int
	drafts    []order.Draft
	kept      map[string]keptReply
	// refuse is the code with which the rules refuse, "" when they do not.
	refuse string
	// outcome is of a refusal; Bad when empty.
	outcome floor.Outcome
	breaks  error
	told    []string
	scans   map[string]warehouse.Answer
	asks    []view.Ask
	atLeast int64
	files   []string
	// verifying, when set, keeps a check until it is closed.
	verifying chan struct{}
	expect    ledger.Head
	typed     []string
}

type keptReply struct {
	hash  [32]byte
	reply warehouse.Reply
}

var site = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func (h *house) tell(format string, args ...any) {
	h.told = append(h.told, fmt.Sprintf(format, args...))
}

func (h *house) results(n int) ([]floor.Result, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.batches = append(h.batches, n)
	if h.breaks != nil {
		return nil, h.breaks
	}
	h.seq++
	all := make([]floor.Result, n)
	for i := range all {
		all[i] = h.result()
	}
	return all, nil
}

func (h *house) result() floor.Result {
	if h.refuse != "" {
		return floor.Result{Change: floor.Refused, Said: floor.Phrase{Code: h.refuse}}
	}
	return floor.Result{Change: floor.Created}
}

func (h *house) DefineItems(_ context.Context, items []stock.Item) ([]floor.Result, error) {
	h.items = append(h.items, items...)
	return h.results(len(items))
}

func (h *house) DefineLocations(_ context.Context, locations []stock.Location) ([]floor.Result, error) {
	h.locations = append(h.locations, locations...)
	return h.results(len(locations))
}

func (h *house) CountStock(_ context.Context, counts []stock.Count) ([]floor.Result, error) {
	h.counts = append(h.counts, counts...)
	return h.results(len(counts))
}

// PlaceOrder keeps replies by key, as the ledger does.
func (h *house) PlaceOrder(_ context.Context, draft order.Draft, once warehouse.Once) (warehouse.Reply, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if kept, known := h.kept[once.Key]; known {
		if kept.hash != once.BodyHash {
			return warehouse.Reply{}, fmt.Errorf("key %q: %w", once.Key, ledger.ErrKeyReused)
		}
		kept.reply.Replayed = true
		return kept.reply, nil
	}
	if h.breaks != nil {
		return warehouse.Reply{}, h.breaks
	}
	h.drafts = append(h.drafts, draft)
	var reply warehouse.Reply
	reply.Status, reply.Body = once.Respond(h.result())
	if h.refuse == "" {
		h.seq++
		reply.Seq = h.seq
	}
	if h.kept == nil {
		h.kept = map[string]keptReply{}
	}
	h.kept[once.Key] = keptReply{once.BodyHash, reply}
	return reply, nil
}

func (h *house) answer(format string, args ...any) (warehouse.Answer, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tell(format, args...)
	if h.breaks != nil {
		return warehouse.Answer{}, h.breaks
	}
	if h.refuse != "" {
		outcome := h.outcome
		if outcome == "" {
			outcome = floor.Bad
		}
		return warehouse.Answer{Verdict: floor.Verdict{Outcome: outcome, Said: floor.Phrase{Code: h.refuse}}}, nil
	}
	h.seq++
	return warehouse.Answer{Seq: h.seq, At: site, Verdict: floor.Verdict{
		Outcome: floor.Good, Said: floor.Phrase{Code: "done"}, Next: floor.Phrase{Code: "scan_item"},
	}}, nil
}

func (h *house) CancelOrder(_ context.Context, id floor.OrderID, reason string) (warehouse.Answer, error) {
	return h.answer("cancel %s because %s", id, reason)
}

func (h *house) HoldOrder(_ context.Context, id floor.OrderID, kind, by string) (warehouse.Answer, error) {
	return h.answer("hold %s for %s by %s", id, kind, by)
}

func (h *house) LiftHold(_ context.Context, id floor.OrderID, kind, by string) (warehouse.Answer, error) {
	return h.answer("lift %s of %s by %s", kind, id, by)
}

func (h *house) Search(_ context.Context, text string, atLeast int64) ([]view.Hit, int64, error) {
	h.atLeast = atLeast
	return []view.Hit{{Kind: view.AnOrder, ID: text}}, h.seq, h.breaks
}

func (h *house) Locations(_ context.Context, ask view.Ask) (view.Page[view.Location], error) {
	return page(h, ask, view.Location{ID: "A-01"})
}

func (h *house) Items(_ context.Context, ask view.Ask) (view.Page[view.ItemRow], error) {
	return page(h, ask, view.ItemRow{SKU: "MUG"})
}

func (h *house) ShipPart(_ context.Context, id floor.OrderID) (warehouse.Answer, error) {
	return h.answer("ship part of %s", id)
}

func (h *house) Floor(_ context.Context, atLeast int64) (view.FloorRow, error) {
	h.atLeast = atLeast
	return view.FloorRow{ID: view.Now, At: site, UnderWay: 3}, h.breaks
}

func (h *house) Exceptions(_ context.Context, atLeast int64) ([]view.Exception, int64, error) {
	h.atLeast = atLeast
	return []view.Exception{{ID: "order/SO-1", Kind: view.OrderIncomplete}}, h.seq, h.breaks
}

func (h *house) ReleaseOnce(_ context.Context, key string, totes int) (floor.PickListID, warehouse.Answer, error) {
	answer, err := h.answer("release %d%s", totes, key)
	return "L-000001", answer, err
}

func (h *house) AnswerPrintJob(_ context.Context, id floor.PrintJobID, came bool) (warehouse.Answer, error) {
	return h.answer("%s came: %v", id, came)
}

func (h *house) Reprint(_ context.Context, id floor.PrintJobID, reason string) (warehouse.Answer, error) {
	return h.answer("reprint %s because %s", id, reason)
}

func (h *house) LastGood(_ context.Context, id floor.PrintJobID) (warehouse.Answer, error) {
	return h.answer("%s is the last good one", id)
}

func (h *house) RestAgain(_ context.Context, id floor.PrintJobID) (warehouse.Answer, error) {
	return h.answer("what is behind %s again", id)
}

func (h *house) MoveQueue(_ context.Context, from string, to floor.StationID, by, reason string) (warehouse.Answer, error) {
	return h.answer("what waits for %s goes to %s, says %s: %s", from, to, by, reason)
}

func (h *house) OldLabelGone(_ context.Context, id floor.PrintJobID, by string) (warehouse.Answer, error) {
	return h.answer("the old label of %s is gone, says %s", id, by)
}

func (h *house) ScanFromScreen(_ context.Context, station floor.StationID, read ScreenScan) (warehouse.Answer, error) {
	if station == "nowhere" {
		return warehouse.Answer{}, fmt.Errorf("station: %w", view.ErrNotFound)
	}
	key := read.Screen + "/" + read.ID
	h.mu.Lock()
	known, again := h.scans[key]
	h.mu.Unlock()
	if again {
		known.Replayed = true
		return known, nil
	}
	answer, err := h.answer("scan %s at %s", read.Code, station)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.scans == nil {
		h.scans = map[string]warehouse.Answer{}
	}
	h.scans[key] = answer
	return answer, err
}

func page[T any](h *house, ask view.Ask, rows ...T) (view.Page[T], error) {
	h.asks = append(h.asks, ask)
	return view.Page[T]{Rows: rows, Next: "next", Seq: h.seq}, h.breaks
}

func (h *house) Orders(_ context.Context, ask view.Ask) (view.Page[view.Order], error) {
	return page(h, ask, view.Order{ID: "SO-1", State: order.Open, ShipBy: site})
}

func (h *house) PickLists(_ context.Context, ask view.Ask) (view.Page[view.PickList], error) {
	return page(h, ask, view.PickList{ID: "L-000001", ShipBy: site})
}

func (h *house) PrintJobs(_ context.Context, ask view.Ask) (view.Page[view.PrintJob], error) {
	return page(h, ask, view.PrintJob{ID: "J-000001", QueuedAt: site, At: site})
}

func (h *house) Scans(_ context.Context, ask view.Ask) (view.Page[view.ScanRow], error) {
	return page(h, ask, view.ScanRow{ID: 41, At: site})
}

func (h *house) PrintJob(_ context.Context, id floor.PrintJobID, _ int64) (view.PrintJob, error) {
	return view.PrintJob{ID: id}, h.breaks
}

func (h *house) Station(_ context.Context, id floor.StationID, _ int64) (view.Station, error) {
	return view.Station{ID: id}, h.breaks
}

func (h *house) Stations(_ context.Context, atLeast int64) ([]view.Station, int64, error) {
	h.atLeast = atLeast
	return []view.Station{{ID: "pack-1", Kind: "pack"}}, h.seq, h.breaks
}

func (h *house) Order(_ context.Context, id floor.OrderID, atLeast int64) (view.OrderDetail, error) {
	h.atLeast = atLeast
	if id != "SO-1" {
		return view.OrderDetail{}, fmt.Errorf("order: %w", view.ErrNotFound)
	}
	return view.OrderDetail{Order: view.Order{ID: id}, PlacedAt: site}, h.breaks
}

func (h *house) Item(_ context.Context, sku floor.SKU, atLeast int64) (view.Item, error) {
	h.atLeast = atLeast
	return view.Item{ItemRow: view.ItemRow{SKU: sku, OnHand: 7}}, h.breaks
}

func (h *house) PickList(_ context.Context, id floor.PickListID, _ int64) (view.PickListDetail, error) {
	return view.PickListDetail{PickList: view.PickList{ID: id}}, h.breaks
}

func (h *house) Head() ledger.Head {
	h.mu.Lock()
	defer h.mu.Unlock()
	return ledger.Head{Seq: h.seq, Hash: ledger.Hash{0xab}}
}

func (h *house) Verify(ctx context.Context, expect ledger.Head, progress func(done, total int64)) (ledger.Report, error) {
	h.expect = expect
	progress(1, 2)
	if h.verifying != nil {
		select {
		case <-h.verifying:
		case <-ctx.Done():
			return ledger.Report{}, ctx.Err()
		}
	}
	report := ledger.Report{Entries: 2, Head: ledger.Head{Seq: 2}, Found: 1}
	report.Differences = []ledger.Difference{{Table: "stock", Key: "place='bin:A'", Column: "quantity", Have: "4", Want: "3"}}
	return report, h.breaks
}

// Import reads the file to its end in small bites, with progress after each.
func (h *house) Import(ctx context.Context, file importing.File, progress func(importing.Progress)) (importing.Report, error) {
	if h.breaks != nil {
		return importing.Report{}, h.breaks
	}
	var all []byte
	bite := make([]byte, 8)
	for {
		n, err := file.Body.Read(bite)
		all = append(all, bite[:n]...)
		if n > 0 {
			progress(importing.Progress{Done: int64(len(all)), Total: file.Size})
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return importing.Report{}, err
		}
	}
	// A reader may ask behind the end.
	if _, err := file.Body.Read(bite); !errors.Is(err, io.EOF) {
		return importing.Report{}, err
	}
	h.files = append(h.files, string(all))
	if h.verifying != nil {
		select {
		case <-h.verifying:
		case <-ctx.Done():
		}
	}
	return importing.Report{Kind: file.Kind, OK: 1, Errors: []importing.RowError{}}, ctx.Err()
}

func (h *house) Picture(_ context.Context, id floor.PrintJobID) ([]byte, error) {
	return []byte("picture of " + id), h.breaks
}

func (h *house) Ports() []Port {
	return []Port{{URL: "serial:/dev/ttyS0", Kind: "serial", Path: "/dev/ttyS0", Station: "pick-1"}}
}

func (h *house) Sheet(_ context.Context, kind string) ([]byte, error) {
	return []byte("sheet of " + kind), h.breaks
}

func (h *house) Paper(_ context.Context, ask PaperAsk) (Paper, error) {
	h.told = append(h.told, fmt.Sprintf("paper %+v", ask))
	return Paper{Content: []byte("paper " + ask.Kind), MediaType: "image/png", Missing: []rune{0x1F381, 'ก'}}, h.breaks
}

func (h *house) LabelLayout(context.Context) (string, error) { return "width = 102", h.breaks }

func (h *house) PreviewLayout(_ context.Context, layout, country string) ([]byte, error) {
	return []byte("label by " + layout + " in " + country), h.breaks
}
