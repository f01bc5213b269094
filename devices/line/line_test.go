package line_test

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"tallyman/devices/devicetest"
	"tallyman/devices/line"
	"tallyman/devices/sim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSerialOnPTY(t *testing.T) {
	devicetest.Line(t, func(t *testing.T) (line.Conn, devicetest.Peer) {
		t.Helper()
		device := newPTY(t)
		return openLine(t, "serial:"+device.Path()+"?baud=115200"), device
	})
}

func TestTCP(t *testing.T) {
	devicetest.Line(t, func(t *testing.T) (line.Conn, devicetest.Peer) {
		t.Helper()
		listener := listen(t, "127.0.0.1:0")
		conn := openLine(t, "tcp://"+listener.Addr().String())
		peer, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = peer.Close() })
		return conn, peer
	})
}

// A pty stands in for a character device such as /dev/usb/lp0.
func TestDeviceFile(t *testing.T) {
	devicetest.Line(t, func(t *testing.T) (line.Conn, devicetest.Peer) {
		t.Helper()
		device := newPTY(t)
		return openLine(t, "file:"+device.Path()), device
	})
}

func TestRegularFileIsAppendedTo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "labels")
	if _, err := line.Open(t.Context(), parse(t, "file:"+name)); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("opening a file that is not there: %v; want fs.ErrNotExist", err)
	}
	if err := os.WriteFile(name, []byte("one "), 0o600); err != nil {
		t.Fatal(err)
	}
	conn := openLine(t, "file:"+name)
	if n, err := line.WriteWithin(conn, []byte("two"), time.Second); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	if got, err := os.ReadFile(name); string(got) != "one two" || err != nil {
		t.Fatalf("file holds %q, %v", got, err)
	}
	if err := conn.SetReadDeadline(time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("reading a line that is only written: %v; want it to wait", err)
	}
}

func TestSerialModeIsSet(t *testing.T) {
	device := newPTY(t)
	openLine(t, "serial:"+device.Path()+"?baud=19200&bits=7&parity=even&stop=2")
	port, err := os.OpenFile(device.Path(), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer port.Close()
	settings, err := unix.IoctlGetTermios(int(port.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	// A pty takes no part in parity and keeps eight bits whatever is asked.
	const mask = unix.CBAUD | unix.CSTOPB
	if got, want := settings.Cflag&mask, uint32(unix.B19200|unix.CSTOPB); got != want {
		t.Errorf("control flags %#x, want %#x", got, want)
	}
	if settings.Lflag&(unix.ICANON|unix.ECHO) != 0 || settings.Oflag&unix.OPOST != 0 {
		t.Errorf("the port is not raw: local flags %#x, output flags %#x", settings.Lflag, settings.Oflag)
	}
	exclusive, err := unix.IoctlGetInt(int(port.Fd()), unix.TIOCGEXCL)
	if err != nil || exclusive != 0 {
		t.Errorf("exclusive mode of a pty: %d, %v; it would stay shut if we were killed", exclusive, err)
	}
}

func TestSerialPortHasOneOwner(t *testing.T) {
	device := newPTY(t)
	first := openLine(t, "serial:"+device.Path())
	if _, err := line.Open(t.Context(), parse(t, "serial:"+device.Path())); !errors.Is(err, unix.EBUSY) {
		t.Fatalf("second open: %v; want EBUSY, for root too", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	openLine(t, "serial:"+device.Path())
}

func TestWhatCameBeforeOpenIsGone(t *testing.T) {
	device := newPTY(t)
	if _, err := device.Write([]byte("old\r")); err != nil {
		t.Fatal(err)
	}
	conn := openLine(t, "serial:"+device.Path())
	if _, err := device.Write([]byte("new\r")); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 16)
	if n, err := conn.Read(buf); string(buf[:n]) != "new\r" || err != nil {
		t.Fatalf("read %q, %v", buf[:n], err)
	}
}

// An answer that was given up must not sound at a later scan, nor stop the
// answer to it. A pty keeps the few kilobytes that its other end holds ready.
func TestWriteThatTimedOutIsTakenBack(t *testing.T) {
	device := newPTY(t)
	conn := openLine(t, "serial:"+device.Path())
	taken, err := line.WriteWithin(conn, make([]byte, 1<<20), 20*time.Millisecond)
	if !errors.Is(err, os.ErrDeadlineExceeded) || taken < 6<<10 {
		t.Fatalf("a deaf pty took %d bytes, %v", taken, err)
	}
	if _, err := line.WriteWithin(conn, []byte("now"), time.Second); err != nil {
		t.Fatal(err)
	}
	if err := device.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	stale, buf := 0, make([]byte, 16<<10)
	for {
		n, err := device.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		stale += n
		if bytes.HasSuffix(buf[:n], []byte("w")) {
			break
		}
	}
	if stale > 5<<10 {
		t.Errorf("%d of %d bytes reached the device after they were given up", stale, taken)
	}
}

func newPTY(t *testing.T) *sim.PTY {
	t.Helper()
	device, err := sim.OpenPTY()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	return device
}

func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

func parse(t *testing.T, rawURL string) line.Address {
	t.Helper()
	a, err := line.Parse(rawURL)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Options.Finish(); err != nil {
		t.Fatal(err)
	}
	return a
}

func openLine(t *testing.T, rawURL string) line.Conn {
	t.Helper()
	conn, err := line.Open(t.Context(), parse(t, rawURL))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
