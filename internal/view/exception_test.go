package view_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
)

// exceptions are those that a screen begins with; each must be there by itself
// too.
func (r *rig) exceptions() []string {
	r.t.Helper()
	_, rows, err := r.view.Rows(r.t.Context(), view.Exceptions)
	r.must(err)
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	slices.Sort(ids)
	if n := r.floor().Exceptions; n != len(ids) {
		r.t.Errorf("the floor counts %d exceptions of %v", n, ids)
	}
	return ids
}

// announced collects the exceptions that touched rows announce; the writer
// tells of a commit when its answer is out already.
type announced struct {
	mu  sync.Mutex
	ids []string
}

func (r *rig) watch() *announced {
	a := &announced{}
	r.ledger.OnCommit(func(c ledger.Commit) {
		a.mu.Lock()
		defer a.mu.Unlock()
		for _, touch := range c.Touched {
			if e, has := view.ExceptionOf(feed.Touch(touch)); has {
				a.ids = append(a.ids, e.ID)
			}
		}
	})
	return a
}

// has waits until an exception was announced.
func (a *announced) has(id string) bool {
	for range 5000 {
		a.mu.Lock()
		found := slices.Contains(a.ids, id)
		a.mu.Unlock()
		if found {
			return true
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

func (a *announced) clear() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ids = nil
}

const atPacking = "station/pack-1/printer"

func TestWhatAPrinterDidIsAnException(t *testing.T) {
	r := newRig(t)
	announced := r.watch()
	r.place("SO-1", 2, 1)
	r.pick()
	r.pack()
	equal(t, "with paper out", r.exceptions(), []string{atPacking})
	e := live[view.Exception](r, view.Exceptions, atPacking)
	if e.Kind != view.PrinterTrouble || e.Station != "pack-1" || e.Reason != "paper_out" || e.Since == nil {
		t.Errorf("the printer: %+v", e)
	}
	job := r.lose()
	id := "print-job/" + string(job)
	equal(t, "with a lost label", r.exceptions(), []string{id, atPacking})
	e = live[view.Exception](r, view.Exceptions, id)
	if e.Kind != view.PrintUnknown || e.Job != job || e.Order != "SO-1" || e.Station != "pack-1" || e.Document != print.Label || e.Reason != "no answer" || e.Since == nil {
		t.Errorf("the label: %+v", e)
	}
	_, err := r.AnswerPrintJob(t.Context(), job, true)
	r.must(err)
	if gone := live[*view.Exception](r, view.Exceptions, id); gone != nil {
		t.Errorf("it came: %+v", gone)
	}
	r.fail("J-000002")
	id = "print-job/J-000002"
	if e = live[view.Exception](r, view.Exceptions, id); e.Kind != view.PrintFailed || e.Document != print.Invoice {
		t.Errorf("the invoice: %+v", e)
	}
	equal(t, "with a failed invoice", r.exceptions(), []string{id, atPacking})
	announced.clear()
	_, err = r.CancelOrder(t.Context(), "SO-1", "by the customer")
	r.must(err)
	equal(t, "of a cancelled order", r.exceptions(), []string{atPacking})
	if !announced.has(id) {
		t.Error("nobody is told that the invoice is not missed any more")
	}
	r.line = "down"
	equal(t, "with a scanner unplugged", r.exceptions(), []string{atPacking, "station/pack-1/scanner"})
}

func TestWhatIsMissingIsAnException(t *testing.T) {
	r := newRig(t)
	announced := r.watch()
	r.place("SO-1", 2, 1)
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "shorted", r.badge, r.say(floor.Next), r.tote(), "A-01", mugEAN, r.say(floor.ShortEmpty))
	stocked, short := "stock/bin:A-01/"+mug, "order/SO-1"
	e := live[view.Exception](r, view.Exceptions, stocked)
	if e.Kind != view.StockMissing || e.Place != "bin:A-01" || e.SKU != mug || e.Name != "Mug" || e.Quantity != 4 || e.Since != nil {
		t.Errorf("the bin: %+v", e)
	}
	shorted := r.scan("pick-1", "item_picked", "A-02", pen)
	e = live[view.Exception](r, view.Exceptions, short)
	if e.Kind != view.OrderIncomplete || e.Order != "SO-1" || e.Quantity != 1 || e.Since == nil || !e.Since.Equal(shorted.At) || e.Station != "pick-1" {
		t.Errorf("the order: %+v", e)
	}
	equal(t, "exceptions", r.exceptions(), []string{short, atPacking, stocked})
	for _, id := range []string{stocked, short} {
		if !announced.has(id) {
			t.Errorf("%s is not announced", id)
		}
	}
	announced.clear()
	r.made(r.CountStock(t.Context(), []stock.Count{{Location: "A-01", SKU: mug, Quantity: 4, Key: "found"}}))
	_, err = r.ShipPart(t.Context(), "SO-1")
	r.must(err)
	equal(t, "after a count and a decision", r.exceptions(), []string{atPacking})
	if !announced.has(stocked) {
		t.Error("the count is not announced")
	}
	for _, id := range []string{"", "order", "order/none", "stock/none", "station/pack-1", "station/none/printer", "print-job/"} {
		if e := live[*view.Exception](r, view.Exceptions, id); e != nil {
			t.Errorf("%q is an exception: %+v", id, e)
		}
	}
}
