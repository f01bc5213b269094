package web

import (
	"context"
	"errors"

	"tallyman/internal/floor"
)

// DemoCollection is the live collection of a demo: one row, DemoNow. Without a
// demo it is empty.
const (
	DemoCollection = "demo"
	DemoNow        = "now"
)

// ErrUnplugged says that a scanner cannot be clicked: its plug is pulled.
var ErrUnplugged = errors.New("the scanner is unplugged: plug it in first")

// Demo plays a warehouse: people, devices and a shop around the program. What
// names a station that is not played fails with view.ErrNotFound.
type Demo interface {
	DemoBarcodes
	DemoCrew
	DemoDevices
	DemoStage
}

// DemoBarcodes can be clicked.
type DemoBarcodes interface {
	// Codes are the barcodes that make sense at a station now; Picture is
	// left empty.
	Codes(ctx context.Context, station floor.StationID) ([]DemoCode, error)
	// Scan types a code into the serial line of a station's scanner, and
	// takes the station over from its simulated worker. ErrUnplugged when
	// there is no line.
	Scan(ctx context.Context, station floor.StationID, code string) error
	// Barcode is a code's picture as PNG.
	Barcode(ctx context.Context, code string) ([]byte, error)
}

// DemoCrew are the simulated workers.
type DemoCrew interface {
	// Take gives a station to a person: when it returns, the worker has let
	// go of it. Give returns it.
	Take(ctx context.Context, station floor.StationID) error
	Give(station floor.StationID) error
}

// DemoDevices are the simulated devices.
type DemoDevices interface {
	// SetPrinter says what is wrong with a station's printer from now on.
	SetPrinter(station floor.StationID, faults []DemoFault) error
	// SetScanner pulls the plug of a station's scanner, or puts it in.
	SetScanner(station floor.StationID, plugged bool) error
}

// DemoStage is how the whole is played.
type DemoStage interface {
	// State is how it is now. It is cheap and never waits.
	State() DemoState
	// SetSpeed is how many times faster than people the workers are.
	SetSpeed(times float64)
	// Pause stops the workers, not the server.
	Pause(paused bool)
	// Reset begins again with a fresh warehouse under the same address. It
	// returns before that has happened: every screen loses its connection
	// and finds a server of another version.
	Reset() error
}

// DemoState is the demo as it is now.
type DemoState struct {
	ID   string `json:"id" enum:"now" doc:"There is one row."`
	Demo bool   `json:"demo" doc:"This is a demo."`
	// Warehouse is 1 for the first.
	Warehouse int `json:"warehouse" doc:"Which warehouse of this demo it is: another number is another history."`

	Speed    float64       `json:"speed" doc:"How many times faster than people the workers are."`
	Paused   bool          `json:"paused" doc:"The workers stand still."`
	Workers  []DemoWorker  `json:"workers" doc:"The stations with their simulated workers."`
	Printers []DemoPrinter `json:"printers" doc:"The simulated printers by their stations."`
	Scanners []DemoScanner `json:"scanners" doc:"The simulated scanners by their stations."`
}

// DemoWorker is a simulated worker.
type DemoWorker struct {
	Station floor.StationID `json:"station" doc:"Where."`
	State   DemoWork        `json:"state" enum:"working,waiting,paused,yours" doc:"What the worker does; waiting: there is nothing to do; yours: a person has the station."`
	Badge   floor.BadgeID   `json:"badge,omitempty" doc:"The worker's badge."`
}

// DemoWork is what a simulated worker does.
type DemoWork string

// What a simulated worker can do.
const (
	DemoWorking DemoWork = "working"
	DemoWaiting DemoWork = "waiting"
	DemoPaused  DemoWork = "paused"
	DemoYours   DemoWork = "yours"
)

// DemoFault is something that can be wrong with a printer.
type DemoFault string

// DemoPrinter is a simulated printer.
type DemoPrinter struct {
	Station floor.StationID `json:"station" doc:"Where."`
	Faults  []DemoFault     `json:"faults" enum:"paper_out,ribbon_out,head_open,paused,silent,refuse,deaf,hang_up,cut_off" doc:"What is wrong. hang_up and cut_off happen once: the connection breaks behind the next paper, or in the middle of it, and it is not printed."`
}

// DemoScanner is a simulated scanner.
type DemoScanner struct {
	Station floor.StationID `json:"station" doc:"Where."`
	Plugged bool            `json:"plugged" doc:"Its plug is in."`
}

// DemoCode is a barcode that makes sense at a station now.
type DemoCode struct {
	Code    string   `json:"code" doc:"What its barcode says."`
	Caption string   `json:"caption" doc:"What it is, for people."`
	Kind    DemoKind `json:"kind" enum:"badge,command,bin,item,tote,place,label,parcel" doc:"What it stands for; codes of a kind are shown together."`
	Hint    DemoHint `json:"hint,omitempty" enum:"next,wrong,case" doc:"Why it is offered: it is what the station waits for, it is a mistake to try, it is a case of the item."`
	Picture string   `json:"picture" doc:"Path of the barcode's picture."`
}

// DemoKind is what a code stands for.
type DemoKind string

// DemoHint says why a code is offered.
type DemoHint string

// DemoScan is a click on a barcode.
type DemoScan struct {
	Station floor.StationID `json:"station" minLength:"1" maxLength:"48"`
	Code    string          `json:"code" minLength:"1" maxLength:"1000"`
}

// DemoSpeed is how fast the workers shall be.
type DemoSpeed struct {
	Speed float64 `json:"speed" minimum:"0.25" maximum:"8" doc:"How many times faster than people the workers are."`
}

// DemoPause says whether the workers shall stand still.
type DemoPause struct {
	Paused bool `json:"paused" doc:"The workers stand still."`
}

// DemoFaults are what shall be wrong with a printer.
type DemoFaults struct {
	Faults []DemoFault `json:"faults" enum:"paper_out,ribbon_out,head_open,paused,silent,refuse,deaf,hang_up,cut_off" maxItems:"9" doc:"What is wrong from now on; none repairs it."`
}

// DemoPlug says whether a scanner shall be plugged in.
type DemoPlug struct {
	Plugged bool `json:"plugged" doc:"Its plug is in."`
}
