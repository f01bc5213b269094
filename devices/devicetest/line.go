package devicetest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tallyman/devices/line"
)

// Peer is the device's end of a line.
type Peer interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
}

// patience bounds what must happen soon; it is long because test machines are
// busy, and nothing waits for it when all is well.
const patience = 5 * time.Second

// Line is the suite that every kind of line passes. open makes a fresh line
// and the device at its other end, and closes both with the test.
func Line(t *testing.T, open func(*testing.T) (line.Conn, Peer)) {
	t.Helper()
	t.Run("all bytes pass unchanged both ways", func(t *testing.T) {
		conn, peer := open(t)
		exchange(t, conn, peer)
	})
	t.Run("a read deadline is not the end", func(t *testing.T) {
		conn, peer := open(t)
		must(t, conn.SetReadDeadline(time.Now().Add(5*time.Millisecond)))
		if n, err := conn.Read(make([]byte, 8)); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("read at the deadline: %d bytes, %v; want os.ErrDeadlineExceeded", n, err)
		}
		must(t, conn.SetReadDeadline(time.Time{}))
		exchange(t, conn, peer)
	})
	t.Run("close ends a read", closeEndsRead(open))
	t.Run("a write after close reaches nobody", writeAfterClose(open))
	t.Run("a device that takes no bytes holds nobody up", deafDevice(open))
	t.Run("a device that goes ends the read", deviceGone(open))
	t.Run("descriptors above 1023 work", manyDescriptors(open))
}

func closeEndsRead(open func(*testing.T) (line.Conn, Peer)) func(*testing.T) {
	return func(t *testing.T) {
		conn, _ := open(t)
		result := make(chan error, 1)
		go func() {
			_, err := conn.Read(make([]byte, 8))
			result <- err
		}()
		must(t, conn.Close())
		if err := within(t, result, "the read"); !line.ClosedHere(err) {
			t.Fatalf("read after our close: %v; want an error that is ClosedHere", err)
		}
	}
}

// writeAfterClose lets other files have the descriptors that the line had.
func writeAfterClose(open func(*testing.T) (line.Conn, Peer)) func(*testing.T) {
	return func(t *testing.T) {
		conn, _ := open(t)
		must(t, conn.Close())
		dir := t.TempDir()
		heirs := make([]*os.File, 32)
		for i := range heirs {
			heir, err := os.CreateTemp(dir, "heir")
			must(t, err)
			defer func() { must(t, heir.Close()) }()
			heirs[i] = heir
		}
		if n, err := conn.Write([]byte("\a")); n != 0 || !line.ClosedHere(err) {
			t.Errorf("write after close: %d bytes, %v; want none and an error that is ClosedHere", n, err)
		}
		if _, err := line.WriteWithin(conn, []byte("\a"), time.Second); !line.ClosedHere(err) {
			t.Errorf("bounded write after close: %v; want an error that is ClosedHere", err)
		}
		for _, heir := range heirs {
			info, err := heir.Stat()
			must(t, err)
			if info.Size() != 0 {
				t.Errorf("%s got the bytes", filepath.Base(heir.Name()))
			}
		}
	}
}

func deafDevice(open func(*testing.T) (line.Conn, Peer)) func(*testing.T) {
	return func(t *testing.T) {
		conn, _ := open(t)
		much := make([]byte, 32<<20)
		result := make(chan error, 1)
		go func() {
			n, err := line.WriteWithin(conn, much, 50*time.Millisecond)
			if n == len(much) {
				err = errors.New("everything was taken")
			}
			result <- err
		}()
		if err := within(t, result, "the bounded write"); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("write to a deaf device: %v; want os.ErrDeadlineExceeded", err)
		}
		go func() { result <- conn.Close() }()
		must(t, within(t, result, "close"))
	}
}

func deviceGone(open func(*testing.T) (line.Conn, Peer)) func(*testing.T) {
	return func(t *testing.T) {
		conn, peer := open(t)
		result := make(chan error, 1)
		go func() {
			_, err := conn.Read(make([]byte, 8))
			result <- err
		}()
		must(t, peer.Close())
		err := within(t, result, "the read")
		if err == nil || line.ClosedHere(err) || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("read of a device that went: %v; want an error of the device", err)
		}
	}
}

func manyDescriptors(open func(*testing.T) (line.Conn, Peer)) func(*testing.T) {
	return func(t *testing.T) {
		for {
			file, err := os.Open(os.DevNull)
			if err != nil {
				t.Fatalf("taking 1,100 descriptors (ulimit -n must allow them): %v", err)
			}
			defer func() { must(t, file.Close()) }()
			if file.Fd() > 1100 {
				break
			}
		}
		conn, peer := open(t)
		exchange(t, conn, peer)
	}
}

// exchange sends every byte value both ways.
func exchange(t *testing.T, conn line.Conn, peer Peer) {
	t.Helper()
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	until := time.Now().Add(patience)
	must(t, conn.SetReadDeadline(until))
	must(t, peer.SetReadDeadline(until))
	got := make([]byte, len(all))

	_, err := line.WriteWithin(conn, all, patience)
	must(t, err)
	_, err = io.ReadFull(peer, got)
	must(t, err)
	if !bytes.Equal(got, all) {
		t.Fatalf("the device got %q", got)
	}
	_, err = peer.Write(all)
	must(t, err)
	clear(got)
	_, err = io.ReadFull(conn, got)
	must(t, err)
	if !bytes.Equal(got, all) {
		t.Fatalf("from the device came %q", got)
	}
}

func within(t *testing.T, result <-chan error, what string) error {
	t.Helper()
	select {
	case err := <-result:
		return err
	case <-time.After(patience):
		t.Fatalf("%s did not end within %v", what, patience)
		return nil
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
