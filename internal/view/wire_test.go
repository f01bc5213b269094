package view_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tallyman/internal/feed"
	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/view"
)

var update = flag.Bool("update", false, "write the samples of rows anew")

// wire holds rows as they are sent. The tests of the screens read them, so that
// both ends agree on more than types.
const wire = "../../fixtures/wire"

// row is the row that screens get, as it is.
func (r *rig) row(collection, id string) json.RawMessage {
	r.t.Helper()
	_, changes, err := r.view.Some(r.t.Context(), []feed.Touch{{Collection: collection, ID: id}})
	r.must(err)
	return changes[0].Row
}

// kept compares a sample with what is sent.
func (r *rig) kept(name string, sample any) {
	r.t.Helper()
	text, err := json.MarshalIndent(sample, "", "  ")
	r.must(err)
	text = append(text, '\n')
	path := filepath.Join(wire, name)
	if *update {
		r.must(os.WriteFile(path, text, 0o644))
	}
	have, err := os.ReadFile(path)
	r.must(err)
	if !bytes.Equal(have, text) {
		r.t.Errorf("%s is not what is sent: go test ./internal/view -run Wire -update, then npm test in ui", path)
	}
}

// A picker with a cart and a packer, from the first scan to the last.
func TestWireStations(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-1", Kind: shift.Dock}}))
	var rows []json.RawMessage
	at := func(station string) { rows = append(rows, r.row(view.Stations, station)) }
	at("pick-1")
	r.cart()
	at("pick-1")
	r.scan("pick-1", "quantity_said", "A-01", r.own(floor.CodeQuantity, "02"))
	at("pick-1")
	r.scan("pick-1", "item_picked", mugEAN)
	at("pick-1")
	r.scan("pick-1", "lay_back_again", "A-01")
	at("pick-1")
	r.scan("pick-1", "wrong_item", r.tote(), pen)
	at("pick-1")
	r.scan("pick-1", "put_in_tote", r.say(floor.Acknowledge), mugEAN, r.own(floor.CodeTote, "0002"))
	r.scan("pick-1", "put_in_tote", "A-02", pen, r.tote(), pen, r.own(floor.CodeTote, "0002"))
	at("pick-1")
	r.scan("pick-1", "totes_dropped", r.own(floor.CodeStation, "PACK1"))
	r.scan("pack-1", "item_packed", r.badge, r.tote(), mugEAN)
	at("pack-1")
	r.scan("pack-1", "parcel_closed", mugEAN, pen)
	at("pack-1")
	r.lose()
	at("pack-1")
	r.scan("pack-1", "reprinting", r.say(floor.Reprint))
	r.printed()
	r.scan("pack-1", "order_packed_done", r.own(floor.CodeAttempt, "000003"))
	at("pack-1")
	r.scan("dock-1", "dock_open", r.badge, r.own(floor.CodeDock, "DOCK1"))
	at("dock-1")
	r.kept("stations.json", rows)
	r.kept("order.json", r.order("SO-1"))
}

func TestWireFloorAndExceptions(t *testing.T) {
	r := newRig(t)
	r.must(r.DefineStations(t.Context(), []shift.StationDefined{{Station: "dock-1", Kind: shift.Dock}}))
	r.promise("SO-1", r.clock.Add(6*time.Hour))
	r.ship()
	r.clock = r.clock.Add(time.Hour)
	r.place("SO-2", 2, 1)
	r.pick()
	r.pack()
	r.lose()
	r.place("SO-3", 2, 1)
	_, _, err := r.Release(t.Context(), 1)
	r.must(err)
	r.scan("pick-1", "shorted", r.say(floor.Next), r.own(floor.CodeTote, "0002"), "A-01", mugEAN, r.say(floor.ShortFewer))
	r.scan("pick-1", "item_picked", "A-02", pen)
	r.promise("SO-4", r.clock.Add(5*time.Hour))
	r.line = "down"
	r.fail("J-000004")
	r.kept("floor.json", r.floor())
	var rows []json.RawMessage
	for _, id := range r.exceptions() {
		rows = append(rows, r.row(view.Exceptions, id))
	}
	r.kept("exceptions.json", rows)
}
