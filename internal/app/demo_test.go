package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"

	"tallyman/fixtures"
	"tallyman/internal/app"
	"tallyman/internal/floor"
	"tallyman/internal/web"
)

// player clicks barcodes in the demo, over HTTP as the page does.
type player struct {
	t   *testing.T
	ctx context.Context
	url string
}

func (p *player) call(method, path string, body, into any) {
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
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= http.StatusBadRequest {
		p.t.Fatalf("%s %s: %s %s %v", method, path, response.Status, answer, err)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			p.t.Fatal(err)
		}
	}
}

type playedStation struct {
	ID   string `json:"id"`
	Seq  int64  `json:"seq"`
	Said struct {
		Code string `json:"code"`
	} `json:"said"`
	Outcome string `json:"outcome"`
	Text    string `json:"text"`
}

func (p *player) station(id string) playedStation {
	p.t.Helper()
	var list struct {
		Rows []playedStation `json:"rows"`
	}
	p.call(http.MethodGet, "/api/v1/stations", nil, &list)
	for _, row := range list.Rows {
		if row.ID == id {
			return row
		}
	}
	p.t.Fatalf("there is no station %s", id)
	return playedStation{}
}

func (p *player) codes(id string) []web.DemoCode {
	p.t.Helper()
	var codes []web.DemoCode
	p.call(http.MethodGet, "/api/v1/demo/codes?station="+id, nil, &codes)
	if len(codes) == 0 {
		p.t.Fatalf("nothing can be scanned at %s", id)
	}
	return codes
}

// click scans a code and waits for what the station makes of it.
func (p *player) click(id, code string) playedStation {
	p.t.Helper()
	before := p.station(id)
	p.call(http.MethodPost, "/api/v1/demo/scans", web.DemoScan{Station: floor.StationID(id), Code: code}, nil)
	return p.until(id, before.Seq)
}

func (p *player) until(id string, seq int64) playedStation {
	p.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if now := p.station(id); now.Seq > seq {
			return now
		}
		select {
		case <-tick.C:
		case <-p.ctx.Done():
			p.t.Fatalf("%s does not answer", id)
		}
	}
}

// follow clicks what the demo offers first until the station says one of the
// words at the end.
func (p *player) follow(id string, end string) {
	p.t.Helper()
	last := ""
	for range 200 {
		first := p.codes(id)[0]
		if first.Code == last {
			// The same code again is a double within its window, and a
			// label cannot be scanned before it came out.
			timer := time.NewTimer(250 * time.Millisecond)
			<-timer.C
		}
		last = first.Code
		now := p.click(id, first.Code)
		if now.Said.Code == end {
			return
		}
	}
	p.t.Fatalf("%s never said %s; it says %q", id, end, p.station(id).Text)
}

// The demo can be played by clicking what it offers: from the badge to the
// parcel on the lorry.
func TestTheDemoIsPlayedFromBadgeToHandOver(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	demo, err := app.OpenDemo(ctx, app.DemoOptions{Listen: "127.0.0.1:0", Warehouse: fixtures.Small(), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- demo.Run(running) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, demo.Close()); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(demo.SettingsFile()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the temporary folder is still there: %v", err)
		}
	})
	p := &player{t: t, ctx: ctx, url: demo.URL()}
	p.isNotLate()
	p.follow("pick-1", "totes_dropped")
	p.follow("pack-1", "order_packed_done")
	p.follow("pack-1", "tote_freed")
	dock := ""
	for _, code := range p.codes("pack-1") {
		if code.Kind == "place" {
			dock = code.Code
		}
		p.picture(code)
	}
	if now := p.click("pack-1", dock); now.Said.Code != "dock_open" {
		t.Fatalf("the dock %q: %s", dock, now.Text)
	}
	p.follow("pack-1", "handed_over")
}

// isNotLate checks that the orders of the demo are of today, whenever that is.
func (p *player) isNotLate() {
	p.t.Helper()
	var page struct {
		Rows []struct {
			ShipBy time.Time `json:"ship_by"`
		} `json:"rows"`
	}
	p.call(http.MethodGet, "/api/v1/orders", nil, &page)
	for _, row := range page.Rows {
		if until := time.Until(row.ShipBy); until < -24*time.Hour || until > 10*24*time.Hour {
			p.t.Errorf("an order ships by %v", row.ShipBy)
		}
	}
}

// picture checks that a code's barcode can be seen.
func (p *player) picture(code web.DemoCode) {
	p.t.Helper()
	where, err := url.Parse(code.Picture)
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.ctx, http.MethodGet, p.url+where.String(), nil)
	if err != nil {
		p.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "image/png" {
		p.t.Errorf("%s: %s", fmt.Sprint(where), response.Status)
	}
}
