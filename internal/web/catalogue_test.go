package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
)

func TestOneItemOrMany(t *testing.T) {
	h := &house{}
	s := open(t, h)
	one := `{"sku":"MUG","name":"Mug, yellow","gtin":"4006381333931","weight_grams":340,"price_minor":900,"currency":"eur","tax_percent":"8.875"}`
	wantJSON(t, call(t, s, "POST", "/api/v1/items", one), 200, `{"rows":[{"change":"created"}],"seq":1}`)
	wantJSON(t, call(t, s, "POST", "/api/v1/items", `[{"sku":"A","name":"a"},{"sku":"B","name":"b"}]`), 200,
		`{"rows":[{"change":"created"},{"change":"created"}],"seq":2}`)
	want := stock.Item{SKU: "MUG", Name: "Mug, yellow", GTIN: "4006381333931", WeightGrams: 340, PriceMinor: 900, Currency: "EUR", Rate: 8875}
	if h.items[0] != want || len(h.items) != 3 {
		t.Errorf("got %+v\nwant %+v and two more", h.items, want)
	}
	wantJSON(t, call(t, s, "POST", "/api/v1/locations", `{"code":"A-12-03","zone":"A","sequence":7}`), 200, `{"rows":[{"change":"created"}],"seq":3}`)
	if h.locations[0] != (stock.Location{ID: "A-12-03", Zone: "A", Sequence: 7}) {
		t.Errorf("got %+v", h.locations)
	}
	wantJSON(t, call(t, s, "POST", "/api/v1/stock-counts", `{"location":"A-12-03","sku":"MUG","quantity":5,"key":"k1"}`), 200,
		`{"rows":[{"change":"created"}],"seq":4}`)
	if h.counts[0] != (stock.Count{Location: "A-12-03", SKU: "MUG", Quantity: 5, Key: "api:k1"}) {
		t.Errorf("got %+v", h.counts)
	}
}

