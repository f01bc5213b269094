package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
)

// contentPolicy lets a page load what this server sends and nothing else; a
// blob: picture is one that the page asked for with a POST.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
	"media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// door knows at which names browsers may open the server, so that neither a
// page of another site nor a name that was made to point here gets in.
type door struct {
	origins map[string]bool
	hosts   map[string]bool
	writers []netip.Prefix
	cross   *http.CrossOriginProtection
}

func newDoor(origins []string, writers []netip.Prefix) (door, error) {
	d := door{
		origins: map[string]bool{}, hosts: map[string]bool{}, writers: writers, cross: http.NewCrossOriginProtection(),
	}
	for _, origin := range origins {
		parsed, err := url.Parse(origin)
		if err != nil || parsed.Host == "" {
			return door{}, fmt.Errorf("web: origin %q is none: write scheme and host, like https://tally.example.com", origin)
		}
		if err := d.cross.AddTrustedOrigin(origin); err != nil {
			return door{}, fmt.Errorf("web: origin %q: %w", origin, err)
		}
		d.origins[strings.ToLower(origin)] = true
		d.hosts[strings.ToLower(parsed.Host)] = true
	}
	return d, nil
}

// knowsHost says whether a Host is an address, localhost, or in the settings.
func (d door) knowsHost(host string) bool {
	host = strings.ToLower(host)
	if d.hosts[host] {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	if name == "localhost" {
		return true
	}
	_, err = netip.ParseAddr(name)
	return err == nil
}

// knowsOrigin says whether a page may listen. No Origin is nobody's: a program
// sends one too, or uses the local socket.
func (d door) knowsOrigin(r *http.Request) bool {
	if peerOf(r.Context()).local {
		return true
	}
	origin := strings.ToLower(r.Header.Get("Origin"))
	host, isWeb := strings.CutPrefix(origin, "http://")
	if !isWeb {
		host, isWeb = strings.CutPrefix(origin, "https://")
	}
	return d.origins[origin] || isWeb && host == strings.ToLower(r.Host)
}

// letsWrite says whether who asks is on a network that may write.
func (d door) letsWrite(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	address := from.Addr().Unmap().WithZone("")
	return slices.ContainsFunc(d.writers, func(network netip.Prefix) bool { return network.Contains(address) })
}

// guard stands before every route.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.recovered(w, r)
		headers := w.Header()
		headers.Set("Content-Security-Policy", contentPolicy)
		headers.Set("X-Content-Type-Options", "nosniff")
		headers.Set("Referrer-Policy", "no-referrer")
		headers.Set("Cross-Origin-Opener-Policy", "same-origin")
		headers.Set("Cross-Origin-Resource-Policy", "same-origin")
		headers.Set("Cache-Control", "no-store")
		if refusal := s.refuse(r); refusal != nil {
			refusal.write(w)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), nearKey{}, near(r))))
	})
}

func (s *Server) refuse(r *http.Request) *Problem {
	switch {
	case !peerOf(r.Context()).local && !s.door.knowsHost(r.Host):
		return problem(http.StatusMisdirectedRequest, "unknown_host",
			"this server is not known by that name: use its address, or add the name to origins in the settings")
	case s.door.cross.Check(r) != nil:
		return problem(http.StatusForbidden, "cross_origin",
			"a page of another site may not do this: add its origin to origins in the settings if it may")
	case !safe(r.Method) && !near(r) && !s.door.letsWrite(r):
		return problem(http.StatusForbidden, "only_here",
			"there are no users yet, so only this machine may write: add your network to writers in the settings if it may")
	}
	return nil
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// recovered turns a panic into an answer. What was thrown may hold anything, so
// only its type is logged.
func (s *Server) recovered(w http.ResponseWriter, r *http.Request) {
	thrown := recover()
	if thrown == nil {
		return
	}
	if thrown == http.ErrAbortHandler { //nolint:errorlint // it is thrown as it is
		panic(thrown)
	}
	s.log.ErrorContext(r.Context(), "web: a handler panicked",
		"route", r.Pattern, "type", fmt.Sprintf("%T", thrown), "stack", string(debug.Stack()))
	problem(http.StatusInternalServerError, "internal", "something broke on the server; its log says what").write(w)
}

// noRoute answers what no route of the API takes: 405 when another method
// would be right.
func noRoute(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "/api/" {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) == 0 {
			problem(http.StatusNotFound, "no_route", "there is no such route: /api/openapi.json lists them").write(w)
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		problem(http.StatusMethodNotAllowed, "method_not_allowed", "use one of %s", strings.Join(allowed, ", ")).write(w)
	})
}
