package ipp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

const (
	// dialWithin bounds the dialling and the handshake of TLS.
	dialWithin = 5 * time.Second
	// writeAtOnce is what has to be taken within one patience.
	writeAtOnce = 4096
)

// gate is a connection that asks before its first byte, and on which each
// step forward is given the same patience.
type gate struct {
	net.Conn
	patience time.Duration
	before   func() error // nil once it was asked
}

// Write writes all of p, unless what is to be asked before refuses. The
// transport writes from one goroutine.
func (g *gate) Write(p []byte) (int, error) {
	if ask := g.before; ask != nil {
		g.before = nil
		if err := ask(); err != nil {
			return 0, err
		}
	}
	written := 0
	for written < len(p) {
		if err := g.SetDeadline(time.Now().Add(g.patience)); err != nil {
			return written, err
		}
		n, err := g.Conn.Write(p[written:min(len(p), written+writeAtOnce)])
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// Read reads; what came extends the time for the rest.
func (g *gate) Read(p []byte) (int, error) {
	n, err := g.Conn.Read(p)
	if n > 0 {
		_ = g.SetDeadline(time.Now().Add(g.patience))
	}
	return n, err
}

// transport makes one connection for one request.
func (c *Client) transport(before func() error) *http.Transport {
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, dialWithin)
		defer cancel()
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil || c.target.Scheme == "http" {
			return conn, err
		}
		secure := tls.Client(conn, &tls.Config{
			ServerName:         c.target.Hostname(),
			InsecureSkipVerify: c.AnyCertificate, //nolint:gosec // Printers sign their own; the URL says to take it.
			MinVersion:         tls.VersionTLS12,
		})
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			if _, unknown := errors.AsType[*tls.CertificateVerificationError](err); unknown {
				return nil, fmt.Errorf("certificate of the printer: %w (certificate=any takes one that it signed itself)", err)
			}
			return nil, fmt.Errorf("TLS with the printer: %w (ipp:// does without)", err)
		}
		return secure, nil
	}
	gated := func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, &DialError{Err: err}
		}
		return &gate{Conn: conn, patience: c.Patience, before: before}, conn.SetDeadline(time.Now().Add(c.Patience))
	}
	return &http.Transport{DisableKeepAlives: true, DisableCompression: true, DialContext: gated, DialTLSContext: gated}
}

// DialError is why a printer cannot be reached: no byte was sent to it.
type DialError struct{ Err error }

// Error is the cause.
func (e *DialError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *DialError) Unwrap() error { return e.Err }
