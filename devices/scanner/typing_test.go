package scanner_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"tallyman/devices/scanner"
)

// typed is what the kernel says while a scanner types digits and Enter
// (linux/input.h): each key goes down and comes up.
func typed(digits string) (events []byte) {
	for _, r := range digits + "\r" {
		code := uint16(28) // Enter
		if i := strings.IndexRune("1234567890", r); i >= 0 {
			code = uint16(2 + i)
		}
		for _, value := range []uint32{1, 0} {
			e := make([]byte, unsafe.Sizeof(unix.Timeval{})+8)
			body := e[len(e)-8:]
			binary.NativeEndian.PutUint16(body, 1)
			binary.NativeEndian.PutUint16(body[2:], code)
			binary.NativeEndian.PutUint32(body[4:], value)
			events = append(events, e...)
		}
	}
	return events
}

// A FIFO stands in for the kernel's queue; it cannot be grabbed.
func TestAScannerThatTypes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "event-kbd")
	must(t, unix.Mkfifo(name, 0o600))
	// Held open for reading and writing, so that the line is up at once.
	device, err := os.OpenFile(name, os.O_RDWR, 0)
	must(t, err)
	defer device.Close()
	reads := make(chan scanner.Read, 2)
	run(t, "evdev:"+name+"?grab=no", good(reads))
	for _, code := range []string{"9520000000011", "9520000000028"} {
		_, err := device.Write(typed(code))
		must(t, err)
		if r := receive(t, reads, "a read"); r.Code != code || r.Fault != "" {
			t.Errorf("read %+v, want %s", r, code)
		}
	}
}

func TestAScannerThatTypesTakesNoAnswers(t *testing.T) {
	for _, options := range []string{"answer=honeywell", "good=%07"} {
		if _, err := scanner.Open("pick-1", "evdev:/dev/input/event0?"+options); err == nil || !strings.Contains(err.Error(), "answer") {
			t.Errorf("%s: %v", options, err)
		}
	}
}
