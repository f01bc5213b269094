package line

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// A device that comes back is noticed within dialLimit + retryPause, one
// second: a host that was off misses our first packet and has to be asked
// anew.
const (
	retryPause = 250 * time.Millisecond
	dialLimit  = 750 * time.Millisecond
)

// Link keeps a line open for one user: it opens it, and opens it again
// whenever it was lost. Health may be asked from any goroutine.
type Link struct {
	address  Address
	running  atomic.Bool
	lastByte atomic.Int64 // Unix nanoseconds, 0 for never

	mu     sync.Mutex
	health Health
}

// NewLink returns a link that Run will open.
func NewLink(a Address) *Link {
	return &Link{address: a, health: Health{State: Never}}
}

// Run keeps the line open until the context is done and then returns nil; it
// returns an error only if the link is running already. Each time the line is
// up, session is called with it; when session returns, for whatever reason, or
// panics, the line is closed and opened anew after a pause. So what a session
// remembers of a half-read message ends with the line.
//
// When the context is done, reads of the line return os.ErrDeadlineExceeded
// at once while writes go on working, so that session can finish what it
// began. Run starts no goroutine that outlives it.
func (l *Link) Run(ctx context.Context, session func(context.Context, Conn) error) error {
	if l.running.Swap(true) {
		return fmt.Errorf("line %s: is being run already", l.address)
	}
	defer l.running.Store(false)
	for ctx.Err() == nil {
		err := l.once(ctx, session)
		if ctx.Err() == nil {
			l.note(err)
			pause(ctx, retryPause)
		}
	}
	l.down(nil)
	return nil
}

// Health returns how the line is now.
func (l *Link) Health() Health {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.health
	if at := l.lastByte.Load(); at != 0 {
		h.LastByte = time.Unix(0, at)
	}
	return h
}

func (l *Link) once(ctx context.Context, session func(context.Context, Conn) error) (err error) {
	dialling, cancel := context.WithTimeout(ctx, dialLimit)
	conn, err := Open(dialling, l.address)
	cancel()
	if err != nil {
		return err
	}
	w := &watched{Conn: conn, lastByte: &l.lastByte}
	stop := context.AfterFunc(ctx, w.hush)
	defer func() {
		stop()
		// A device driver that panics costs one connection, not the floor.
		if trouble := recover(); trouble != nil {
			err = fmt.Errorf("line %s: panic: %v\n%s", l.address, trouble, debug.Stack())
		}
		l.down(err)
		err = errors.Join(err, conn.Close())
	}()
	l.up()
	return session(ctx, w)
}

func (l *Link) up() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.health.State == Down {
		l.health.Reconnects++
	}
	l.health.State, l.health.Since = Up, time.Now()
}

// down ends the Up state. A link that was never up stays Never.
func (l *Link) down(err error) {
	l.note(err)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.health.State == Up {
		l.health.State, l.health.Since = Down, time.Now()
	}
}

func (l *Link) note(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.health.LastError = err.Error()
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// watched notes when bytes came in, and can be hushed for good.
type watched struct {
	Conn
	lastByte *atomic.Int64

	mu     sync.Mutex
	hushed bool
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	if n > 0 {
		w.lastByte.Store(time.Now().UnixNano())
	}
	return n, err
}

// SetReadDeadline leaves a hushed line hushed.
func (w *watched) SetReadDeadline(at time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.hushed {
		return nil
	}
	return w.Conn.SetReadDeadline(at)
}

// hush ends pending reads and all later ones. An error is of no interest: it
// means that the line is closed, which ends reads as well.
func (w *watched) hush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hushed = true
	_ = w.Conn.SetReadDeadline(time.Unix(1, 0))
}
