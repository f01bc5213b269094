package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tallyman/internal/feed"
	"tallyman/internal/ledger"
)

// rows is a source of the feed and the head of a ledger: a commit is a row
// more, or one that is different.
type rows struct {
	*house
	feed *feed.Feed

	mu    sync.Mutex
	seq   int64
	known map[feed.Touch]string
	order []feed.Touch
}

func (r *rows) Head() ledger.Head {
	r.mu.Lock()
	defer r.mu.Unlock()
	return ledger.Head{Seq: r.seq}
}

func (r *rows) Rows(_ context.Context, collection string) (int64, []feed.Row, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []feed.Row
	for _, touch := range r.order {
		if row, ok := r.known[touch]; ok && touch.Collection == collection {
			all = append(all, feed.Row{ID: touch.ID, JSON: json.RawMessage(row)})
		}
	}
	return r.seq, all, nil
}

func (r *rows) Some(_ context.Context, touched []feed.Touch) (int64, []feed.Change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	changes := make([]feed.Change, len(touched))
	for i, touch := range touched {
		changes[i] = feed.Change{Collection: touch.Collection, ID: touch.ID}
		if row, ok := r.known[touch]; ok {
			changes[i].Row = json.RawMessage(row)
		}
	}
	return r.seq, changes, nil
}

// set commits a row, or with "" its end.
func (r *rows) set(collection, id, row string) {
	touch := feed.Touch{Collection: collection, ID: id}
	r.mu.Lock()
	r.seq++
	seq := r.seq
	if row == "" {
		delete(r.known, touch)
	} else {
		r.known[touch] = row
		r.order = append(r.order, touch)
	}
	r.mu.Unlock()
	r.feed.Touched(seq, []feed.Touch{touch})
}

// openLive makes a face with a feed that runs until the test ends.
func openLive(tb testing.TB, change ...func(*Options)) (*Server, *rows) {
	tb.Helper()
	r := &rows{house: &house{}, known: map[feed.Touch]string{}}
	r.feed = feed.New(feed.Options{Source: r, Encoder: Encoder{}, Collections: []string{"stations", "orders", "scans"}})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- r.feed.Run(ctx) }()
	tb.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			tb.Error(err)
		}
	})
	with := func(o *Options) { o.Feed, o.Ledger = r.feed, r }
	return open(tb, r.house, append([]func(*Options){with}, change...)...), r
}

// screen is a browser's end of a live connection.
type screen struct {
	tb   testing.TB
	conn *websocket.Conn
}

func connect(tb testing.TB, address string) screen {
	tb.Helper()
	headers := http.Header{"Origin": {"http://" + address}}
	conn, response, err := websocket.DefaultDialer.DialContext(tb.Context(), "ws://"+address+livePath, headers)
	if err != nil {
		tb.Fatal(err)
	}
	response.Body.Close()
	tb.Cleanup(func() { conn.Close() })
	return screen{tb, conn}
}

func (s screen) say(text string) {
	s.tb.Helper()
	if err := s.conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		s.tb.Fatal(err)
	}
}

func (s screen) expect(want ...string) {
	s.tb.Helper()
	for _, text := range want {
		_, got, err := s.conn.ReadMessage()
		if err != nil {
			s.tb.Fatalf("want %s, got %v", text, err)
		}
		if string(got) != text {
			s.tb.Fatalf("got  %s\nwant %s", got, text)
		}
	}
}

// expectEnd reads until the other end closes, and wants a reason for it.
func (s screen) expectEnd(code int, reason string) {
	s.tb.Helper()
	for {
		_, _, err := s.conn.ReadMessage()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != code || !strings.Contains(closed.Text, reason) {
			s.tb.Errorf("ended by %v, want %d %q", err, code, reason)
		}
		return
	}
}

func TestAScreenGetsASnapshotAndThenChanges(t *testing.T) {
	s, r := openLive(t)
	r.set("stations", "pack-1", `{"id":"pack-1"}`)
	r.set("orders", "SO \"1\"", `{"id":"SO \"1\""}`)
	screen := connect(t, listen(t, s))
	screen.say(`{"subscribe":["stations","orders"],"resume":0}`)
	screen.expect(`{"type":"hello","server":"v1","seq":2}`,
		`{"type":"snapshot","collection":"orders","seq":2,"rows":[{"id":"SO \"1\""}]}`,
		`{"type":"snapshot","collection":"stations","seq":2,"rows":[{"id":"pack-1"}]}`)
	waitForFrame(t, r, 2)
	r.set("scans", "3", `{"id":3}`)
	r.set("orders", "SO \"1\"", "")
	for {
		// The frame of the snapshot's own moment may come once more.
		_, got, err := screen.conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(got), `"seq":2`) {
			continue
		}
		if want := `{"type":"changes","changes":[{"seq":4,"collection":"orders","id":"SO \"1\"","row":null}]}`; string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		return
	}
}

