package web

import (
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

func TestReleaseAList(t *testing.T) {
	h := &house{}
	s := open(t, h)
	wantJSON(t, call(t, s, "POST", "/api/v1/pick-lists", `{"totes":4}`), 200,
		`{"list":"L-000001","seq":1,"at":"2026-03-02T08:00:00Z","outcome":"good","said":{"code":"done"},"text":"words of done","next":{"code":"scan_item"},"next_text":"words of scan_item"}`)
	if h.told[0] != "release 4" {
		t.Errorf("told %q", h.told)
	}
	call(t, s, "POST", "/api/v1/pick-lists", `{"totes":4}`, "Idempotency-Key", "-click")
	if h.told[1] != "release 4-click" {
		t.Errorf("told %q", h.told)
	}
	wantProblem(t, call(t, s, "POST", "/api/v1/pick-lists", `{"totes":4}`, "Idempotency-Key", "a b"), 422, "invalid")
	wantProblem(t, call(t, s, "POST", "/api/v1/pick-lists", `{"totes":-1}`), 422, "invalid")
	h.refuse = "nothing_to_release"
	wantProblem(t, call(t, s, "POST", "/api/v1/pick-lists", `{"totes":4}`), 409, "nothing_to_release")
}

func TestReadTheFloor(t *testing.T) {
	h := &house{seq: 3}
	s := open(t, h)
	for path, want := range map[string]string{
		"/api/v1/pick-lists?state=taken":   `"id":"L-000001"`,
		"/api/v1/pick-lists/L-000007":      `"id":"L-000007"`,
		"/api/v1/stations?at_least=3":      `{"rows":[{"id":"pack-1","kind":"pack","seq":0}],"seq":3}`,
		"/api/v1/search?q=SO-1&at_least=3": `{"rows":[{"kind":"order","id":"SO-1"}],"seq":3}`,
		"/api/v1/items?q=mug&limit=3":      `"sku":"MUG"`,
		"/api/v1/locations?zone=A&q=A-":    `"id":"A-01"`,
		"/api/v1/floor?at_least=3":         `"under_way":3`,
		"/api/v1/exceptions?at_least=3":    `{"rows":[{"id":"order/SO-1","kind":"order_incomplete"}],"seq":3}`,
		"/api/v1/print-jobs?state=unknown": `"id":"J-000001"`,
		"/api/v1/ports":                    `{"rows":[{"url":"serial:/dev/ttyS0","kind":"serial","path":"/dev/ttyS0","station":"pick-1"}]}`,
		"/api/v1/print-jobs/J-000009":      `"id":"J-000009"`,
		"/api/v1/stations/pick-7":          `"id":"pick-7"`,
		"/api/v1/scans?limit=3":            `"id":41`,
	} {
		if reply := call(t, s, "GET", path, ""); reply.Code != 200 || !strings.Contains(reply.Body.String(), want) {
			t.Errorf("%s: %d %s", path, reply.Code, reply.Body)
		}
	}
	if h.atLeast != 3 {
		t.Errorf("at least %d", h.atLeast)
	}
}

// A refusal of the floor is an answer like any other; sent again it is the same
// scan.
func TestScanFromAScreen(t *testing.T) {
	h := &house{refuse: "wrong_item"}
	s := open(t, h)
	scan := `{"screen":"pack-1-left","id":"17","code":"]E04006381333931"}`
	first := call(t, s, "POST", "/api/v1/stations/pack-1/scans", scan)
	wantJSON(t, first, 200, `{"seq":0,"outcome":"bad","said":{"code":"wrong_item"},"text":"words of wrong_item"}`)
	again := call(t, s, "POST", "/api/v1/stations/pack-1/scans", scan)
	wantJSON(t, again, 200, `{"seq":0,"outcome":"bad","said":{"code":"wrong_item"},"text":"words of wrong_item","replayed":true}`)
	if len(h.told) != 1 || h.told[0] != "scan ]E04006381333931 at pack-1" {
		t.Errorf("told %q", h.told)
	}
	wantProblem(t, call(t, s, "POST", "/api/v1/stations/nowhere/scans", scan), 404, "not_found")
	wantProblem(t, call(t, s, "POST", "/api/v1/stations/pack-1/scans", `{"screen":"a","code":"b"}`), 422, "invalid")
}

func TestAPaperSaysWhatItLacksLettersFor(t *testing.T) {
	h := &house{}
	s := open(t, h)
	reply := call(t, s, "GET", "/api/v1/papers/slip?order=SO-1&format=pdf&language=nb", "")
	if reply.Code != 200 || reply.Body.String() != "paper slip" || reply.Header().Get("Tallyman-Missing") != "U+1F381 U+0E01" {
		t.Errorf("%d %q, missing %q", reply.Code, reply.Body, reply.Header().Get("Tallyman-Missing"))
	}
	if want := "paper {Kind:slip Order:SO-1 Parcel: Bin: Tote: Badge: Item: Day: Station: Language:nb Format:pdf DPI:203 WidthMM:0 HeightMM:0}"; h.told[0] != want {
		t.Errorf("asked for %s, want %s", h.told[0], want)
	}
}

func TestPapers(t *testing.T) {
	h := &house{}
	s := open(t, h)
	for path, want := range map[string]string{
		"/api/v1/print-jobs/J-000001/picture.png": "image/png picture of J-000001",
		"/api/v1/sheets/bins.pdf":                 "application/pdf sheet of bins",
		"/api/v1/sheets/badges.pdf":               "application/pdf sheet of badges",
	} {
		reply := call(t, s, "GET", path, "")
		if got := reply.Header().Get("Content-Type") + " " + reply.Body.String(); reply.Code != 200 || got != want {
			t.Errorf("%s: %d %s", path, reply.Code, got)
		}
		if reply.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept by a browser", path)
		}
	}
	wantProblem(t, call(t, s, "GET", "/api/v1/sheets/people.pdf", ""), 422, "invalid")
	wantProblem(t, call(t, s, "GET", "/api/v1/papers/poster", ""), 422, "invalid")
	wantJSON(t, call(t, s, "POST", "/api/v1/print-jobs/J-000001/answer", `{"came":false}`), 200,
		`{"seq":1,"at":"2026-03-02T08:00:00Z","outcome":"good","said":{"code":"done"},"text":"words of done","next":{"code":"scan_item"},"next_text":"words of scan_item"}`)
	if h.told[0] != "J-000001 came: false" {
		t.Errorf("told %q", h.told)
	}
	call(t, s, "POST", "/api/v1/print-jobs/J-000001/reprint", `{"reason":"label torn"}`)
	if h.told[1] != "reprint J-000001 because label torn" {
		t.Errorf("told %q", h.told)
	}
	wantProblem(t, call(t, s, "POST", "/api/v1/print-jobs/J-000001/reprint", `{"reason":""}`), 422, "invalid")
	h.breaks = view.ErrErased
	wantProblem(t, call(t, s, "GET", "/api/v1/print-jobs/J-000001/picture.png", ""), 410, "erased")
	h.breaks = &view.LackingError{What: "item MUG has no weight"}
	wantProblem(t, call(t, s, "GET", "/api/v1/papers/slip?order=SO-1", ""), 409, "lacking")
	h.breaks, h.refuse, h.outcome = nil, "print_job_not_there", floor.Unknown
	wantProblem(t, call(t, s, "POST", "/api/v1/print-jobs/J-9/answer", `{"came":true}`), 404, "print_job_not_there")
}

func TestALayoutIsPreviewed(t *testing.T) {
	h := &house{}
	s := open(t, h)
	wantJSON(t, call(t, s, "GET", "/api/v1/label-layout", ""), 200, `{"layout":"width = 102"}`)
	reply := call(t, s, "POST", "/api/v1/label-layout/preview.png", `{"layout":"width = 90","country":"UA"}`)
	if reply.Code != 200 || reply.Body.String() != "label by width = 90 in UA" || reply.Header().Get("Content-Type") != "image/png" {
		t.Errorf("%d %s", reply.Code, reply.Body)
	}
	huge := `{"layout":"` + strings.Repeat("x", 70_000) + `"}`
	wantProblem(t, call(t, s, "POST", "/api/v1/label-layout/preview.png", huge), 422, "invalid")
	h.breaks = &view.LackingError{What: "label.toml:3: box 1 (text): it says nothing"}
	wantProblem(t, call(t, s, "POST", "/api/v1/label-layout/preview.png", `{"layout":""}`), 409, "lacking")
}
