package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
	"time"
)

// portsToTry is how many ports are tried for the next free one.
const portsToTry = 100

// lasting is a listener that outlives the servers it is lent to: closing it
// only ends their Accept, and who comes meanwhile waits in its backlog.
type lasting struct{ *net.TCPListener }

// listen takes the port of an address or the next one that is free.
func listen(ctx context.Context, address string) (*lasting, error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: the port is no number", address)
	}
	var listening net.ListenConfig
	for try := range portsToTry {
		var listener net.Listener
		listener, err = listening.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port+try)))
		if tcp, ok := listener.(*net.TCPListener); ok && err == nil {
			return &lasting{tcp}, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	return nil, fmt.Errorf("listen on %s: %w", address, err)
}

// open lets a server accept.
func (l *lasting) open() { _ = l.SetDeadline(time.Time{}) }

// Close ends Accept; the port stays ours.
func (l *lasting) Close() error { return l.SetDeadline(time.Now()) }

// giveUp closes the port.
func (l *lasting) giveUp() error { return l.TCPListener.Close() }

func (l *lasting) url() string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
