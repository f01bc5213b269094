package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"tallyman/internal/web"
)

// portsToTry is how many ports are tried for the next free one.
const portsToTry = 100

// SocketPath is the socket beside a database, over which commands speak to the
// server that has it.
func SocketPath(database string) string { return database + ".sock" }

// listen opens the addresses. Whoever has the database may replace a socket
// that is left behind.
func (a *App) listen(ctx context.Context) (err error) {
	if a.local, err = web.LocalListener(SocketPath(a.options.Config.DatabasePath())); err != nil {
		return err
	}
	a.onClose(func() error { return closed(a.local) })
	if a.options.Office {
		return nil
	}
	if a.tcp, err = a.listenTCP(ctx); err != nil {
		return err
	}
	a.onClose(func() error { return closed(a.tcp) })
	return nil
}

func closed(l net.Listener) error {
	if err := l.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

func (a *App) listenTCP(ctx context.Context) (net.Listener, error) {
	if a.options.Listener != nil {
		return a.options.Listener, nil
	}
	address := a.options.Config.Server.Listen
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: the port is no number", address)
	}
	tries := 1
	if a.options.NextPort {
		tries = portsToTry
	}
	var listening net.ListenConfig
	for try := range tries {
		var listener net.Listener
		listener, err = listening.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port+try)))
		if err == nil {
			return listener, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("listen on %s: another program has this port: stop it, or name another one as [server] listen: %w", address, err)
	}
	return nil, fmt.Errorf("listen on %s: %w", address, err)
}

// URL is where browsers open it, "" in the office.
func (a *App) URL() string {
	if a.tcp == nil {
		return ""
	}
	host, port, err := net.SplitHostPort(a.tcp.Addr().String())
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
