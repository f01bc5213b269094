package demo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tallyman/internal/demo"
	"tallyman/internal/floor"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// player is a person at the demo's page, who does everything over HTTP.
type player struct {
	t    *testing.T
	ctx  context.Context
	url  string
	http *http.Client
	// seen is the last answer that was read.
	seen string
}

// opened plays a demo until the test ends; stop ends it before.
func opened(t *testing.T, options demo.Options) (p *player, played *demo.Demo, stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	options.Listen, options.Version = "127.0.0.1:0", "test"
	played, err := demo.Open(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	running, leave := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- played.Run(running) }()
	p = &player{t: t, ctx: ctx, url: played.URL(), http: &http.Client{}}
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		leave()
		if err := errors.Join(<-ended, played.Close()); err != nil {
			t.Error(err)
		}
		p.http.CloseIdleConnections()
		cancel()
		if _, err := os.Stat(played.SettingsFile()); options.Folder == "" && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the temporary folder is still there: %v", err)
		}
	}
	t.Cleanup(stop)
	return p, played, stop
}

// ask calls the API; a refusal is returned as its status.
func (p *player) ask(method, path string, body, into any) (status int) {
	p.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.ctx, method, p.url+path, bytes.NewReader(text))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := p.http.Do(request)
	if err != nil {
		p.t.Fatalf("%v\nbefore that: %s", err, p.seen)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	p.seen = path + ": " + string(answer)
	if into != nil && response.StatusCode < http.StatusBadRequest {
		if err := json.Unmarshal(answer, into); err != nil {
			p.t.Fatal(err)
		}
	}
	return response.StatusCode
}

func (p *player) call(method, path string, body, into any) {
	p.t.Helper()
	if status := p.ask(method, path, body, into); status >= http.StatusBadRequest {
		p.t.Fatalf("%s %s: %d", method, path, status)
	}
}

// does something to the demo and returns how it is then.
func (p *player) does(path string, body any) web.DemoState {
	p.t.Helper()
	var state web.DemoState
	p.call(http.MethodPost, "/api/v1/demo"+path, body, &state)
	return state
}

func (p *player) state() web.DemoState {
	p.t.Helper()
	var state web.DemoState
	p.call(http.MethodGet, "/api/v1/demo", nil, &state)
	return state
}

func (p *player) worker(id floor.StationID) web.DemoWork {
	p.t.Helper()
	for _, w := range p.state().Workers {
		if w.Station == id {
			return w.State
		}
	}
	return ""
}

func (p *player) station(id floor.StationID) view.Station {
	p.t.Helper()
	var station view.Station
	p.call(http.MethodGet, "/api/v1/stations/"+string(id), nil, &station)
	return station
}

func (p *player) codes(id floor.StationID) []web.DemoCode {
	p.t.Helper()
	var codes []web.DemoCode
	p.call(http.MethodGet, "/api/v1/demo/codes?station="+string(id), nil, &codes)
	return codes
}

// until asks again and again, for as long as the test may take.
func (p *player) until(what string, come func() bool) {
	p.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !come() {
		select {
		case <-tick.C:
		case <-p.ctx.Done():
			p.t.Fatalf("it never came to this: %s\n%s", what, p.seen)
		}
	}
}

// click scans a code and waits for what the station makes of it.
func (p *player) click(id floor.StationID, code string) view.Station {
	p.t.Helper()
	before := p.station(id)
	p.call(http.MethodPost, "/api/v1/demo/scans", web.DemoScan{Station: id, Code: code}, nil)
	now := before
	p.until(string(id)+" answers", func() bool {
		now = p.station(id)
		return now.Seq > before.Seq
	})
	return now
}

// follow clicks what the station waits for until it says the word at the end.
func (p *player) follow(id floor.StationID, end string) {
	p.t.Helper()
	last, said := "", ""
	for range 200 {
		var next web.DemoCode
		p.until("something to scan at "+string(id)+", which says "+said, func() bool {
			// The label is offered when it has come out.
			next = web.DemoCode{}
			for _, code := range p.codes(id) {
				if code.Hint == "next" {
					next = code
					break
				}
			}
			return next.Code != ""
		})
		if next.Code == last {
			// The same code again is a double within its window.
			<-time.NewTimer(250 * time.Millisecond).C
		}
		last = next.Code
		said = p.click(id, next.Code).Said.Code
		if said == end {
			return
		}
	}
	p.t.Fatalf("%s never said %s", id, end)
}
