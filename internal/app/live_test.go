package app_test

import (
	"context"
	"encoding/json"
	"net"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tallyman/internal/app"
	"tallyman/internal/view"
)

// screen is a live connection over the local socket.
type screen struct{ *websocket.Conn }

// change is a row that is different now.
type change struct {
	Collection, ID string
	Row            json.RawMessage
}

// follows opens a screen that has its snapshots.
func (r *rig) follows(t *testing.T, collections ...string) screen {
	t.Helper()
	socket := app.SocketPath(r.server.settings.DatabasePath())
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}
	conn, response, err := dialer.DialContext(r.ctx, "ws://localhost/api/v1/live", nil)
	must(t, err)
	t.Cleanup(func() {
		response.Body.Close()
		conn.Close()
	})
	must(t, conn.WriteJSON(map[string]any{"subscribe": collections, "resume": 0}))
	s := screen{conn}
	for range len(collections) + 1 { // hello before the snapshots
		s.next(t)
	}
	return s
}

func (s screen) next(t *testing.T) []change {
	t.Helper()
	must(t, s.SetReadDeadline(time.Now().Add(10*time.Second)))
	_, text, err := s.ReadMessage()
	must(t, err)
	var message struct{ Changes []change }
	must(t, json.Unmarshal(text, &message))
	return message.Changes
}

// until waits for a row that shows something; null is a row that went.
func until[T any](t *testing.T, s screen, collection, id string, shows func(*T) bool) {
	t.Helper()
	for {
		for _, c := range s.next(t) {
			if c.Collection != collection || c.ID != id {
				continue
			}
			var row *T
			must(t, json.Unmarshal(c.Row, &row))
			if shows(row) {
				return
			}
		}
	}
}

// A scanner that is pulled out is seen at once, between two commits.
func TestAScannerThatGoesIsSeenLive(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	s := r.follows(t, view.Stations)
	is := func(state string) func(*view.Station) bool {
		return func(row *view.Station) bool { return row.Scanner.State == state }
	}
	must(t, r.stations["pick-1"].scanner.Unplug())
	until(t, s, view.Stations, "pick-1", is("down"))
	must(t, r.stations["pick-1"].scanner.Plug())
	until(t, s, view.Stations, "pick-1", is("up"))
}

func TestAScannerThatGoesIsAnExceptionUntilItIsBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	const id = "station/pick-1/scanner"
	s := r.follows(t, view.Exceptions)
	must(t, r.stations["pick-1"].scanner.Unplug())
	until(t, s, view.Exceptions, id, func(row *view.Exception) bool {
		return row != nil && row.Kind == view.ScannerDown && row.Station == "pick-1" && row.Since != nil
	})
	must(t, r.stations["pick-1"].scanner.Plug())
	until(t, s, view.Exceptions, id, func(row *view.Exception) bool { return row == nil })
}

// The wall follows one row.
func TestTheFloorIsCountedLive(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	s := r.follows(t, view.Floor)
	r.plays(t, "lay A-01-01 MUG-BLUE 1", "order SO-1 MUG-BLUE*1")
	until(t, s, view.Floor, view.Now, func(row *view.FloorRow) bool { return row.UnderWay == 1 && row.CutOffs[0].Open == 1 })
	r.picks(t, "T-0001")
	until(t, s, view.Floor, view.Now, func(row *view.FloorRow) bool { return row.CutOffs[0].Picked == 1 && row.Hours[11].Picked == 1 })
	r.plays(t, "cancel SO-1")
	until(t, s, view.Floor, view.Now, func(row *view.FloorRow) bool { return row.UnderWay == 0 })
}
