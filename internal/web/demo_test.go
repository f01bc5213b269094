package web

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

func (h *house) Codes(_ context.Context, station floor.StationID) ([]DemoCode, error) {
	return []DemoCode{{Code: "A&B", Caption: "Mug", Kind: "item"}}, h.breaks
}

func (h *house) Scan(_ context.Context, station floor.StationID, code string) error {
	h.typed = append(h.typed, string(station)+" "+code)
	return h.breaks
}

func (h *house) Barcode(_ context.Context, code string) ([]byte, error) {
	return []byte("barcode of " + code), h.breaks
}

func (h *house) Take(_ context.Context, station floor.StationID) error {
	h.typed = append(h.typed, "take "+string(station))
	return h.breaks
}

func (h *house) Give(station floor.StationID) error {
	h.typed = append(h.typed, "give "+string(station))
	return h.breaks
}

func (h *house) SetPrinter(station floor.StationID, faults []DemoFault) error {
	h.typed = append(h.typed, fmt.Sprintf("printer %s %v", station, faults))
	return h.breaks
}

func (h *house) SetScanner(station floor.StationID, plugged bool) error {
	h.typed = append(h.typed, fmt.Sprintf("scanner %s %v", station, plugged))
	return h.breaks
}

func (h *house) SetSpeed(times float64) { h.typed = append(h.typed, fmt.Sprintf("speed %v", times)) }

func (h *house) Pause(paused bool) { h.typed = append(h.typed, fmt.Sprintf("pause %v", paused)) }

func (h *house) Reset() error {
	h.typed = append(h.typed, "reset")
	return h.breaks
}

func (h *house) State() DemoState {
	return DemoState{
		ID: DemoNow, Demo: true, Warehouse: 1, Speed: 1, Workers: []DemoWorker{{Station: "pack-1", State: DemoWorking}},
		Printers: []DemoPrinter{{Station: "pack-1", Faults: []DemoFault{}}}, Scanners: []DemoScanner{{Station: "pack-1", Plugged: true}},
	}
}

const playedNow = `{"id":"now","demo":true,"warehouse":1,"speed":1,"paused":false,"workers":[{"station":"pack-1","state":"working"}],` +
	`"printers":[{"station":"pack-1","faults":[]}],"scanners":[{"station":"pack-1","plugged":true}]}`

func TestDemo(t *testing.T) {
	h := &house{}
	s := open(t, h)
	wantJSON(t, call(t, s, "GET", "/api/v1/demo", ""), 200, playedNow)
	wantJSON(t, call(t, s, "GET", "/api/v1/demo/codes?station=pack-1", ""), 200,
		`[{"code":"A&B","caption":"Mug","kind":"item","picture":"/api/v1/demo/barcode.png?code=A%26B"}]`)
	if reply := call(t, s, "GET", "/api/v1/demo/barcode.png?code=A%26B", ""); reply.Body.String() != "barcode of A&B" {
		t.Errorf("%d %s", reply.Code, reply.Body)
	}
	if reply := call(t, s, "POST", "/api/v1/demo/scans", `{"station":"pack-1","code":"A&B"}`); reply.Code != 204 || h.typed[0] != "pack-1 A&B" {
		t.Errorf("%d %s, typed %q", reply.Code, reply.Body, h.typed)
	}
	h.breaks = ErrUnplugged
	wantProblem(t, call(t, s, "POST", "/api/v1/demo/scans", `{"station":"pack-1","code":"A&B"}`), 409, "unplugged")
}

// controls are the calls that change how a demo is played, and what becomes of
// them.
var controls = []struct{ path, body, typed string }{
	{"/demo/speed", `{"speed":0.5}`, "speed 0.5"},
	{"/demo/pause", `{"paused":true}`, "pause true"},
	{"/demo/reset", ``, "reset"},
	{"/demo/stations/pick-1/take", ``, "take pick-1"},
	{"/demo/stations/pick-1/give", ``, "give pick-1"},
	{"/demo/printers/pack-1", `{"faults":["paper_out","hang_up"]}`, "printer pack-1 [paper_out hang_up]"},
	{"/demo/printers/pack-1", `{"faults":[]}`, "printer pack-1 []"},
	{"/demo/scanners/pack-1", `{"plugged":false}`, "scanner pack-1 false"},
}

func TestDemoIsControlled(t *testing.T) {
	h := &house{}
	s, earnest := open(t, h), open(t, h, func(o *Options) { o.Demo = nil })
	for _, c := range controls {
		h.typed = nil
		wantJSON(t, call(t, s, "POST", "/api/v1"+c.path, c.body), 200, playedNow)
		if !slices.Equal(h.typed, []string{c.typed}) {
			t.Errorf("%s %s: %q", c.path, c.body, h.typed)
		}
		wantProblem(t, call(t, earnest, "POST", "/api/v1"+c.path, c.body), 404, "no_demo")
	}
	h.breaks = view.ErrNotFound
	wantProblem(t, call(t, s, "POST", "/api/v1/demo/stations/other/take", ""), 404, "not_found")
	for path, body := range map[string]string{
		"/demo/speed": `{"speed":9}`, "/demo/printers/pack-1": `{"faults":["moody"]}`, "/demo/scanners/pack-1": `{}`,
	} {
		wantProblem(t, call(t, s, "POST", "/api/v1"+path, body), 422, "invalid")
	}
	wantProblem(t, call(t, earnest, "GET", "/api/v1/demo", ""), 404, "no_demo")
	wantProblem(t, call(t, earnest, "POST", "/api/v1/demo/scans", `{"station":"pack-1","code":"A"}`), 404, "no_demo")
}