// waitForFrame waits until the feed has published a sequence.
func waitForFrame(tb testing.TB, r *rows, seq int64) {
	tb.Helper()
	screen, err := r.feed.Subscribe(tb.Context(), []string{"stations", "orders", "scans"}, 0)
	if err != nil {
		tb.Fatal(err)
	}
	defer screen.Close()
	for r.feed.Seq() < seq {
		if _, err := screen.Next(tb.Context()); err != nil {
			tb.Fatal(err)
		}
	}
}

func TestAScreenThatComesBackGetsWhatItMissed(t *testing.T) {
	s, r := openLive(t)
	address := listen(t, s)
	for i := range 3 {
		r.set("scans", strconv.Itoa(i), fmt.Sprintf(`{"id":%d}`, i))
		waitForFrame(t, r, int64(i+1))
	}
	screen := connect(t, address)
	screen.say(`{"subscribe":["scans"],"resume":2}`)
	screen.expect(`{"type":"hello","server":"v1","seq":3}`,
		`{"type":"changes","changes":[{"seq":2,"collection":"scans","id":"1","row":{"id":1}}]}`,
		`{"type":"changes","changes":[{"seq":3,"collection":"scans","id":"2","row":{"id":2}}]}`)
	// A screen that is ahead has seen another history.
	ahead := connect(t, address)
	ahead.say(`{"subscribe":["scans"],"resume":99}`)
	ahead.expect(`{"type":"hello","server":"v1","seq":3}`,
		`{"type":"snapshot","collection":"scans","seq":3,"rows":[{"id":0},{"id":1},{"id":2}]}`)
}

func TestScreensThatAreSentAway(t *testing.T) {
	cases := map[string]struct {
		say    string
		code   int
		reason string
	}{
		"nothing asked for":  {`{"subscribe":[],"resume":0}`, websocket.ClosePolicyViolation, "subscribe"},
		"no JSON":            {`hello`, websocket.ClosePolicyViolation, "subscribe"},
		"unknown collection": {`{"subscribe":["salaries"],"resume":0}`, websocket.ClosePolicyViolation, "no such collection"},
		"too long":           {`{"subscribe":["` + strings.Repeat("x", mostAsked) + `"]}`, websocket.CloseMessageTooBig, ""},
	}
	s, _ := openLive(t)
	address := listen(t, s)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			screen := connect(t, address)
			screen.say(c.say)
			screen.expectEnd(c.code, c.reason)
		})
	}
	t.Run("talks on", func(t *testing.T) {
		screen := connect(t, address)
		screen.say(`{"subscribe":["scans"],"resume":0}`)
		screen.say(`{"subscribe":["orders"],"resume":0}`)
		screen.expectEnd(websocket.ClosePolicyViolation, "one message")
	})
	if screens := s.options.Feed.Stats().Screens; screens > 1 {
		t.Errorf("%d screens are left", screens)
	}
}

func TestWhoMayListen(t *testing.T) {
	s, _ := openLive(t, func(o *Options) { o.Origins = []string{"https://tally.example.com"} })
	address := listen(t, s)
	for origin, welcome := range map[string]bool{
		"http://" + address: true, "https://tally.example.com": true, "HTTPS://TALLY.EXAMPLE.COM": true,
		"": false, "null": false, "https://evil.example": false, "http://" + address + ".evil.example": false,
		"http://tally.example.com": false, "http://localhost:1": false,
	} {
		headers := http.Header{}
		if origin != "" {
			headers.Set("Origin", origin)
		}
		conn, response, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+address+livePath, headers)
		if response != nil {
			response.Body.Close()
		}
		if (err == nil) != welcome {
			t.Errorf("origin %q: %v", origin, err)
		}
		if err == nil {
			conn.Close()
		} else if response == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: %v", origin, response)
		}
	}
	wantProblem(t, call(t, s, "GET", livePath, "", "Origin", "http://127.0.0.1:8080"), 400, "no_websocket")
}

