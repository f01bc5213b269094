package web

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// ask makes a request that call does not: from elsewhere, or with another host.
func ask(t *testing.T, method, url, from string, headers ...string) *http.Request {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, url, strings.NewReader(`{"reason":"x"}`))
	request.RemoteAddr = from
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return request
}

func TestWhoMayWhat(t *testing.T) {
	const here, there = "127.0.0.1:5000", "192.0.2.7:5000"
	const cancel, orders = "/api/v1/orders/SO-1/cancel", "/api/v1/orders"
	cases := map[string]struct {
		request *http.Request
		code    string
	}{
		"read from elsewhere":            {ask(t, "GET", "http://10.0.0.5:8080"+orders, there), ""},
		"read by IPv6":                   {ask(t, "GET", "http://[fd00::5]:8080"+orders, "[fd00::9]:5000"), ""},
		"read without a port":            {ask(t, "GET", "http://[fd00::5]"+orders, there), ""},
		"read by a name of the settings": {ask(t, "GET", "https://tally.example.com"+orders, there), ""},
		"read by another name":           {ask(t, "GET", "http://rebound.example.net:8080"+orders, there), "unknown_host"},
		"read here by another name":      {ask(t, "GET", "http://rebound.example.net:8080"+orders, here), "unknown_host"},
		"a host that only looks like it": {ask(t, "GET", "http://localhost.example.net"+orders, here), "unknown_host"},
		"write here":                     {ask(t, "POST", "http://localhost:8080"+cancel, here), ""},
		"write here over IPv6":           {ask(t, "POST", "http://[::1]:8080"+cancel, "[::1]:5000"), ""},
		"write from elsewhere":           {ask(t, "POST", "http://10.0.0.5:8080"+cancel, there), "only_here"},
		"delete from elsewhere":          {ask(t, "DELETE", "http://10.0.0.5:8080/api/v1/orders/SO-1/holds/x", there), "only_here"},
		"write from the own page":        {ask(t, "POST", "http://localhost:8080"+cancel, here, "Origin", "http://localhost:8080", "Sec-Fetch-Site", "same-origin"), ""},
		"write from a page of settings":  {ask(t, "POST", "http://localhost:8080"+cancel, here, "Origin", "https://tally.example.com", "Sec-Fetch-Site", "cross-site"), ""},
		"write from another page":        {ask(t, "POST", "http://localhost:8080"+cancel, here, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"), "cross_origin"},
		"another page, old browser":      {ask(t, "POST", "http://localhost:8080"+cancel, here, "Origin", "https://evil.example"), "cross_origin"},
		"a form of another page":         {ask(t, "POST", "http://localhost:8080"+cancel, here, "Sec-Fetch-Site", "same-site", "Content-Type", "text/plain"), "cross_origin"},
		"an origin of nothing":           {ask(t, "POST", "http://localhost:8080"+cancel, here, "Origin", "null"), "cross_origin"},
		"badges here":                    {ask(t, "GET", "http://127.0.0.1:8080/api/v1/sheets/badges.pdf", here), ""},
		"badges from elsewhere":          {ask(t, "GET", "http://10.0.0.5:8080/api/v1/sheets/badges.pdf", there), "only_here"},
		"bins from elsewhere":            {ask(t, "GET", "http://10.0.0.5:8080/api/v1/sheets/bins.pdf", there), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := &house{}
			reply := serve(open(t, h, func(o *Options) { o.Origins = []string{"https://tally.example.com"} }), c.request)
			var got Problem
			if c.code == "" {
				if reply.Code != 200 {
					t.Errorf("%d: %s", reply.Code, reply.Body)
				}
				return
			}
			if err := json.Unmarshal(reply.Body.Bytes(), &got); err != nil || got.Code != c.code || len(h.told) > 0 {
				t.Errorf("%d: %s; told %q", reply.Code, reply.Body, h.told)
			}
		})
	}
}

func TestNetworksThatMayWrite(t *testing.T) {
	const cancel = "/api/v1/orders/SO-1/cancel"
	writers := []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::7/128")}
	for name, c := range map[string]struct {
		request *http.Request
		code    string
	}{
		"of the network":          {ask(t, "POST", "http://10.0.0.5:8080"+cancel, "192.0.2.7:5000"), ""},
		"of it, written as IPv6":  {ask(t, "POST", "http://10.0.0.5:8080"+cancel, "[::ffff:192.0.2.7]:5000"), ""},
		"the one machine":         {ask(t, "POST", "http://[2001:db8::1]:8080"+cancel, "[2001:db8::7]:5000"), ""},
		"this machine":            {ask(t, "POST", "http://localhost:8080"+cancel, "127.0.0.1:5000"), ""},
		"of the own page":         {ask(t, "POST", "http://10.0.0.5:8080"+cancel, "192.0.2.7:5000", "Origin", "http://10.0.0.5:8080", "Sec-Fetch-Site", "same-origin"), ""},
		"of another page":         {ask(t, "POST", "http://10.0.0.5:8080"+cancel, "192.0.2.7:5000", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"), "cross_origin"},
		"by another name":         {ask(t, "POST", "http://rebound.example.net:8080"+cancel, "192.0.2.7:5000"), "unknown_host"},
		"of the network beside":   {ask(t, "POST", "http://10.0.0.5:8080"+cancel, "192.0.3.7:5000"), "only_here"},
		"the machine beside":      {ask(t, "POST", "http://[2001:db8::1]:8080"+cancel, "[2001:db8::8]:5000"), "only_here"},
		"from nowhere":            {ask(t, "POST", "http://10.0.0.5:8080"+cancel, ""), "only_here"},
		"badges, of the network":  {ask(t, "GET", "http://10.0.0.5:8080/api/v1/sheets/badges.pdf", "192.0.2.7:5000"), "only_here"},
		"reading, of the network": {ask(t, "GET", "http://10.0.0.5:8080/api/v1/orders", "192.0.2.7:5000"), ""},
	} {
		h := &house{}
		reply := serve(open(t, h, func(o *Options) { o.Writers = writers }), c.request)
		if c.code == "" {
			if reply.Code != 200 {
				t.Errorf("%s: %d %s", name, reply.Code, reply.Body)
			}
			continue
		}
		if got := wantProblem(t, reply, reply.Code, c.code); len(h.told) > 0 {
			t.Errorf("%s: %+v, and told %q", name, got, h.told)
		}
	}
}

func TestEveryAnswerHasItsHeaders(t *testing.T) {
	s := open(t, &house{})
	for _, path := range []string{"/", "/api/v1/orders", "/api/openapi.json", "/livez", "/nothing.here"} {
		headers := call(t, s, "GET", path, "").Header()
		for name, want := range map[string]string{
			"Content-Security-Policy":    contentPolicy,
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if headers.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, headers.Get(name))
			}
		}
	}
	for _, loose := range []string{"unsafe", "*", "http:", "https:", "data:"} {
		if strings.Contains(contentPolicy, loose) {
			t.Errorf("the policy allows %s", loose)
		}
	}
}

func TestRoutesThatAreNot(t *testing.T) {
	s := open(t, &house{})
	wantProblem(t, call(t, s, "GET", "/api/v1/nonsense", ""), 404, "no_route")
	wantProblem(t, call(t, s, "GET", "/api/", ""), 404, "no_route")
	reply := call(t, s, "DELETE", "/api/v1/orders", "")
	wantProblem(t, reply, 405, "method_not_allowed")
	if reply.Header().Get("Allow") != "GET, POST" {
		t.Errorf("Allow: %q", reply.Header().Get("Allow"))
	}
	wantProblem(t, call(t, s, "POST", "/", ""), 405, "method_not_allowed")
}

func TestAPanicIsAnAnswer(t *testing.T) {
	var log bytes.Buffer
	h := &house{}
	s := open(t, h, func(o *Options) {
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
		o.Papers = panicking{h}
	})
	wantProblem(t, call(t, s, "GET", "/api/v1/sheets/bins.pdf", ""), 500, "internal")
	if text := log.String(); !strings.Contains(text, "panicked") || strings.Contains(text, "Ms Secret") {
		t.Errorf("log: %s", text)
	}
}

type panicking struct{ Papers }

func (panicking) Sheet(context.Context, string) ([]byte, error) { panic("Ms Secret") }

func TestAnOriginThatIsNone(t *testing.T) {
	for _, origin := range []string{"tally.example.com", "https://tally.example.com/path", "%"} {
		if _, err := newDoor([]string{origin}, nil); err == nil || !strings.Contains(err.Error(), origin) {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	_, err := New(Options{})
	for _, name := range []string{"Office", "Views", "Ledger", "Scans", "Imports", "Papers", "Ports", "Feed", "Say"} {
		if err == nil || !strings.Contains(err.Error(), "Options."+name) {
			t.Errorf("%s is not named in %v", name, err)
		}
	}
}
