package line

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// Mode is how a serial port is set up. It must be that of the device.
type Mode struct {
	BaudRate int
	DataBits int    // 5 to 8
	Parity   string // none, even, odd, mark, space
	StopBits int    // 1 or 2
}

// takeMode reads a port's options; 9600 8N1 is what scanners are shipped with
// most often.
func takeMode(o *Options) Mode {
	return Mode{
		BaudRate: o.Int("baud", 9600, 50, 4_000_000),
		DataBits: o.Int("bits", 8, 5, 8),
		Parity:   o.Choice("parity", "none", "none", "even", "odd", "mark", "space"),
		StopBits: o.Int("stop", 1, 1, 2),
	}
}

// Preset sets a serial port up as its device is shipped, where the URL does not
// say otherwise.
func (a *Address) Preset(shipped Mode) {
	if a.Kind != Serial && a.Kind != PTY {
		return
	}
	given := a.Options.values
	if !given.Has("baud") {
		a.Mode.BaudRate = shipped.BaudRate
	}
	if !given.Has("bits") {
		a.Mode.DataBits = shipped.DataBits
	}
	if !given.Has("parity") {
		a.Mode.Parity = shipped.Parity
	}
	if !given.Has("stop") {
		a.Mode.StopBits = shipped.StopBits
	}
}

// port is a serial port on one descriptor of its own. os.File keeps writes
// and Close apart, so no write can reach a descriptor that was given to
// another file meanwhile.
type port struct {
	*os.File
}

// openSerial opens the port without blocking, has the serial library set it
// up, and throws away what came in before: those bytes may lack their
// beginning, and whoever sent them has long given up waiting for an answer.
func openSerial(a Address) (Conn, error) {
	file, err := os.OpenFile(a.Target, os.O_RDWR|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, serialTrouble(a, err)
	}
	p := &port{File: file}
	if err := errors.Join(p.claim(), a.Mode.apply(a.Target), p.discard(unix.TCIFLUSH), p.keepOthersOut(a)); err != nil {
		return nil, errors.Join(serialTrouble(a, err), file.Close())
	}
	return p, nil
}

// Write takes back what is still on its way when it has to give up: an
// answer that sounds late would be taken for the answer to a later scan, and
// the kernel would hold up Close for bytes that nobody takes.
func (p *port) Write(b []byte) (int, error) {
	n, err := p.File.Write(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = errors.Join(err, p.discard(unix.TCOFLUSH))
	}
	return n, err
}

// claim locks the port against another station or program of ours. The
// kernel's own exclusive mode does not stop root.
func (p *port) claim() error {
	return p.control(func(fd int) error {
		err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB)
		if errors.Is(err, unix.EWOULDBLOCK) {
			return unix.EBUSY
		}
		return err
	})
}

// keepOthersOut asks the kernel to refuse further opens. A pseudo-terminal
// outlives us with that flag set if we are killed, and then stays shut for
// everybody: there the lock has to do.
func (p *port) keepOthersOut(a Address) error {
	device, err := filepath.EvalSymlinks(a.Target)
	if err != nil {
		return err
	}
	if a.Kind == PTY || strings.HasPrefix(device, "/dev/pts/") {
		return nil
	}
	return p.control(func(fd int) error { return unix.IoctlSetInt(fd, unix.TIOCEXCL, 0) })
}

// discard drops the bytes that wait in one of the port's queues.
func (p *port) discard(queue int) error {
	return p.control(func(fd int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, queue) })
}

// control runs on the descriptor and leaves it in the poller's hands, which
// File.Fd would not.
func (p *port) control(do func(fd int) error) error {
	raw, err := p.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = do(int(fd)) }); err != nil {
		return err
	}
	return failed
}

// apply sets a port up: raw, no handshake, as the mode says. The settings
// belong to the device and stay when the library's descriptor is closed, as
// long as ours is open.
func (m Mode) apply(device string) error {
	handle, err := serial.Open(device, &serial.Mode{
		BaudRate: m.BaudRate,
		DataBits: m.DataBits,
		Parity: map[string]serial.Parity{
			"none": serial.NoParity, "even": serial.EvenParity, "odd": serial.OddParity,
			"mark": serial.MarkParity, "space": serial.SpaceParity,
		}[m.Parity],
		StopBits: map[int]serial.StopBits{1: serial.OneStopBit, 2: serial.TwoStopBits}[m.StopBits],
	})
	if err != nil {
		return err
	}
	return handle.Close()
}

// serialTrouble says in a person's words why a port cannot be had.
func serialTrouble(a Address, err error) error {
	busy := errors.Is(err, unix.EBUSY)
	if fault, ok := errors.AsType[*serial.PortError](err); ok {
		busy = busy || fault.Code() == serial.PortBusy
	}
	switch {
	case busy:
		return fmt.Errorf("line %s: the port is in use: end the other program or station that has it: %w", a, err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("line %s: the device is not there: plug it in: %w", a, err)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("line %s: no permission: add the user to the group of the port (dialout): %w", a, err)
	default:
		return fmt.Errorf("line %s: %w", a, err)
	}
}
