package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
)

func say(languages string, p floor.Phrase) string {
	if languages != "" {
		return p.Code + " in " + languages
	}
	return "words of " + p.Code
}

var screensFiles = fstest.MapFS{
	"index.html":            {Data: []byte("<!doctype html><title>screens</title>")},
	"favicon.svg":           {Data: []byte("<svg/>")},
	"assets/index-abc12.js": {Data: []byte("export {}")},
}

// open makes a face on a house.
func open(tb testing.TB, h *house, change ...func(*Options)) *Server {
	tb.Helper()
	options := Options{
		Office: h, Views: h, Ledger: h, Scans: h, Imports: h, Papers: h, Ports: h, Demo: h, Say: say, Version: "v1",
		Feed: feed.New(feed.Options{Encoder: Encoder{}}), Files: screensFiles,
	}
	for _, each := range change {
		each(&options)
	}
	server, err := New(options)
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

// call asks a route as a program on this machine does.
func call(tb testing.TB, s *Server, method, path, text string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	request := httptest.NewRequestWithContext(tb.Context(), method, "http://127.0.0.1:8080"+path, strings.NewReader(text))
	request.RemoteAddr = "127.0.0.1:40000"
	if text != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return serve(s, request)
}

func serve(s *Server, request *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	return recorder
}

// wantJSON compares a reply with a status and a JSON text.
func wantJSON(t *testing.T, reply *httptest.ResponseRecorder, status int, want string) {
	t.Helper()
	if reply.Code != status {
		t.Fatalf("status %d, want %d: %s", reply.Code, status, reply.Body)
	}
	var got, wanted any
	if err := json.Unmarshal(reply.Body.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, reply.Body)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		t.Errorf("got  %s\nwant %s", reply.Body, want)
	}
}

// wantProblem checks that a reply is a problem with a status and a code, and
// returns it.
func wantProblem(t *testing.T, reply *httptest.ResponseRecorder, status int, code string) Problem {
	t.Helper()
	var got Problem
	if reply.Code != status || reply.Header().Get("Content-Type") != problemJSON {
		t.Fatalf("status %d as %s, want the problem %d: %s", reply.Code, reply.Header().Get("Content-Type"), status, reply.Body)
	}
	if err := json.Unmarshal(reply.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Code != code || got.Status != status || got.Title == "" {
		t.Errorf("got %s, want the code %q", reply.Body, code)
	}
	return got
}
