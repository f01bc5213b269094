package web

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

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

// One that reads too slowly even for the newest state is told to come back.
func TestASlowScreenIsToldSo(t *testing.T) {
	s, r := openLive(t)
	slow := connect(t, listen(t, s))
	slow.say(`{"subscribe":["scans"],"resume":0}`)
	slow.expect(`{"type":"hello","server":"v1","seq":0}`, `{"type":"snapshot","collection":"scans","seq":0,"rows":[]}`)
	row := `"` + strings.Repeat("x", 4<<10) + `"`
	deadline := time.Now().Add(20 * time.Second)
	ticks := time.NewTicker(time.Millisecond)
	defer ticks.Stop()
	for n := 0; r.feed.Stats().CutOff == 0; {
		if (<-ticks.C).After(deadline) {
			t.Fatal("it was not cut off")
		}
		for range 10 {
			r.set("scans", strconv.Itoa(n), row)
			n++
		}
	}
	slow.expectEnd(websocket.CloseTryAgainLater, "come back")
}

func TestScreensAreToldWhenTheFeedEnds(t *testing.T) {
	s, r := openLive(t)
	address := listen(t, s)
	screen := connect(t, address)
	screen.say(`{"subscribe":["scans"],"resume":0}`)
	screen.expect(`{"type":"hello","server":"v1","seq":0}`)
	r.end()
	screen.expectEnd(websocket.CloseGoingAway, "stop")
	late := connect(t, address)
	late.say(`{"subscribe":["scans"],"resume":0}`)
	late.expectEnd(websocket.CloseGoingAway, "stop")
}
