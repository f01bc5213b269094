package demo_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"tallyman/fixtures"
	"tallyman/internal/demo"
	"tallyman/internal/web"
)

// The demo can be played by clicking what it offers: from the badge to the
// parcel on the lorry.
func TestTheDemoIsPlayedFromBadgeToHandOver(t *testing.T) {
	p, _, _ := opened(t, demo.Options{Warehouse: fixtures.Small(), Still: true})
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
		if until := time.Until(row.ShipBy); until < 0 || until > 10*time.Hour {
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
	response, err := p.http.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "image/png" {
		p.t.Errorf("%s: %s", fmt.Sprint(where), response.Status)
	}
}

func TestWhatIsNotPlayedIsNotFound(t *testing.T) {
	p, _, _ := opened(t, demo.Options{Warehouse: fixtures.Small(), Still: true})
	for path, body := range map[string]any{
		"/scans": web.DemoScan{Station: "pick-9", Code: "A"}, "/stations/pick-9/take": nil, "/stations/pick-9/give": nil,
		"/printers/pick-1": web.DemoFaults{Faults: []web.DemoFault{"paper_out"}}, "/scanners/pick-9": web.DemoPlug{},
	} {
		if status := p.ask(http.MethodPost, "/api/v1/demo"+path, body, nil); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status := p.ask(http.MethodGet, "/api/v1/demo/codes?station=pick-9", nil, nil); status != http.StatusNotFound {
		t.Errorf("codes of no station: %d", status)
	}
	p.does("/scanners/pick-1", web.DemoPlug{Plugged: false})
	if status := p.ask(http.MethodPost, "/api/v1/demo/scans", web.DemoScan{Station: "pick-1", Code: "A"}, nil); status != http.StatusConflict {
		t.Errorf("a click without a plug: %d", status)
	}
}

// A folder that is kept goes on where it was, with the numbers behind the last.
func TestAKeptFolderGoesOn(t *testing.T) {
	folder := t.TempDir()
	p, _, stop := opened(t, demo.Options{Warehouse: fixtures.Small(), Still: true, Folder: folder})
	p.follow("pick-1", "list_taken")
	taken := p.station("pick-1")
	stop()
	p, _, _ = opened(t, demo.Options{Warehouse: fixtures.Small(), Still: true, Folder: folder})
	again := p.station("pick-1")
	if again.Work != taken.Work || again.Work == "" || again.Seq != taken.Seq {
		t.Errorf("it had %q at %d and has %q at %d", taken.Work, taken.Seq, again.Work, again.Seq)
	}
}
