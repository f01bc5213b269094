package line_test

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"tallyman/devices/line"
)

// Keys by their code in linux/input-event-codes.h.
const (
	key1, key2, key9 = 2, 3, 10
	keyA, keyMinus   = 30, 12
	keyBracket       = 27
	keyEnter         = 28
	keyCtrl          = 29
	keyShift         = 42
	keyAlt           = 56
	pad0, pad2, pad9 = 82, 80, 73
)

// event is a struct input_event as the kernel writes it.
func event(kind, code uint16, value uint32) []byte {
	e := make([]byte, unsafe.Sizeof(unix.Timeval{})+8)
	body := e[len(e)-8:]
	binary.NativeEndian.PutUint16(body, kind)
	binary.NativeEndian.PutUint16(body[2:], code)
	binary.NativeEndian.PutUint32(body[4:], value)
	return e
}

// press is a key that goes down, repeats by itself and comes up; hold is one
// that is down while others are pressed.
func press(codes ...uint16) (stream []byte) {
	for _, code := range codes {
		for _, value := range []uint32{1, 2, 0} {
			stream = append(append(stream, event(1, code, value)...), event(0, 0, 0)...)
		}
	}
	return stream
}

func hold(code uint16, during []byte) []byte {
	return append(append(event(1, code, 1), during...), event(1, code, 0)...)
}

// keyboardAt gives a keyboard that is a FIFO: the kernel's queue without the
// device behind it, which nobody can have for himself.
func keyboardAt(t *testing.T) (line.Conn, *os.File) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "event-kbd")
	if err := unix.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	conn := openLine(t, "evdev:"+name+"?grab=no")
	device, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	return conn, device
}

func TestKeysAreReadAsText(t *testing.T) {
	for want, stream := range map[string][]byte{
		"a-A\r": append(append(press(keyA, keyMinus), hold(keyShift, press(keyA))...), press(keyEnter)...),
		// A GS comes as Ctrl ] or as Alt and 029 on the number pad.
		"1\x1d2": append(append(press(key1), hold(keyCtrl, press(keyBracket))...), press(key2)...),
		"9\x1d9": append(append(press(key9), hold(keyAlt, press(pad0, pad2, pad9))...), press(key9)...),
	} {
		conn, device := keyboardAt(t)
		// A read may end anywhere, in the middle of an event, too.
		go func() {
			for _, b := range stream {
				_, _ = device.Write([]byte{b})
			}
			_ = device.Close()
		}()
		if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(conn); string(got) != want || err != nil {
			t.Errorf("typed %q, %v; want %q", got, err, want)
		}
	}
}

func TestLostKeysAreNoCode(t *testing.T) {
	conn, device := keyboardAt(t)
	if _, err := device.Write(append(press(key1), event(0, 3, 0)...)); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(conn)
	if len(got) > 0 || err == nil {
		t.Errorf("read %q, %v; want an error, since the code has a hole", got, err)
	}
}

func TestAKeyboardIsALineThatIsOnlyRead(t *testing.T) {
	conn, device := keyboardAt(t)
	if _, err := line.WriteWithin(conn, []byte("\a"), time.Second); err == nil {
		t.Error("a keyboard took an answer")
	}
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 8)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("at the deadline: %v", err)
	}
	if err := conn.SetReadDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err := device.Write(press(key1)); err != nil {
		t.Fatal(err)
	}
	if n, err := conn.Read(make([]byte, 8)); n != 1 || err != nil {
		t.Errorf("after the deadline: %d bytes, %v", n, err)
	}
	closed := make(chan error, 1)
	go func() {
		_, err := conn.Read(make([]byte, 8))
		closed <- err
	}()
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-closed; !line.ClosedHere(err) {
		t.Errorf("after our close: %v", err)
	}
}

func TestWhatIsNoKeyboardIsRefused(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := line.Open(t.Context(), parse(t, "evdev:"+name)); !errors.Is(err, unix.ENOTTY) {
		t.Errorf("a file: %v; want ENOTTY, for it cannot be had alone", err)
	}
	if _, err := line.Open(t.Context(), parse(t, "evdev:"+name+".gone")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
}
