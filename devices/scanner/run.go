package scanner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"tallyman/devices/line"
)

const (
	// queueLength is how many reads wait while one is handled. When they
	// are more, the scanner's bytes wait in the kernel.
	queueLength = 256
	// answerWithin bounds the writing of one answer.
	answerWithin = 500 * time.Millisecond
	// grace is a second look at the line after the gap: on a busy machine
	// bytes can lie there that came in time.
	grace = 10 * time.Millisecond
)

// Reply is what a read is answered.
type Reply struct {
	Answer Answer
	// Delivered, when not nil, is called once, on the goroutine that
	// handles: with nil when the bytes of the answer were written (or there
	// were none to write), else with the reason why not.
	Delivered func(error)
}

// arrival is a read and the connection that its answer belongs to. The answer
// to a read never goes over a later connection, where another device may be.
type arrival struct {
	read Read
	conn line.Conn
}

// Run keeps the scanner's line open and calls handle for each read, one after
// another in the order of arrival, and writes the answer before it calls handle
// again. Reads that come meanwhile wait; a read whose line is lost is handled
// all the same.
//
// When the context is done, the read that is being handled gets its answer;
// reads that still wait are answered Bad without being handled. Then Run
// returns nil. It returns an error only if it is running already. handle must
// not panic.
func (s *Scanner) Run(ctx context.Context, handle func(context.Context, Read) Reply) error {
	queue := make(chan arrival, queueLength)
	var answering sync.WaitGroup
	answering.Go(func() { s.serve(ctx, queue, handle) })
	finish := sync.OnceFunc(func() {
		close(queue)
		answering.Wait()
	})
	defer finish()
	return s.link.Run(ctx, func(ctx context.Context, conn line.Conn) error {
		if s.tap != nil {
			conn = s.tap(conn)
		}
		err := (&ear{Scanner: s, conn: conn, queue: queue, frames: s.framing()}).listen(ctx)
		if ctx.Err() != nil {
			finish() // while the line is still open
		}
		return err
	})
}

// serve handles and answers until the queue is closed.
func (s *Scanner) serve(ctx context.Context, queue <-chan arrival, handle func(context.Context, Read) Reply) {
	for a := range queue {
		if ctx.Err() != nil {
			if errors.Is(s.answer(a.conn, Bad), os.ErrDeadlineExceeded) {
				return // it takes no bytes; do not wait for each in turn
			}
			continue
		}
		reply := handle(ctx, a.read)
		err := s.answer(a.conn, reply.Answer)
		if reply.Delivered != nil {
			reply.Delivered(err)
		}
	}
}

func (s *Scanner) answer(conn line.Conn, a Answer) error {
	if err := s.write(conn, s.profile.sound(a)); err != nil {
		return fmt.Errorf("scanner %s: answering: %w", s.device, err)
	}
	return nil
}

func (s *Scanner) write(conn line.Conn, bytes string) error {
	if bytes == "" {
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	_, err := line.WriteWithin(conn, []byte(bytes), answerWithin)
	return err
}

// ear listens to one connection.
type ear struct {
	*Scanner
	conn   line.Conn
	queue  chan<- arrival
	frames framing
	latest time.Time // when the last bytes came
}

// listen queues what comes in until the line or the context ends.
func (e *ear) listen(ctx context.Context) error {
	buf := make([]byte, 512)
	for {
		n, err := e.receive(ctx, buf)
		if n > 0 {
			e.latest = e.now()
		}
		for _, b := range buf[:n] {
			if frame, complete := e.frames.Push(b); complete {
				if err := e.take(ctx, frame); err != nil {
					return err
				}
			}
		}
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return fmt.Errorf("scanner %s: %w", e.device, err)
		default:
			if err := e.lull(ctx); err != nil {
				return err
			}
		}
	}
}

// lull takes what a gap completes.
func (e *ear) lull(ctx context.Context) error {
	for {
		frame, complete := e.frames.Gap()
		if !complete {
			return nil
		}
		if err := e.take(ctx, frame); err != nil {
			return err
		}
	}
}

// receive waits for bytes, and while a frame is under way no longer than the
// gap that ends it.
func (e *ear) receive(ctx context.Context, buf []byte) (int, error) {
	if e.gap == 0 || !e.frames.Pending() {
		if err := e.conn.SetReadDeadline(time.Time{}); err != nil {
			return 0, err
		}
		return e.conn.Read(buf)
	}
	var n int
	var err error
	for _, wait := range []time.Duration{e.gap, grace} {
		if err := e.conn.SetReadDeadline(time.Now().Add(wait)); err != nil {
			return 0, err
		}
		n, err = e.conn.Read(buf)
		if n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) || ctx.Err() != nil {
			break
		}
	}
	return n, err
}

// take replies to a frame and hands its read on, also one that came just before
// the end. With the queue full it waits, and the scanner's next bytes wait in
// the kernel.
func (e *ear) take(ctx context.Context, frame Frame) error {
	if err := e.write(e.conn, frame.Reply); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("scanner %s: replying: %w", e.device, err)
	}
	read, ok := e.dressing.undress(frame)
	if !ok {
		return nil
	}
	read.Device, read.At = e.device, e.latest
	a := arrival{read: read, conn: e.conn}
	select {
	case e.queue <- a:
		return nil
	default:
	}
	select {
	case e.queue <- a:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
