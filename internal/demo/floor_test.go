package demo_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"tallyman/internal/app"
	"tallyman/internal/config"
	"tallyman/internal/demo"
	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// everybody are the stations of the demo.
var everybody = []floor.StationID{"pick-1", "pick-2", "pack-1", "pack-2"}

// TestTheFloorAtWork plays the big warehouse, and does to it what a visitor
// does. What is left of it in the end must be sound.
func TestTheFloorAtWork(t *testing.T) {
	began := time.Now()
	folder := t.TempDir()
	p, played, stop := opened(t, demo.Options{Folder: folder})
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the demo took %v to open", took)
	}
	for _, part := range []struct {
		name string
		test func(*player)
	}{
		{"a part of the day is behind it", (*player).seesADay},
		{"everybody works", (*player).seesWork},
		{"a person takes a station and gives it back", (*player).takesAndGives},
		{"a person at a screen takes the station", (*player).takesByScreen},
		{"paper runs out", (*player).runsOutOfPaper},
		{"a printer hangs up behind a label", (*player).hangsUp},
		{"a label is cut off", (*player).cutsOff},
		{"a plug is pulled", (*player).pullsThePlug},
		{"an order is cancelled in its tote", (*player).cancels},
		{"a fresh warehouse", (*player).resets},
		{"it stands still", (*player).pauses},
	} {
		if !t.Run(part.name, func(t *testing.T) {
			q := *p
			q.t = t
			part.test(&q)
		}) {
			break
		}
	}
	stop()
	settings, err := config.Load(played.SettingsFile(), nil)
	if err != nil {
		t.Fatal(err)
	}
	report, err := app.Verify(t.Context(), settings, ledger.Head{}, nil)
	if err != nil || !report.Sound() {
		t.Errorf("the ledger: %+v, %v", report, err)
	}
}

func (p *player) orders(state string) []view.Order {
	p.t.Helper()
	var page view.Page[view.Order]
	p.call(http.MethodGet, "/api/v1/orders?limit=200&state="+state, nil, &page)
	return page.Rows
}

func (p *player) seesADay() {
	if shipped := len(p.orders("closed")); shipped < 3 {
		p.t.Errorf("%d orders were shipped before the start", shipped)
	}
	if missing := len(p.orders("incomplete")); missing == 0 {
		p.t.Error("nothing needs a decision")
	}
	if open := len(p.orders("open")); open < 50 {
		p.t.Errorf("%d orders wait", open)
	}
	next, late := time.Now(), 0
	for _, order := range append(p.orders("open"), p.orders("incomplete")...) {
		if order.ShipBy.Before(time.Now()) {
			late++
		} else if next.Before(time.Now()) || order.ShipBy.Before(next) {
			next = order.ShipBy
		}
	}
	if ahead := time.Until(next); ahead < 30*time.Minute || ahead > time.Hour || late == 0 {
		p.t.Errorf("the next truck leaves in %v, %d orders are late", ahead, late)
	}
	var scans view.Page[view.ScanRow]
	p.call(http.MethodGet, "/api/v1/scans?limit=200", nil, &scans)
	for i, scan := range scans.Rows[1:] {
		if scan.At.After(scans.Rows[i].At) || scan.At.After(time.Now()) {
			p.t.Errorf("scan %d was at %v, the one before at %v", scans.Rows[i].ID, scans.Rows[i].At, scan.At)
		}
	}
}

func (p *player) seesWork() {
	p.does("/speed", web.DemoSpeed{Speed: 8})
	for _, id := range everybody {
		before := p.station(id).Seq
		p.until(string(id)+" scans", func() bool { return p.station(id).Seq > before })
	}
	packed := len(p.orders("packed")) + len(p.orders("closed"))
	p.until("a parcel gets its label", func() bool {
		return len(p.orders("packed"))+len(p.orders("closed")) > packed
	})
	p.until("somebody errs and goes on", func() bool {
		var scans view.Page[view.ScanRow]
		p.call(http.MethodGet, "/api/v1/scans?limit=200", nil, &scans)
		erred := false
		for _, scan := range slices.Backward(scans.Rows) {
			erred = erred || scan.Outcome != floor.Good
			if erred && scan.Outcome == floor.Good {
				return true
			}
		}
		return false
	})
}

// scansOf waits until others have scanned so often.
func (p *player) scansOf(others floor.StationID, times int) {
	p.t.Helper()
	seen := p.station(others).Seq
	for range times {
		p.until(string(others)+" scans", func() bool {
			now := p.station(others).Seq
			moved := now > seen
			seen = now
			return moved
		})
	}
}

func (p *player) takesAndGives() {
	if state := p.does("/stations/pick-1/take", nil); state.Workers[0].State != web.DemoYours {
		p.t.Fatalf("after taking: %+v", state.Workers)
	}
	mine := p.station("pick-1").Seq
	p.scansOf("pick-2", 4)
	if now := p.station("pick-1").Seq; now != mine {
		p.t.Error("the worker scans at a station that a person has")
	}
	p.does("/stations/pick-1/give", nil)
	p.until("the worker goes on", func() bool { return p.station("pick-1").Seq > mine })
	p.click("pack-1", p.codes("pack-1")[0].Code)
	if work := p.worker("pack-1"); work != web.DemoYours {
		p.t.Errorf("after a click pack-1 is %s", work)
	}
	p.does("/stations/pack-1/give", nil)
}

func (p *player) takesByScreen() {
	p.call(http.MethodPost, "/api/v1/stations/pick-2/scans", web.ScreenScan{Screen: "s", ID: "1", Code: "TLCHELP"}, nil)
	if work := p.worker("pick-2"); work != web.DemoYours {
		p.t.Errorf("after a scan at a screen pick-2 is %s", work)
	}
	p.does("/stations/pick-2/give", nil)
}

