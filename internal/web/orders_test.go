package web

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/ship"
	"tallyman/internal/view"
)

const anOrder = `{"order":"SO-1","placed_at":"2026-03-02T09:00:00+01:00","service":"std","currency":"EUR","tax_included":true,
	"shipping_minor":490,"gift_message":"Happy\r\nbirthday","address":{"name":"Ms Secret","line1":"Main 1","city":"Kyiv","country":"ua","email":"a@example.com"},
	"lines":[{"sku":"MUG","quantity":2,"unit_price_minor":900,"discount_minor":100,"tax_percent":"20"}]}`

func TestPlaceAnOrder(t *testing.T) {
	h := &house{}
	s := open(t, h)
	reply := call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1")
	wantJSON(t, reply, 201, `{"order":"SO-1","change":"created","seq":1}`)
	if reply.Header().Get("Idempotency-Replayed") != "" || reply.Header().Get("Content-Type") != "application/json" {
		t.Errorf("headers %v", reply.Header())
	}
	want := order.Draft{
		Order: "SO-1", PlacedAt: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Channel: "api", Service: "std", Currency: "EUR",
		TaxIncluded: true, ShippingMinor: 490,
		Customer: order.Customer{GiftMessage: "Happy\nbirthday", Address: ship.Address{
			Name: "Ms Secret", Line1: "Main 1", City: "Kyiv", Country: "UA", Email: "a@example.com",
		}},
		Lines: []order.Line{{Number: 1, SKU: "MUG", Quantity: 2, UnitPriceMinor: 900, DiscountMinor: 100, Rate: 20000}},
	}
	if diff := cmp.Diff(want, h.drafts[0]); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameKey(t *testing.T) {
	h := &house{}
	s := open(t, h)
	first := call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1")
	again := call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1")
	if again.Code != first.Code || again.Body.String() != first.Body.String() || len(h.drafts) != 1 {
		t.Errorf("%d %s, then %d %s, placed %d times", first.Code, first.Body, again.Code, again.Body, len(h.drafts))
	}
	if again.Header().Get("Idempotency-Replayed") != "true" {
		t.Error("it does not say that it is a repeated answer")
	}
	other := strings.Replace(anOrder, `"quantity":2`, `"quantity":3`, 1)
	wantProblem(t, call(t, s, "POST", "/api/v1/orders", other, "Idempotency-Key", "k1"), 422, "key_reused")
	call(t, s, "POST", "/api/v1/orders", other, "Idempotency-Key", "k2")
	if len(h.drafts) != 2 {
		t.Error("another key did not place another order")
	}
}

// The refusal of the rules is kept with the key as well.
func TestARefusedOrderIsRefusedTheSameWayAgain(t *testing.T) {
	h := &house{refuse: "item_unknown"}
	s := open(t, h)
	wantProblem(t, call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1"), 422, "item_unknown")
	h.refuse = ""
	wantProblem(t, call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1"), 422, "item_unknown")
}

func TestOrdersThatAreNotTakenIn(t *testing.T) {
	change := func(old, changed string) string {
		if !strings.Contains(anOrder, old) {
			t.Fatalf("the order has no %s", old)
		}
		return strings.Replace(anOrder, old, changed, 1)
	}
	cases := map[string]struct{ key, body, at string }{
		"no key":            {"", anOrder, "header.Idempotency-Key"},
		"a key with spaces": {"a b", anOrder, "header.Idempotency-Key"},
		"no such country":   {"k", change(`"ua"`, `"ZZ"`), "body.address.country"},
		"no one":            {"k", change(`"Ms Secret"`, `" "`), "body.address.name"},
		"no mail address":   {"k", change(`a@example.com`, `Ms Secret <a@example.com>`), "body.address.email"},
		"a bell":            {"k", change(`Happy`, `\u0007`), "body.gift_message"},
		"too long ago":      {"k", change(`2026-03`, `1926-03`), "body.placed_at"},
		"no time":           {"k", change(`2026-03-02T09:00:00+01:00`, `yesterday`), "body.placed_at"},
		"discount":          {"k", change(`"discount_minor":100`, `"discount_minor":1801`), "body.lines[0].discount_minor"},
		"percentage":        {"k", change(`"20"`, `"120"`), "body.lines[0].tax_percent"},
		"no units":          {"k", change(`"quantity":2`, `"quantity":0`), "body.lines[0].quantity"},
		"unknown field":     {"k", change(`"sku":"MUG"`, `"sku":"MUG","colour":1`), "body.lines[0].colour"},
		"no lines":          {"k", anOrder[:strings.Index(anOrder, `"lines"`)] + `"lines":[]}`, "body.lines"},
		"null for lines":    {"k", anOrder[:strings.Index(anOrder, `"lines"`)] + `"lines":null}`, "body.lines"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := &house{}
			reply := call(t, open(t, h), "POST", "/api/v1/orders", c.body, "Idempotency-Key", c.key)
			got := wantProblem(t, reply, 422, "invalid")
			if len(got.Faults) == 0 || got.Faults[0].Location != c.at {
				t.Errorf("faults %+v, want one at %s", got.Faults, c.at)
			}
			if len(h.drafts) > 0 {
				t.Error("it was placed")
			}
			if strings.Contains(reply.Body.String(), "Secret") || strings.Contains(reply.Body.String(), "Main 1") {
				t.Errorf("the answer repeats personal data: %s", reply.Body)
			}
		})
	}
}

func TestReadOrders(t *testing.T) {
	h := &house{seq: 9}
	s := open(t, h)
	reply := call(t, s, "GET", "/api/v1/orders?state=open&cursor=abc&limit=5&at_least=9", "")
	if want := (view.Ask{State: "open", Cursor: "abc", Limit: 5, AtLeast: 9}); h.asks[0] != want {
		t.Errorf("asked for %+v, want %+v", h.asks[0], want)
	}
	wantJSON(t, reply, 200, `{"next":"next","seq":9,"rows":[{"id":"SO-1","state":"open","service":"","ship_by":"2026-03-02T08:00:00Z","lines":0,"units":0,"short":0}]}`)
	call(t, s, "GET", "/api/v1/orders", "")
	if h.asks[1].Limit != 100 {
		t.Errorf("without a limit: %+v", h.asks[1])
	}
	for query, at := range map[string]string{"state=lost": "query.state", "limit=0": "query.limit", "limit=501": "query.limit", "colour=red": "query.colour", "at_least=-1": "query.at_least"} {
		got := wantProblem(t, call(t, s, "GET", "/api/v1/orders?"+query, ""), 422, "invalid")
		if len(got.Faults) == 0 || got.Faults[0].Location != at {
			t.Errorf("%s: %+v", query, got)
		}
	}
	h.breaks = view.ErrCursor
	wantProblem(t, call(t, s, "GET", "/api/v1/orders?cursor=x", ""), 400, "bad_cursor")
}

func TestReadAnOrder(t *testing.T) {
	h := &house{}
	s := open(t, h)
	if reply := call(t, s, "GET", "/api/v1/orders/SO-1?at_least=4", ""); reply.Code != 200 || h.atLeast != 4 {
		t.Errorf("%d at least %d: %s", reply.Code, h.atLeast, reply.Body)
	}
	wantProblem(t, call(t, s, "GET", "/api/v1/orders/SO-2", ""), 404, "not_found")
}

func TestCommandsOnOrders(t *testing.T) {
	h := &house{}
	s := open(t, h)
	calls := []struct{ method, path, body, told string }{
		{"POST", "/api/v1/orders/SO-1/cancel", `{"reason":"customer"}`, "cancel SO-1 because customer"},
		{"POST", "/api/v1/orders/SO-1/ship-part", "", "ship part of SO-1"},
		{"POST", "/api/v1/orders/SO%2F1/holds", `{"kind":"fraud","by":"desk-2"}`, "hold SO/1 for fraud by desk-2"},
		{"POST", "/api/v1/orders/SO-1/holds", `{"kind":"fraud"}`, "hold SO-1 for fraud by api"},
		{"DELETE", "/api/v1/orders/SO-1/holds/fraud?by=desk-2", "", "lift fraud of SO-1 by desk-2"},
	}
	for i, c := range calls {
		reply := call(t, s, c.method, c.path, c.body)
		if reply.Code != 200 || len(h.told) != i+1 || h.told[i] != c.told {
			t.Fatalf("%s %s: %d %s, told %q", c.method, c.path, reply.Code, reply.Body, h.told)
		}
	}
	wantJSON(t, call(t, s, "POST", "/api/v1/orders/SO-1/cancel", `{"reason":"customer"}`), 200,
		`{"seq":6,"at":"2026-03-02T08:00:00Z","outcome":"good","said":{"code":"done"},"text":"words of done","next":{"code":"scan_item"},"next_text":"words of scan_item"}`)
	wantProblem(t, call(t, s, "POST", "/api/v1/orders/SO-1/holds", `{"kind":"Bad Kind"}`), 422, "invalid")

	h.refuse = "order_shipped"
	got := wantProblem(t, call(t, s, "POST", "/api/v1/orders/SO-1/cancel", `{"reason":"customer"}`), 409, "order_shipped")
	if got.Detail != "words of order_shipped" {
		t.Errorf("got %+v", got)
	}
	h.refuse, h.outcome = "order_unknown", floor.Unknown
	wantProblem(t, call(t, s, "POST", "/api/v1/orders/SO-9/cancel", `{"reason":"customer"}`), 404, "order_unknown")
}
