package scale

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"tallyman/devices/line"
)

const (
	// askAgain is the pause before a scale that moved is asked once more.
	askAgain = 100 * time.Millisecond
	// idleLook is how long a look at a line that nobody asks anything takes; a
	// question waits for its end.
	idleLook = 50 * time.Millisecond
	// longestReply is more than any family says in one line.
	longestReply = 128
)

// question is one weighing, answered once. answered has room for it.
type question struct {
	// end is when nobody waits for the answer any more; zero for never.
	end      time.Time
	answered chan<- reading
}

// Run keeps the scale's line open and asks what Weigh wants to know, until the
// context is done; then it returns nil. It returns an error only if it is
// running already.
func (s *Scale) Run(ctx context.Context) error {
	return s.link.Run(ctx, s.session)
}

// session answers questions over one connection. Between them it reads what
// nobody asked for, so that a scale that is pulled off is noticed.
func (s *Scale) session(ctx context.Context, conn line.Conn) error {
	for ctx.Err() == nil {
		var err error
		select {
		case q := <-s.asked:
			var found reading
			found, err = s.converse(q.end, conn)
			q.answered <- found
		default:
			err = discard(conn, idleLook)
		}
		if err != nil {
			return fmt.Errorf("scale %s: %w", s.device, err)
		}
	}
	return nil
}

// converse asks once. The error is that of the line, after which it is of no
// use; the reading tells the same to whoever asked.
func (s *Scale) converse(limit time.Time, conn line.Conn) (reading, error) {
	// What it said before the question is not its answer.
	if err := discard(conn, time.Millisecond); err != nil {
		return reading{trouble: Offline, err: err}, err
	}
	if s.language.ask != "" {
		if _, err := line.WriteWithin(conn, []byte(s.language.ask), s.answer); err != nil {
			return reading{trouble: Offline, err: err}, err
		}
	}
	end := time.Now().Add(s.answer)
	if !limit.IsZero() && limit.Before(end) {
		end = limit
	}
	reply, err := s.language.hear(conn, end)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return reading{trouble: Silent, err: fmt.Errorf("no answer within %v", s.answer)}, nil
	case errors.Is(err, errTooLong):
		return garbled(err), nil
	case err != nil:
		return reading{trouble: Offline, err: err}, err
	}
	found := s.language.read(reply)
	if found.trouble == Garbled {
		found.err = fmt.Errorf("%w: %q", found.err, reply)
	}
	return found, nil
}

// discard throws away what comes for a while.
func discard(conn line.Conn, while time.Duration) error {
	if err := conn.SetReadDeadline(time.Now().Add(while)); err != nil {
		return err
	}
	buf := make([]byte, longestReply)
	for {
		if _, err := conn.Read(buf); errors.Is(err, os.ErrDeadlineExceeded) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var errTooLong = fmt.Errorf("more than %d bytes without an end", longestReply)

// hear reads one reply, which may come in pieces. From a scale that talks by
// itself the first is let go: its beginning may be missing.
func (l language) hear(conn line.Conn, end time.Time) (string, error) {
	if err := conn.SetReadDeadline(end); err != nil {
		return "", err
	}
	joining := l.ask == ""
	var reply []byte
	piece := make([]byte, 1) // no more than this reply: what follows is another's
	for len(reply) <= longestReply {
		if _, err := conn.Read(piece); err != nil {
			return "", err
		}
		if len(reply) == 0 && isEnd(piece[0]) {
			continue // between CR and LF
		}
		reply = append(reply, piece[0])
		switch {
		case !l.ends(reply):
		case joining:
			joining, reply = false, reply[:0]
		default:
			return string(reply), nil
		}
	}
	return "", errTooLong
}

func (l language) ends(reply []byte) bool {
	if l.whole != nil {
		return l.whole(reply)
	}
	return isEnd(reply[len(reply)-1])
}

func isEnd(b byte) bool { return b == '\r' || b == '\n' }
