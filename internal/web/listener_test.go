package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// overSocket is a client of a socket file.
func overSocket(path string) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		},
	}}
}

func TestTheLocalSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tallyman.sock")
	// A socket that a killed process left behind is in nobody's way.
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	left.Close()

	listener, err := LocalListener(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v: mode %v", err, info.Mode())
	}
	h := &house{}
	stop := serveUntilEnd(t, open(t, h), listener)
	response := post(t, overSocket(path), "http://tallyman/api/v1/orders/SO-1/cancel", "application/json", strings.NewReader(`{"reason":"x"}`))
	if response.status != http.StatusOK || len(h.told) != 1 {
		t.Errorf("%d, told %q", response.status, h.told)
	}
	stop()
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket is left behind: %v", err)
	}
}

func TestTheSocketIsForOneUser(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tallyman.sock")
	listener, err := LocalListener(path)
	if err != nil {
		t.Fatal(err)
	}
	// The process of another user cannot be had here; that the listener
	// belongs to somebody else is the same to the kernel's answer.
	listener.(*localListener).user++
	serveUntilEnd(t, open(t, &house{}), listener)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://tallyman/livez", nil)
	if err != nil {
		t.Fatal(err)
	}
	if response, err := overSocket(path).Do(request); err == nil {
		response.Body.Close()
		t.Errorf("another user was answered: %s", response.Status)
	}
}

func TestASocketThatCannotBe(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "tallyman.sock")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LocalListener(path); err == nil || !strings.Contains(err.Error(), "something else") {
		t.Errorf("over a file: %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != "precious" {
		t.Error("the file is gone")
	}
	long := filepath.Join(folder, strings.Repeat("x", 120))
	if _, err := LocalListener(long); err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("too long: %v", err)
	}
}