func TestRowsGoDownSixtyFourAtATime(t *testing.T) {
	h := &house{}
	rows := make([]string, 150)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"code":"B-%d"}`, i)
	}
	reply := call(t, open(t, h), "POST", "/api/v1/locations", "["+strings.Join(rows, ",")+"]")
	var told Results
	if err := json.Unmarshal(reply.Body.Bytes(), &told); err != nil || len(told.Rows) != 150 || h.locations[149].ID != "B-149" {
		t.Errorf("%v: %d results: %s", err, len(told.Rows), reply.Body)
	}
	if !slices.Equal(h.batches, []int{64, 64, 22}) {
		t.Errorf("batches of %v", h.batches)
	}
}

func TestARefusedRowSaysWhy(t *testing.T) {
	h := &house{refuse: "sku_reserved"}
	s := open(t, h)
	got := wantProblem(t, call(t, s, "POST", "/api/v1/items", `{"sku":"TLT1","name":"x"}`), 422, "sku_reserved")
	if got.Detail != "words of sku_reserved" || got.Said.Code != "sku_reserved" {
		t.Errorf("got %+v", got)
	}
	wantJSON(t, call(t, s, "POST", "/api/v1/items", `[{"sku":"TLT1","name":"x"}]`), 200,
		`{"rows":[{"change":"refused","said":{"code":"sku_reserved"},"text":"words of sku_reserved"}],"seq":2}`)
}

// A request that is wrong anywhere changes nothing.
func TestWrongBodies(t *testing.T) {
	cases := map[string]struct {
		path, body string
		status     int
		code, at   string
	}{
		"unknown field":       {"items", `{"sku":"A","name":"a","colour":"red"}`, 422, "invalid", "body.colour"},
		"unknown in a row":    {"items", `[{"sku":"A","name":"a"},{"sku":"B","name":"b","colour":1}]`, 422, "invalid", "body[1].colour"},
		"missing":             {"items", `{"name":"a"}`, 422, "invalid", "body"},
		"wrong type":          {"stock-counts", `{"location":"A","sku":"B","quantity":"5","key":"k"}`, 422, "invalid", "body.quantity"},
		"negative":            {"stock-counts", `{"location":"A","sku":"B","quantity":-5,"key":"k"}`, 422, "invalid", "body.quantity"},
		"fraction":            {"stock-counts", `{"location":"A","sku":"B","quantity":1.5,"key":"k"}`, 422, "invalid", "body.quantity"},
		"too long":            {"items", `{"sku":"` + strings.Repeat("x", 49) + `","name":"a"}`, 422, "invalid", "body.sku"},
		"control character":   {"items", `{"sku":"A","name":"a\u0007"}`, 422, "invalid", "body.name"},
		"white space only":    {"items", `{"sku":"A","name":"  "}`, 422, "invalid", "body.name"},
		"price, no currency":  {"items", `[{"sku":"A","name":"a","price_minor":1}]`, 422, "invalid", "body[0].currency"},
		"currency of nowhere": {"items", `{"sku":"A","name":"a","currency":"XYZ"}`, 422, "invalid", "body.currency"},
		"no percentage":       {"items", `{"sku":"A","name":"a","tax_percent":"8,5"}`, 422, "invalid", "body.tax_percent"},
		"no JSON":             {"items", `{"sku":`, 422, "invalid", "body"},
		"JSON and more":       {"items", `{"sku":"A","name":"a"} {}`, 422, "invalid", "body"},
		"nothing":             {"items", ``, 400, "bad_request", ""},
		"no rows":             {"items", `[]`, 422, "invalid", "body"},
		"a text":              {"items", `"A"`, 422, "invalid", "body"},
		"too much":            {"items", `[` + strings.Repeat(" ", mostBody) + `]`, 413, "too_large", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := &house{}
			got := wantProblem(t, call(t, open(t, h), "POST", "/api/v1/"+c.path, c.body), c.status, c.code)
			if c.at != "" && (len(got.Faults) == 0 || got.Faults[0].Location != c.at) {
				t.Errorf("faults %+v, want one at %s", got.Faults, c.at)
			}
			if len(h.batches) > 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestTooManyRows(t *testing.T) {
	row := `{"code":"A"},`
	text := "[" + strings.TrimSuffix(strings.Repeat(row, mostRows+1), ",") + "]"
	got := wantProblem(t, call(t, open(t, &house{}), "POST", "/api/v1/locations", text), 422, "invalid")
	if !strings.Contains(got.Detail, "1000") {
		t.Errorf("got %q", got.Detail)
	}
}

// What the rooms below report has one status and one code each.
func TestErrorsFromBelow(t *testing.T) {
	cases := map[string]struct {
		err    error
		status int
		code   string
	}{
		"disk full": {fmt.Errorf("insert: %w", engine.ErrFull), http.StatusInsufficientStorage, "disk_full"},
		"broken":    {engine.ErrDamaged, http.StatusServiceUnavailable, "database_broken"},
		"too slow":  {context.DeadlineExceeded, http.StatusServiceUnavailable, "too_slow"},
		"unforeseen": {
			fmt.Errorf("statement %q for Ms Secret", "INSERT"), http.StatusInternalServerError, "internal",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			reply := call(t, open(t, &house{breaks: c.err}), "POST", "/api/v1/items", `{"sku":"A","name":"a"}`)
			wantProblem(t, reply, c.status, c.code)
			if strings.Contains(reply.Body.String(), "Secret") {
				t.Errorf("the answer tells what only the log may: %s", reply.Body)
			}
		})
	}
}

func TestReadAnItem(t *testing.T) {
	h := &house{}
	reply := call(t, open(t, h), "GET", "/api/v1/items/MUG%2FRED?at_least=12", "")
	if reply.Code != 200 || !strings.Contains(reply.Body.String(), `"sku":"MUG/RED"`) || h.atLeast != 12 {
		t.Errorf("%d %s, at least %d", reply.Code, reply.Body, h.atLeast)
	}
	h.breaks = context.DeadlineExceeded
	wantProblem(t, call(t, open(t, h), "GET", "/api/v1/items/MUG", ""), 503, "too_slow")
}
