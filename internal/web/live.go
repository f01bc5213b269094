package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"tallyman/internal/feed"
)

const (
	livePath = prefix + "/live"
	// mostScreens is how many connections there may be at once.
	mostScreens = 1000
	// mostAsked is how many bytes a message from a screen may have.
	mostAsked = 4 << 10
)

// live serves one screen: this goroutine listens, another one sends.
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	if !s.door.knowsOrigin(r) {
		problem(http.StatusForbidden, "cross_origin", "a page of another site may not listen: add its origin to origins in the settings if it may").write(w)
		return
	}
	defer s.screens.Add(-1)
	if s.screens.Add(1) > mostScreens {
		problem(http.StatusServiceUnavailable, "too_many_screens", "there are %d screens already: close some", mostScreens).write(w)
		return
	}
	peer := peerOf(r.Context())
	defer peer.stays()()
	conn, err := upgrader().Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer closeQuietly(conn)
	defer peer.leaving(func() {
		s.goodbye(conn, websocket.CloseGoingAway, "the server is about to stop")
		closeQuietly(conn)
	})()
	s.follow(r.Context(), conn)
}

func upgrader() *websocket.Upgrader {
	return &websocket.Upgrader{
		HandshakeTimeout: headerWithin, ReadBufferSize: mostAsked, WriteBufferSize: 4 << 10,
		// The origin was looked at before, more strictly than gorilla does.
		CheckOrigin: func(*http.Request) bool { return true },
		Error: func(w http.ResponseWriter, _ *http.Request, status int, why error) {
			problem(status, "no_websocket", "this is for WebSocket only: %s", why).write(w)
		},
	}
}

// follow gives a screen what it asks for, until one of both ends.
func (s *Server) follow(ctx context.Context, conn *websocket.Conn) {
	asked, err := s.asked(conn)
	if err != nil {
		s.goodbye(conn, websocket.ClosePolicyViolation, "say {\"subscribe\":[…],\"resume\":N} first")
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	screen, err := s.subscribe(ctx, conn, asked)
	if err != nil {
		s.sendOff(ctx, conn, err)
		return
	}
	defer screen.Close()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.send(ctx, conn, screen)
	}()
	s.listen(conn)
	cancel()
	<-ended
}

// asked reads the first message.
func (s *Server) asked(conn *websocket.Conn) (LiveSubscribe, error) {
	conn.SetReadLimit(mostAsked)
	var asked LiveSubscribe
	if err := conn.SetReadDeadline(s.now().Add(s.pace.asked)); err != nil {
		return asked, err
	}
	_, message, err := conn.ReadMessage()
	if err != nil {
		return asked, err
	}
	if err := json.Unmarshal(message, &asked); err != nil {
		return asked, err
	}
	if len(asked.Subscribe) == 0 {
		return asked, errors.New("nothing was asked for")
	}
	return asked, nil
}

// subscribe greets a screen. One that has seen more than there is has another
// history, and begins anew.
func (s *Server) subscribe(ctx context.Context, conn *websocket.Conn, asked LiveSubscribe) (*feed.Screen, error) {
	head := s.options.Ledger.Head().Seq
	if asked.Resume > head {
		asked.Resume = 0
	}
	screen, err := s.options.Feed.Subscribe(ctx, asked.Subscribe, asked.Resume)
	if err != nil {
		return nil, err
	}
	hello, err := json.Marshal(LiveHello{Type: "hello", Server: s.options.Version, Seq: head})
	if err == nil {
		err = s.write(conn, hello)
	}
	if err != nil {
		screen.Close()
		return nil, err
	}
	return screen, nil
}

// send writes what the feed has for a screen until one of both ends.
func (s *Server) send(ctx context.Context, conn *websocket.Conn, screen *feed.Screen) {
	// The reader ends when the connection does.
	defer closeQuietly(conn)
	var ping *time.Timer
	ping = time.AfterFunc(s.pace.ping, func() {
		if conn.WriteControl(websocket.PingMessage, nil, s.now().Add(s.pace.sent)) == nil {
			ping.Reset(s.pace.ping)
		}
	})
	defer ping.Stop()
	for {
		message, err := screen.Next(ctx)
		if err != nil {
			s.sendOff(ctx, conn, err)
			return
		}
		if s.write(conn, message) != nil {
			return
		}
	}
}

func (s *Server) write(conn *websocket.Conn, message []byte) error {
	if err := conn.SetWriteDeadline(s.now().Add(s.pace.sent)); err != nil {
		return err
	}
	return conn.WriteMessage(websocket.TextMessage, message)
}

// listen waits for the end of a connection. A screen has nothing to say after
// its first message; it answers pings.
func (s *Server) listen(conn *websocket.Conn) {
	alive := func(string) error { return conn.SetReadDeadline(s.now().Add(s.pace.silent)) }
	conn.SetPongHandler(alive)
	if alive("") != nil {
		return
	}
	if _, _, err := conn.NextReader(); err == nil {
		s.goodbye(conn, websocket.ClosePolicyViolation, "one message subscribes to everything: come back to change it")
	}
}

// sendOff tells a screen why it is cut off.
func (s *Server) sendOff(ctx context.Context, conn *websocket.Conn, why error) {
	switch {
	case errors.Is(why, feed.ErrUnknown):
		s.goodbye(conn, websocket.ClosePolicyViolation, "there is no such collection")
	case errors.Is(why, feed.ErrSlow):
		s.goodbye(conn, websocket.CloseTryAgainLater, "too slow: come back for the newest state")
	case errors.Is(why, feed.ErrClosed):
		s.goodbye(conn, websocket.CloseGoingAway, "the server is about to stop")
	case ctx.Err() != nil:
	default:
		s.log.ErrorContext(ctx, "web: a screen could not be served", "error", why)
		s.goodbye(conn, websocket.CloseInternalServerErr, "something broke on the server")
	}
}

// goodbye sends the reason for the end; the other end may be gone already.
func (s *Server) goodbye(conn *websocket.Conn, code int, reason string) {
	_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), s.now().Add(s.pace.sent))
}

// closeQuietly closes a connection that is of no use any more.
func closeQuietly(conn *websocket.Conn) { _ = conn.Close() }
