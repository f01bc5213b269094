package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// pace is the time-outs of connections.
type pace struct {
	// body is how long a body may take, write how long an answer; a file or
	// a stream may take longer as long as there is progress.
	body, write time.Duration
	// asked is how long a new screen may take to say what it wants, sent how
	// long a message to it may take.
	asked, sent time.Duration
	// ping and silent find screens whose other end is gone.
	ping, silent time.Duration
}

func usualPace() pace {
	return pace{
		body: 30 * time.Second, write: time.Minute, asked: 10 * time.Second, sent: 10 * time.Second,
		ping: 20 * time.Second, silent: 50 * time.Second,
	}
}

const (
	headerWithin  = 5 * time.Second
	idleFor       = 2 * time.Minute
	mostHeader    = 16 << 10
	goodbyeWithin = 5 * time.Second
)

// Serve answers on a listener until ctx ends. Then it takes no more requests,
// tells the screens to go, finishes what is under way, at most for five
// seconds, and closes the listener. It may run for several listeners.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	var screens sync.WaitGroup
	here := peer{
		local:   listener.Addr().Network() == "unix",
		stays:   func() (goes func()) { screens.Add(1); return screens.Done },
		leaving: func(then func()) (stop func() bool) { return context.AfterFunc(ctx, then) },
	}
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerWithin,
		ReadTimeout:       s.pace.body,
		WriteTimeout:      s.pace.write,
		IdleTimeout:       idleFor,
		MaxHeaderBytes:    mostHeader,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		// Requests under way are finished, so they do not end with ctx.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		ConnContext: func(c context.Context, _ net.Conn) context.Context {
			return context.WithValue(c, peerKey{}, here)
		},
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	goodbye, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbyeWithin)
	defer cancel()
	err := server.Shutdown(goodbye)
	if err != nil {
		err = errors.Join(err, server.Close())
	}
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	// Screens are no requests to the server of net/http; wait for them too.
	gone := make(chan struct{})
	go func() { screens.Wait(); close(gone) }()
	select {
	case <-gone:
	case <-goodbye.Done():
	}
	return err
}

// peer is who is at the other end of a connection.
type peer struct {
	// local: over the socket of this system user.
	local bool
	// stays announces a connection that leaves HTTP, before it does, and
	// goes that it has ended.
	stays func() (goes func())
	// leaving has then called when the server is about to stop.
	leaving func(then func()) (stop func() bool)
}

type peerKey struct{}

// peerOf is who asks; a stranger where Serve did not accept the connection.
func peerOf(ctx context.Context) peer {
	if known, ok := ctx.Value(peerKey{}).(peer); ok {
		return known
	}
	return peer{
		stays:   func() func() { return func() {} },
		leaving: func(func()) func() bool { return func() bool { return true } },
	}
}

// near says whether a request comes from this machine.
func near(r *http.Request) bool {
	if peerOf(r.Context()).local {
		return true
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

type nearKey struct{}

// isNear says what near said of the request of this context.
func isNear(ctx context.Context) bool {
	here, _ := ctx.Value(nearKey{}).(bool)
	return here
}