// breaks gives both printers the same fault.
func (p *player) breaks(faults ...web.DemoFault) (state web.DemoState) {
	p.t.Helper()
	for _, id := range []string{"pack-1", "pack-2"} {
		state = p.does("/printers/"+id, web.DemoFaults{Faults: append([]web.DemoFault{}, faults...)})
	}
	return state
}

func (p *player) runsOutOfPaper() {
	state := p.breaks("paper_out")
	if faults := state.Printers[0].Faults; len(faults) != 1 || faults[0] != "paper_out" {
		p.t.Errorf("the faults are %v", faults)
	}
	var held view.Station
	p.until("a station says so, and its worker waits", func() bool {
		for _, id := range everybody[2:] {
			held = p.station(id)
			if held.Printer.Trouble == "paper_out" && held.Next.Code == "next_label" && p.worker(id) == web.DemoWaiting {
				return true
			}
		}
		return false
	})
	p.breaks()
	p.until("the label comes and is scanned", func() bool { return p.station(held.ID).Work != held.Work })
}

func (p *player) hangsUp() { p.goesWrongOnce("hang_up") }

func (p *player) cutsOff() { p.goesWrongOnce("cut_off") }

// goesWrongOnce has something go wrong with one paper. Whether that came out
// depends on how far it was; somebody looks, and says so.
func (p *player) goesWrongOnce(fault web.DemoFault) {
	reasons := []string{"scanned", "person", "reprinted"}
	settled := p.jobs(reasons...)
	p.breaks(fault)
	p.until("a printer is well again", func() bool {
		return slices.ContainsFunc(p.state().Printers, func(printer web.DemoPrinter) bool { return len(printer.Faults) == 0 })
	})
	p.breaks()
	p.until("somebody looked for the paper", func() bool { return p.jobs(reasons...) > settled })
}

// jobs counts print jobs that are in their state for one of those reasons.
func (p *player) jobs(reasons ...string) (found int) {
	p.t.Helper()
	var jobs view.Page[view.PrintJob]
	p.call(http.MethodGet, "/api/v1/print-jobs?limit=200", nil, &jobs)
	for _, job := range jobs.Rows {
		if slices.Contains(reasons, job.Reason) {
			found++
		}
	}
	return found
}

func (p *player) pullsThePlug() {
	p.does("/scanners/pick-1", web.DemoPlug{Plugged: false})
	p.until("the station says so", func() bool { return p.station("pick-1").Scanner.State == "down" })
	p.until("the worker waits", func() bool { return p.worker("pick-1") == web.DemoWaiting })
	before := p.station("pick-1").Seq
	p.does("/scanners/pick-1", web.DemoPlug{Plugged: true})
	p.until("the worker goes on", func() bool { return p.station("pick-1").Seq > before })
}

func (p *player) cancels() {
	var order floor.OrderID
	p.until("there is something in a tote", func() bool {
		for _, slot := range p.station("pick-2").Carries {
			if slot.Picked > 0 && slot.Picked < slot.Units {
				order = slot.Order
				return true
			}
		}
		return false
	})
	if status := p.ask(http.MethodPost, "/api/v1/orders/"+string(order)+"/cancel", map[string]string{"reason": "customer"}, nil); status >= http.StatusBadRequest {
		p.t.Fatalf("cancelling %s: %d", order, status)
	}
	p.until("the picker was told and goes on", func() bool {
		station := p.station("pick-2")
		return !station.Takeover && station.Outcome == floor.Good
	})
}

func (p *player) resets() {
	p.does("/scanners/pick-1", web.DemoPlug{Plugged: false})
	p.does("/printers/pack-2", web.DemoFaults{Faults: []web.DemoFault{"head_open"}})
	first := p.does("/reset", nil).Warehouse
	var state web.DemoState
	p.until("there is another warehouse", func() bool {
		return p.ask(http.MethodGet, "/api/v1/demo", nil, &state) == http.StatusOK && state.Warehouse == first+1
	})
	if state.Speed != 1 || state.Paused || !state.Scanners[0].Plugged || len(state.Printers[1].Faults) > 0 {
		p.t.Errorf("the fresh warehouse is %+v", state)
	}
	p.does("/speed", web.DemoSpeed{Speed: 8})
	for _, id := range everybody {
		before := p.station(id).Seq
		p.until(string(id)+" scans", func() bool { return p.station(id).Seq > before })
	}
}

func (p *player) pauses() {
	state := p.does("/pause", web.DemoPause{Paused: true})
	for _, worker := range state.Workers {
		if worker.State != web.DemoPaused {
			p.t.Errorf("%s is %s", worker.Station, worker.State)
		}
	}
	// Who takes a station waits for the scan under way.
	seqs := map[floor.StationID]int64{}
	for _, id := range everybody {
		p.does("/stations/"+string(id)+"/take", nil)
		p.does("/stations/"+string(id)+"/give", nil)
		seqs[id] = p.station(id).Seq
	}
	p.click("pick-1", p.codes("pick-1")[0].Code)
	for _, id := range everybody[1:] {
		if now := p.station(id).Seq; now != seqs[id] {
			p.t.Errorf("%s scans while all stand still", id)
		}
	}
	p.does("/stations/pick-1/give", nil)
	p.does("/pause", web.DemoPause{Paused: false})
	for _, id := range everybody {
		p.until(string(id)+" goes on", func() bool { return p.station(id).Seq > seqs[id] })
	}
}
