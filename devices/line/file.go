package line

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"time"
)

// openFile opens a device file, for reading too where the device and its
// permissions let us; a regular file is appended to and a missing one is not
// made, or a printer that is switched off would become a file in /dev.
func openFile(a Address) (Conn, error) {
	info, err := os.Stat(a.Target)
	if err != nil {
		return nil, fmt.Errorf("line %s: %w", a, err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("line %s: %s is a folder: give a device file", a, a.Target)
	}
	if info.Mode()&fs.ModeCharDevice != 0 {
		file, err := os.OpenFile(a.Target, os.O_RDWR|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
		if err == nil {
			return file, nil
		}
		if !errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("line %s: %w", a, err)
		}
	}
	file, err := os.OpenFile(a.Target, os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, fmt.Errorf("line %s: %w", a, err)
	}
	near, far := net.Pipe()
	return &mute{File: file, silence: near, far: far}, nil
}

// mute is a line that can only be written. Its reads wait, as on a line whose
// device never says anything, until their deadline or Close.
type mute struct {
	*os.File
	silence, far net.Conn
}

// Read waits; nothing ever comes.
func (m *mute) Read(p []byte) (int, error) { return m.silence.Read(p) }

// SetReadDeadline bounds the waiting.
func (m *mute) SetReadDeadline(at time.Time) error { return m.silence.SetReadDeadline(at) }

// Close ends a Read and closes the file.
func (m *mute) Close() error { return errors.Join(m.silence.Close(), m.File.Close()) }
