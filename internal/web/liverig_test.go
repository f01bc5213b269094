package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"tallyman/internal/feed"
	"tallyman/internal/ledger"
)

// rows is a source of the feed and the head of a ledger: a commit is a row
// more, or one that is different.
type rows struct {
	*house
	feed *feed.Feed
	// end ends the feed.
	end context.CancelFunc

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
	r.end = cancel
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
