package doctor

import (
	"bytes"
	"context"
	"sync"
	"time"

	"tallyman/devices/line"
)

// wire is a connection that shows what goes over it.
type wire struct {
	line.Conn
	exam    *exam
	writing sync.Mutex // the scanner's goroutines and the keys
}

// tap records and shows a connection.
func (x *exam) tap(conn line.Conn) line.Conn {
	w := &wire{Conn: x.record.Wrap(conn), exam: x}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.conn = w
	return w
}

// Read shows what came, with the time since the bytes before it.
func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	if n > 0 {
		w.exam.came(p[:n], time.Now())
	}
	return n, err
}

// Write shows what is sent.
func (w *wire) Write(p []byte) (int, error) {
	w.writing.Lock()
	defer w.writing.Unlock()
	n, err := w.Conn.Write(p)
	w.exam.say("      sent  % X  %s", p[:n], names(p[:n]))
	return n, err
}

func (x *exam) came(got []byte, at time.Time) {
	x.mu.Lock()
	var pause time.Duration
	if !x.latest.IsZero() {
		pause = at.Sub(x.latest)
	}
	x.latest = at
	x.pieces = append(x.pieces, piece{at, bytes.Clone(got)})
	if surplus := len(x.pieces) - mostPieces; surplus > 0 {
		x.pieces = x.pieces[surplus:]
	}
	x.mu.Unlock()
	for _, row := range rows(pause, got) {
		x.say("%s", row)
	}
}

// mostPieces bounds what is kept for the advice.
const mostPieces = 10_000

// between is the pause from one sound to the next.
const between = 1500 * time.Millisecond

// writeWithin bounds the writing of one sound.
const writeWithin = 500 * time.Millisecond

// sound sends bytes that make a sound.
func (x *exam) sound(what, bytes string) {
	x.mu.Lock()
	conn := x.conn
	x.mu.Unlock()
	switch {
	case bytes == "":
		x.say("This family has no sound for %s.", what)
	case conn == nil:
		x.say("The line is not open yet.")
	default:
		x.say("Now listen: %s", what)
		if _, err := line.WriteWithin(conn, []byte(bytes), writeWithin); err != nil {
			x.say("It could not be sent: %v", err)
		}
	}
}

// wait pauses between two sounds.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
