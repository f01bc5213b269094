package sim

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// pollEvery is how often a pty is asked what it does not report by itself.
const pollEvery = 5 * time.Millisecond

// PTY is the device's end of a pseudo-terminal; the program under test opens
// Path as its serial port. Nothing of the port's end is kept open here, so a
// closed or killed program leaves the line as free as real hardware would be.
type PTY struct {
	master *os.File
	path   string
}

// OpenPTY makes a raw pseudo-terminal: no echo, no line editing, no
// translation of bytes.
func OpenPTY() (*PTY, error) {
	blocking, port, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("making a pty: %w", err)
	}
	path := port.Name()
	_, rawErr := term.MakeRaw(int(port.Fd()))
	master, err := pollable(blocking)
	if err = errors.Join(rawErr, err, blocking.Close(), port.Close()); err != nil {
		if master != nil {
			err = errors.Join(err, master.Close())
		}
		return nil, fmt.Errorf("making a raw pty of %s: %w", path, err)
	}
	return &PTY{master: master, path: path}, nil
}

// pollable returns a second handle that the runtime's poller serves, so that
// Close ends a Read and deadlines hold. The pty package leaves its handles
// blocking.
func pollable(file *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(file.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, errors.Join(err, unix.Close(fd))
	}
	return os.NewFile(uintptr(fd), file.Name()), nil
}

// Path names the port's end, for example /dev/pts/7. The kernel gives the name
// to somebody else after Close.
func (p *PTY) Path() string { return p.path }

// Read waits for bytes that were written to the port; it goes on waiting while
// nobody has the port open. It ends with os.ErrClosed at Close and with
// os.ErrDeadlineExceeded at the deadline.
func (p *PTY) Read(b []byte) (int, error) {
	for {
		n, err := p.master.Read(b)
		if !errors.Is(err, unix.EIO) {
			return n, err
		}
		// Nobody has the port open now; the kernel says so and nothing else.
		time.Sleep(pollEvery)
	}
}

// Write sends bytes to the port. The kernel keeps a few thousand of them when
// nobody reads; a program that opens the port later discards them.
func (p *PTY) Write(b []byte) (int, error) { return p.master.Write(b) }

// SetReadDeadline bounds Read; the zero time takes the bound away.
func (p *PTY) SetReadDeadline(at time.Time) error { return p.master.SetReadDeadline(at) }

// Close unplugs the device: the port's reads end and its name goes away.
func (p *PTY) Close() error { return p.master.Close() }

// Opened tells whether a program has the port open.
func (p *PTY) Opened() bool {
	raw, err := p.master.SyscallConn()
	if err != nil {
		return false
	}
	hungUp := true
	err = raw.Control(func(fd uintptr) {
		polled := []unix.PollFd{{Fd: int32(fd)}}
		if _, err := unix.Poll(polled, 0); err == nil {
			hungUp = polled[0].Revents&unix.POLLHUP != 0
		}
	})
	return err == nil && !hungUp
}

// WaitOpened waits until a program has the port open and has had a moment to
// set it up, or until the context is done.
func (p *PTY) WaitOpened(ctx context.Context) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for seen := 0; seen < 3; {
		if p.Opened() {
			seen++
		} else {
			seen = 0
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("nobody opened %s: %w", p.path, ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

// relink lets name point to target in one step, so that nobody meets a
// missing or half-made link.
func relink(target, name string) error {
	dir, err := os.MkdirTemp(filepath.Dir(name), ".plug-")
	if err != nil {
		return err
	}
	fresh := filepath.Join(dir, "link")
	err = os.Symlink(target, fresh)
	if err == nil {
		err = os.Rename(fresh, name)
	}
	return errors.Join(err, os.RemoveAll(dir))
}
