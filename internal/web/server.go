package web

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/ui"
)

// Options are what the face looks at. Those without "may be" are required.
type Options struct {
	Office  Office
	Views   Views
	Ledger  Ledger
	Scans   Scans
	Imports Imports
	Papers  Papers
	Ports   Ports
	// Feed must have been made with Encoder.
	Feed *feed.Feed
	// Demo may be nil: then there is none.
	Demo Demo
	// Ready says why the server cannot work now; it may be nil for "always
	// ready". It is asked for every call of /readyz and must be quick.
	Ready func(ctx context.Context) error
	// Origins are what the Origin of a browser may be beside IP addresses and
	// localhost: "https://tally.example.com".
	Origins []string
	// Writers are networks whose machines may write as this one may.
	Writers []netip.Prefix
	// Say makes the words of a phrase in the first language of ours that an
	// Accept-Language header asks for; in English when it asks for none.
	Say func(languages string, phrase floor.Phrase) string
	// Version is told to screens: one of another version loads itself anew.
	Version string
	// Files may be nil for the screens that were compiled in.
	Files fs.FS
	// Log may be nil for silence.
	Log *slog.Logger
	// Now is the clock of time-outs; nil is time.Now.
	Now func() time.Time
}

// Server is the face. It is an http.Handler; Serve gives it a listener. It may
// be used by any number of goroutines.
type Server struct {
	options Options
	log     *slog.Logger
	now     func() time.Time
	door    door
	pace    pace
	handler http.Handler
	// document is the OpenAPI document as it is served.
	document []byte

	verifying atomic.Bool
	screens   atomic.Int64
}

// New makes the face. It fails when something that it needs is missing.
func New(options Options) (*Server, error) {
	if err := options.check(); err != nil {
		return nil, err
	}
	if options.Files == nil {
		options.Files = ui.Files()
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if options.Now == nil {
		options.Now = time.Now //nolint:forbidigo // what a clock left out stands for; who tests time passes one
	}
	s := &Server{options: options, log: options.Log, now: options.Now, pace: usualPace()}
	var err error
	if s.door, err = newDoor(options.Origins, options.Writers); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	if s.document, err = s.routes(mux); err != nil {
		return nil, err
	}
	pages, err := newPages(options.Files)
	if err != nil {
		return nil, err
	}
	mux.Handle("/", pages)
	s.handler = s.guard(mux)
	return s, nil
}

func (o Options) check() error {
	missing := map[string]bool{
		"Office": o.Office == nil, "Views": o.Views == nil, "Ledger": o.Ledger == nil, "Scans": o.Scans == nil,
		"Imports": o.Imports == nil, "Papers": o.Papers == nil, "Ports": o.Ports == nil, "Feed": o.Feed == nil, "Say": o.Say == nil,
	}
	var errs []error
	for name, absent := range missing {
		if absent {
			errs = append(errs, errors.New("web: Options."+name+" is missing"))
		}
	}
	return errors.Join(errs...)
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// routes registers everything but the screens and returns the document that
// describes it.
func (s *Server) routes(mux *http.ServeMux) ([]byte, error) {
	api := newAPI(mux, s.inLanguage)
	s.catalogueRoutes(api)
	s.orderRoutes(api)
	s.floorRoutes(api)
	s.paperRoutes(api)
	s.portRoutes(api)
	s.importRoutes(api)
	s.ledgerRoutes(api)
	s.demoRoutes(api)
	document, err := describe(api)
	if err != nil {
		return nil, err
	}
	mux.HandleFunc("GET /api/openapi.json", s.serveDocument)
	mux.HandleFunc("GET "+livePath, s.live)
	mux.HandleFunc("GET /livez", s.alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("/api/", noRoute(mux))
	return document, nil
}
