package line

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The parts of the kernel's input protocol (linux/input.h and
// linux/input-event-codes.h, Documentation/input/event-codes.rst).
const (
	eventSyn, eventKey = 0, 1
	synDropped         = 3
	keyUp, keyDown     = 0, 1
	// grabKeyboard is EVIOCGRAB, _IOW('E', 0x90, int): from then on nobody
	// else hears this keyboard, the console and the desktop included.
	grabKeyboard = 0x40044590

	// eventSize is struct input_event: two longs of time, type, code, value.
	eventSize = int(unsafe.Sizeof(unix.Timeval{})) + 8
	// eventsAtOnce is what one read of the kernel's queue takes at most.
	eventsAtOnce = 64
)

// errKeysLost: the kernel's queue ran over, so a code has a hole.
var errKeysLost = errors.New("keys were lost because they were not read in time; scan again")

// openEvdev opens a scanner that is a keyboard. With grab=yes what it types
// reaches nobody else, so that no code ends up in a window or at a login.
func openEvdev(a Address) (Conn, error) {
	file, err := os.OpenFile(a.Target, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, keyboardTrouble(a, err)
	}
	typed := &typist{File: file, keys: keyboard{text: keyText()}}
	if a.Grab {
		if err := typed.grab(); err != nil {
			return nil, errors.Join(keyboardTrouble(a, err), file.Close())
		}
	}
	return typed, nil
}

// typist is a keyboard that is read as the text that it types. It can be told
// nothing, so a write is refused. The kernel lets go of it when it is closed.
type typist struct {
	*os.File

	keys    keyboard
	events  [eventsAtOnce * eventSize]byte
	partial int // bytes at the beginning of events that are no whole event yet
	typed   []byte
}

func (t *typist) grab() error {
	raw, err := t.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = unix.IoctlSetInt(int(fd), grabKeyboard, 1) }); err != nil {
		return err
	}
	return failed
}

// Read gives what was typed: UTF-8, with CR for Enter. It waits for a key that
// writes something.
func (t *typist) Read(p []byte) (int, error) {
	for len(t.typed) == 0 {
		n, err := t.File.Read(t.events[t.partial:])
		lost := t.take(t.partial + n)
		switch {
		case len(t.typed) > 0:
		case lost != nil:
			return 0, lost
		case err != nil:
			return 0, err
		}
	}
	n := copy(p, t.typed)
	t.typed = t.typed[:copy(t.typed, t.typed[n:])]
	return n, nil
}

// take goes through the events that are there and keeps what is left over.
func (t *typist) take(length int) (lost error) {
	rest := t.events[:length]
	for ; len(rest) >= eventSize; rest = rest[eventSize:] {
		body := rest[eventSize-8:]
		kind, code := binary.NativeEndian.Uint16(body), binary.NativeEndian.Uint16(body[2:])
		switch value := binary.NativeEndian.Uint32(body[4:]); {
		case kind == eventSyn && code == synDropped:
			t.typed, lost = t.typed[:0], errKeysLost
		case kind == eventKey && (value == keyDown || value == keyUp):
			t.typed = t.keys.key(t.typed, code, value == keyDown)
		}
	}
	t.partial = copy(t.events[:], rest)
	return lost
}

// Write is refused: nothing can be told to a keyboard.
func (t *typist) Write([]byte) (int, error) { return 0, errors.ErrUnsupported }

// keyboardTrouble says in a person's words why a keyboard cannot be had.
func keyboardTrouble(a Address, err error) error {
	switch {
	case errors.Is(err, unix.EBUSY):
		return fmt.Errorf("line %s: another program has this keyboard for itself: end it: %w", a, err)
	case errors.Is(err, unix.ENOTTY), errors.Is(err, unix.EINVAL):
		return fmt.Errorf("line %s: this is no keyboard: give its file in /dev/input/by-id, which ends in -event-kbd: %w", a, err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("line %s: the scanner is not there: plug it in: %w", a, err)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("line %s: no permission: add the user to the group of the device (input): %w", a, err)
	default:
		return fmt.Errorf("line %s: %w", a, err)
	}
}
