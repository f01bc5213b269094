package line

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// Conn is an open line. One goroutine may read while another writes, and any
// goroutine may Close, which ends both.
//
// Read returns an error for which ClosedHere is true after Close,
// os.ErrDeadlineExceeded at the read deadline, and any other error, io.EOF
// among them, when the device is gone. A read never returns 0 bytes without
// an error. Write without a deadline may block for ever if the device takes
// no bytes: use WriteWithin. A keyboard (Evdev) refuses every write with
// errors.ErrUnsupported.
type Conn interface {
	io.ReadWriteCloser
	// SetReadDeadline bounds pending and later reads; the zero time takes
	// the bound away.
	SetReadDeadline(time.Time) error
	// SetWriteDeadline does the same for writes. It returns
	// os.ErrNoDeadline for a regular file, which needs none.
	SetWriteDeadline(time.Time) error
}

// CloseWriter is what a line can do that can say "no more bytes" and still be
// read (TCP). After it, io.EOF from Read means that the other side drained
// all bytes, and a reset that it did not.
type CloseWriter interface {
	CloseWrite() error
}

// Open opens a line once. The context bounds the dialling of a TCP line and
// has no hold on the line afterwards. A serial port or file that is not there
// gives an error for which errors.Is(err, fs.ErrNotExist) is true.
func Open(ctx context.Context, a Address) (Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch a.Kind {
	case Serial, PTY:
		return openSerial(a)
	case TCP:
		return openTCP(ctx, a)
	case File:
		return openFile(a)
	case Evdev:
		return openEvdev(a)
	default:
		return nil, fmt.Errorf("line %s: cannot open a link of kind %q", a, a.Kind)
	}
}

// WriteWithin writes all of p or gives up when limit has passed; it returns
// how many bytes the line took. One goroutine at a time writes to a line.
func WriteWithin(c Conn, p []byte, limit time.Duration) (int, error) {
	err := c.SetWriteDeadline(time.Now().Add(limit))
	if err != nil && !errors.Is(err, os.ErrNoDeadline) {
		// Nothing else refuses a deadline; os does not use its own error.
		return 0, fmt.Errorf("%w: %w", os.ErrClosed, err)
	}
	n, err := c.Write(p)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return n, fmt.Errorf("the device took %d of %d bytes within %v: %w", n, len(p), limit, err)
	}
	return n, err
}

// ClosedHere tells whether an error of a Conn came from its own Close, and
// not from the device.
func ClosedHere(err error) bool {
	return errors.Is(err, os.ErrClosed) || errors.Is(err, net.ErrClosed) || errors.Is(err, io.ErrClosedPipe)
}