// Over the local socket nobody is a browser.
func TestListenOverTheLocalSocket(t *testing.T) {
	s, _ := openLive(t)
	path := filepath.Join(t.TempDir(), "tallyman.sock")
	listener, err := LocalListener(path)
	if err != nil {
		t.Fatal(err)
	}
	serveUntilEnd(t, s, listener)
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", path)
	}}
	conn, response, err := dialer.DialContext(t.Context(), "ws://tallyman"+livePath, nil)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	conn.Close()
}

// A screen whose other end is gone without a word is found by its silence; one
// that answers pings stays.
func TestASilentScreenIsGivenUp(t *testing.T) {
	s, r := openLive(t)
	s.pace.ping, s.pace.silent = 20*time.Millisecond, 500*time.Millisecond
	address := listen(t, s)
	silent, lively := connect(t, address), connect(t, address)
	var pings int
	answer := lively.conn.PingHandler()
	lively.conn.SetPingHandler(func(data string) error { pings++; return answer(data) })
	for _, screen := range []screen{silent, lively} {
		screen.say(`{"subscribe":["scans"],"resume":0}`)
	}
	lively.expect(`{"type":"hello","server":"v1","seq":0}`, `{"type":"snapshot","collection":"scans","seq":0,"rows":[]}`)
	// The silent one does not read, so it answers no ping.
	ticks := time.NewTicker(10 * time.Millisecond)
	defer ticks.Stop()
	go func() {
		for range ticks.C {
			if r.feed.Stats().Screens == 1 {
				r.set("scans", "1", `{"id":1}`)
				return
			}
		}
	}()
	lively.expect(`{"type":"changes","changes":[{"seq":1,"collection":"scans","id":"1","row":{"id":1}}]}`)
	if pings == 0 {
		t.Error("the lively one was never asked")
	}
}

// One that says nothing at all holds nothing.
func TestAConnectionThatNeverAsks(t *testing.T) {
	s, _ := openLive(t)
	s.pace.asked = 50 * time.Millisecond
	connect(t, listen(t, s)).expectEnd(websocket.ClosePolicyViolation, "first")
}

// A screen that does not read is cut off and holds up nobody.
func TestAStuckScreenIsCutOff(t *testing.T) {
	s, r := openLive(t)
	s.pace.sent = 200 * time.Millisecond
	address := listen(t, s)
	stuck, lively := connect(t, address), connect(t, address)
	// More than all buffers between the two ends can hold.
	for i := range 32 {
		r.set("orders", strconv.Itoa(i), `"`+strings.Repeat("x", 1<<20)+`"`)
	}
	stuck.say(`{"subscribe":["orders","scans"],"resume":0}`)
	lively.say(`{"subscribe":["scans"],"resume":0}`)
	lively.expect(`{"type":"hello","server":"v1","seq":32}`, `{"type":"snapshot","collection":"scans","seq":32,"rows":[]}`)
	r.set("scans", "1", `{"id":1}`)
	lively.expect(`{"type":"changes","changes":[{"seq":33,"collection":"scans","id":"1","row":{"id":1}}]}`)
	deadline := time.Now().Add(20 * time.Second)
	for n := 2; r.feed.Stats().Screens > 1; n++ {
		if time.Now().After(deadline) {
			t.Fatal("the stuck one was not cut off")
		}
		id := strconv.Itoa(n)
		r.set("scans", id, `{"id":`+id+`}`)
		lively.expect(fmt.Sprintf(`{"type":"changes","changes":[{"seq":%d,"collection":"scans","id":"%d","row":{"id":%d}}]}`, 32+n, n, n))
	}
}

func TestScreensAreToldWhenTheServerStops(t *testing.T) {
	s, _ := openLive(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stop := serveUntilEnd(t, s, listener)
	following, waiting := connect(t, listener.Addr().String()), connect(t, listener.Addr().String())
	following.say(`{"subscribe":["scans"],"resume":0}`)
	following.expect(`{"type":"hello","server":"v1","seq":0}`)
	stop()
	following.expectEnd(websocket.CloseGoingAway, "stop")
	waiting.expectEnd(websocket.CloseGoingAway, "stop")
	if screens := s.screens.Load(); screens != 0 {
		t.Errorf("%d screens are left", screens)
	}
}

func TestThereIsALimitToScreens(t *testing.T) {
	s, _ := openLive(t)
	s.screens.Store(mostScreens)
	address := listen(t, s)
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+address+livePath, http.Header{"Origin": {"http://" + address}})
	if err == nil || response == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%v: %v", err, response)
	}
	if response != nil {
		response.Body.Close()
	}
	if s.screens.Load() != mostScreens {
		t.Error("the one that was refused is counted")
	}
}
