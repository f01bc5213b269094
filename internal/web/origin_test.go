package web

import (
	"context"
	"net"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/gorilla/websocket"
)

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
