package warehouse

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	ledgershift "tallyman/internal/ledger/shift"
)

// heardDelay is how long heard answers are gathered, so that noting them costs
// one commit for all stations and not one per scan.
const heardDelay = 200 * time.Millisecond

// heard gathers up to which entry each station's answers were written to its
// scanner. What is lost in a crash is asked for once more.
type heard struct {
	store func(ctx context.Context, entries map[floor.StationID]int64) error
	log   *slog.Logger

	mu      sync.Mutex
	entries map[floor.StationID]int64
	timer   *time.Timer
	closed  bool
}

func (h *heard) note(station floor.StationID, seq int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	if h.entries == nil {
		h.entries = map[floor.StationID]int64{}
		h.timer = time.AfterFunc(heardDelay, h.flush)
	}
	h.entries[station] = max(h.entries[station], seq)
}

func (h *heard) flush() {
	h.mu.Lock()
	entries := h.entries
	h.entries = nil
	h.mu.Unlock()
	if len(entries) == 0 {
		return
	}
	if err := h.store(context.Background(), entries); err != nil {
		h.log.Warn("which answers were heard could not be stored; the stations will be asked", "error", err)
	}
}

func (h *heard) close() {
	h.mu.Lock()
	h.closed = true
	if h.timer != nil {
		h.timer.Stop()
	}
	h.mu.Unlock()
	h.flush()
}

// Heard notes that the answer of an entry was written to the station's
// scanner. It never waits; it is stored soon.
func (w *Warehouse) Heard(station floor.StationID, seq int64) { w.heard.note(station, seq) }

func (w *Warehouse) storeHeard(ctx context.Context, entries map[floor.StationID]int64) error {
	_, err := w.ledger.Submit(ctx, ledger.Request{
		Class: ledger.Work,
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			for station, seq := range entries {
				if err := ledgershift.Heard(tx, station, seq); err != nil {
					return ledger.Decision{}, err
				}
			}
			return ledger.Decision{Skip: true}, nil
		},
	})
	return err
}

// Unheard says that the answer of an entry could not be written to the
// station's scanner. If it counted units, the station says what it holds and
// waits for NEXT or UNDO.
func (w *Warehouse) Unheard(ctx context.Context, station floor.StationID, seq int64) error {
	return w.settle(ctx, station, seq)
}

// SettleAll asks all stations whose last answer was perhaps not heard before
// the program ended. Scanners must not be read yet.
func (w *Warehouse) SettleAll(ctx context.Context) error {
	var stations []floor.StationID
	err := w.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) (err error) {
		stations, err = ledgershift.Unheard(r)
		return err
	})
	if err != nil {
		return err
	}
	for _, station := range stations {
		if err := w.settle(ctx, station, 0); err != nil {
			return err
		}
	}
	return nil
}

// settle asks a station about the read of an entry, 0 for the last one. A
// newer read has settled it already.
func (w *Warehouse) settle(ctx context.Context, station floor.StationID, seq int64) error {
	_, err := w.ledger.Submit(ctx, ledger.Request{
		Class: ledger.Scan,
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			desk, known, err := ledgershift.FindDesk(tx, station)
			if err != nil || !known || seq != 0 && desk.Session.Read.Entry != seq {
				return ledger.Decision{Skip: true}, err
			}
			previous, err := desk.Previous(tx)
			if err != nil {
				return ledger.Decision{}, err
			}
			if err := ledgershift.Heard(tx, station, desk.Session.Read.Entry); err != nil {
				return ledger.Decision{}, err
			}
			d, open := shift.JudgeAnswerUnknown(desk.Session, previous)
			if !open {
				return ledger.Decision{Skip: true}, nil
			}
			return ledger.Decision{Station: station, Verdict: d.Verdict, Events: d.Events}, nil
		},
	})
	return err
}
