package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
	"tallyman/internal/words"
)

// openReal makes a face on a real ledger with its commands and views, and a
// feed that runs until the test ends.
func openReal(t *testing.T) *Server {
	t.Helper()
	l, err := ledger.Open(t.Context(), ledger.Options{
		Path: filepath.Join(t.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	if err != nil {
		t.Fatal(err)
	}
	office := warehouse.New(l, warehouse.Options{})
	err = office.DefineSite(t.Context(), ship.Site{
		GS1Prefix: "9520", GS1Extension: "0", TimeZone: "UTC", PrintExpiry: time.Hour,
		Services: []ship.Service{{ID: "std", Name: "Standard", Digits: 9, From: 1, To: 999, CutOff: "16:00", Days: []int{0, 1, 2, 3, 4, 5, 6}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	languages := words.All()
	views := view.New(view.Options{Ledger: l, Say: languages.In().Say})
	fan := feed.New(feed.Options{Source: views, Encoder: Encoder{}, Collections: view.Collections()})
	l.OnCommit(func(c ledger.Commit) {
		touched := make([]feed.Touch, len(c.Touched))
		for i, touch := range c.Touched {
			touched[i] = feed.Touch(touch)
		}
		fan.Touched(c.Head, touched)
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- fan.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		office.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return open(t, &house{}, func(o *Options) {
		o.Office, o.Views, o.Ledger, o.Feed = office, views, l, fan
		o.Say = func(accepted string, p floor.Phrase) string { return languages.Accepting(accepted).Say(p) }
	})
}

// stocked has five mugs in a bin.
func stocked(t *testing.T, s *Server) {
	t.Helper()
	for path, text := range map[string]string{
		"items": `{"sku":"MUG","name":"Mug","gtin":"4006381333931"}`, "locations": `{"code":"A-01"}`,
	} {
		if reply := call(t, s, "POST", "/api/v1/"+path, text); reply.Code != 200 {
			t.Fatal(reply.Body)
		}
	}
	if reply := call(t, s, "POST", "/api/v1/stock-counts", `{"location":"A-01","sku":"MUG","quantity":5,"key":"1"}`); reply.Code != 200 {
		t.Fatal(reply.Body)
	}
}

// Whoever repeats a request until there is an answer places one order, and
// hears the same from each of them.
func TestOneKeyIsOneOrderOnARealLedger(t *testing.T) {
	s := openReal(t)
	stocked(t, s)
	var calls sync.WaitGroup
	var mu sync.Mutex
	answers := map[string]int{}
	for range 20 {
		calls.Go(func() {
			for {
				reply := call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1")
				if reply.Code == http.StatusConflict {
					continue
				}
				mu.Lock()
				defer mu.Unlock()
				answers[fmt.Sprint(reply.Code, reply.Body)]++
				return
			}
		})
	}
	calls.Wait()
	if len(answers) != 1 {
		t.Fatalf("different answers: %v", answers)
	}
	var placed OrderPlaced
	for answer := range answers {
		if _, text, _ := strings.Cut(answer, " "); json.Unmarshal([]byte(text), &placed) != nil || placed.Seq == 0 || placed.Order != "SO-1" {
			t.Fatalf("got %s", answer)
		}
	}
	reply := call(t, s, "GET", fmt.Sprintf("/api/v1/items/MUG?at_least=%d", placed.Seq), "")
	if !strings.Contains(reply.Body.String(), `"reserved":2,`) {
		t.Errorf("the order was placed more than once, or not seen: %s", reply.Body)
	}
	reply = call(t, s, "GET", fmt.Sprintf("/api/v1/orders/SO-1?at_least=%d", placed.Seq), "")
	if !strings.Contains(reply.Body.String(), `"line1":"Main 1"`) {
		t.Errorf("no address: %s", reply.Body)
	}
	if list := call(t, s, "GET", "/api/v1/orders", "").Body.String(); !strings.Contains(list, "SO-1") || strings.Contains(list, "Secret") || strings.Contains(list, "Main 1") {
		t.Errorf("the list has too much or too little: %s", list)
	}
	other := strings.Replace(anOrder, `"quantity":2`, `"quantity":3`, 1)
	wantProblem(t, call(t, s, "POST", "/api/v1/orders", other, "Idempotency-Key", "k1"), 422, "key_reused")
}

// What a program writes, a screen sees; the rules refuse in words.
func TestTheFloorOverTheFace(t *testing.T) {
	s := openReal(t)
	stocked(t, s)
	screen := connect(t, listen(t, s))
	screen.say(`{"subscribe":["orders"],"resume":0}`)
	if _, hello, err := screen.conn.ReadMessage(); err != nil || !strings.Contains(string(hello), `"type":"hello"`) {
		t.Fatalf("%v: %s", err, hello)
	}
	if _, snapshot, err := screen.conn.ReadMessage(); err != nil || !strings.Contains(string(snapshot), `"rows":[]`) {
		t.Fatalf("%v: %s", err, snapshot)
	}
	call(t, s, "POST", "/api/v1/orders", anOrder, "Idempotency-Key", "k1")
	_, change, err := screen.conn.ReadMessage()
	if err != nil || !strings.Contains(string(change), `"collection":"orders","id":"SO-1","row":{`) || strings.Contains(string(change), "Secret") {
		t.Fatalf("%v: %s", err, change)
	}
	if reply := call(t, s, "POST", "/api/v1/orders/SO-1/holds", `{"kind":"fraud"}`); reply.Code != 200 {
		t.Error(reply.Body)
	}
	got := wantProblem(t, call(t, s, "POST", "/api/v1/pick-lists", `{"totes":0}`), 409, "nothing_to_release")
	if got.Detail == "" || got.Detail == got.Code {
		t.Errorf("no words: %+v", got)
	}
	if reply := call(t, s, "DELETE", "/api/v1/orders/SO-1/holds/fraud", ""); reply.Code != 200 {
		t.Error(reply.Body)
	}
	released := call(t, s, "POST", "/api/v1/pick-lists", `{"totes":0}`)
	var list ListReleased
	if err := json.Unmarshal(released.Body.Bytes(), &list); err != nil || list.List == "" || list.Seq == 0 {
		t.Fatalf("%v: %s", err, released.Body)
	}
	lists := call(t, s, "GET", fmt.Sprintf("/api/v1/pick-lists?at_least=%d", list.Seq), "")
	if !strings.Contains(lists.Body.String(), string(list.List)) {
		t.Errorf("the list is not there: %s", lists.Body)
	}
	wantProblem(t, call(t, s, "POST", "/api/v1/orders/SO-9/cancel", `{"reason":"x"}`), 404, "order_unknown")
	if reply := call(t, s, "POST", "/api/v1/orders/SO-1/cancel", `{"reason":"customer"}`); reply.Code != 200 {
		t.Error(reply.Body)
	}
	// The same count again counts nothing.
	again := call(t, s, "POST", "/api/v1/stock-counts", `[{"location":"A-01","sku":"MUG","quantity":9,"key":"1"}]`)
	if !strings.Contains(again.Body.String(), `"change":"unchanged"`) {
		t.Error(again.Body)
	}
}
