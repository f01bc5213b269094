package web

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPages(t *testing.T) {
	s := open(t, &house{})
	cases := map[string]struct{ contains, mediaType, cache string }{
		"/":                      {"<title>screens", "text/html", "no-cache"},
		"/index.html":            {"<title>screens", "text/html", "no-cache"},
		"/orders":                {"<title>screens", "text/html", "no-cache"},
		"/orders/SO-1":           {"<title>screens", "text/html", "no-cache"},
		"/favicon.svg":           {"<svg/>", "image/svg+xml", "no-cache"},
		"/assets/index-abc12.js": {"export", "javascript", "immutable"},
	}
	for path, c := range cases {
		reply := call(t, s, "GET", path, "")
		headers := reply.Header()
		if reply.Code != 200 || !strings.Contains(reply.Body.String(), c.contains) ||
			!strings.Contains(headers.Get("Content-Type"), c.mediaType) || !strings.Contains(headers.Get("Cache-Control"), c.cache) {
			t.Errorf("%s: %d %v %s", path, reply.Code, headers, reply.Body)
		}
		if again := call(t, s, "GET", path, "", "If-None-Match", headers.Get("ETag")); again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s again: %d", path, again.Code)
		}
	}
	wantProblem(t, call(t, s, "GET", "/assets/gone.js", ""), 404, "no_page")
	wantProblem(t, call(t, s, "GET", "/.env", ""), 404, "no_page")
	if head := call(t, s, "HEAD", "/", ""); head.Code != 200 || head.Body.Len() > 0 {
		t.Errorf("HEAD: %d with %d bytes", head.Code, head.Body.Len())
	}
}

func TestPagesAreSmallerForThoseWhoTakeIt(t *testing.T) {
	script := strings.Repeat("export const mug = 1;\n", 200)
	files := fstest.MapFS{"index.html": {Data: []byte("x")}, "assets/a.js": {Data: []byte(script)}}
	s := open(t, &house{}, func(o *Options) { o.Files = files })
	packed := call(t, s, "GET", "/assets/a.js", "", "Accept-Encoding", "gzip, br")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() > len(script)/10 {
		t.Fatalf("%v: %d bytes", packed.Header(), packed.Body.Len())
	}
	reader, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(reader); err != nil || string(got) != script {
		t.Errorf("%v: %q", err, got)
	}
	plain := call(t, s, "GET", "/assets/a.js", "")
	if plain.Body.String() != script || plain.Header().Get("ETag") == packed.Header().Get("ETag") || plain.Header().Get("Vary") == "" {
		t.Errorf("%v: %q", plain.Header(), plain.Body)
	}
	if tiny := call(t, s, "GET", "/", "", "Accept-Encoding", "gzip"); tiny.Header().Get("Content-Encoding") != "" {
		t.Error("what gzip makes larger was packed")
	}
}

func TestScreensWithoutAFirstPage(t *testing.T) {
	if _, err := newPages(fstest.MapFS{"favicon.svg": {}}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestHealth(t *testing.T) {
	var broken error
	s := open(t, &house{}, func(o *Options) { o.Ready = func(context.Context) error { return broken } })
	wantJSON(t, call(t, s, "GET", "/livez", ""), 200, `{"state":"alive","version":"v1"}`)
	wantJSON(t, call(t, s, "GET", "/readyz", ""), 200, `{"state":"ready","version":"v1"}`)
	broken = errors.New("disk of Ms Secret")
	reply := call(t, s, "GET", "/readyz", "")
	wantProblem(t, reply, 503, "not_ready")
	if strings.Contains(reply.Body.String(), "Secret") {
		t.Errorf("it tells too much: %s", reply.Body)
	}
	wantJSON(t, call(t, s, "GET", "/livez", ""), 200, `{"state":"alive","version":"v1"}`)
}
