package app

import (
	"context"

	"tallyman/devices/scanner"
	"tallyman/internal/station"
)

// port is one scanner and the station that answers it.
type port struct {
	scanner *scanner.Scanner
	station *station.Station
}

func (a *App) openPorts() {
	for _, s := range a.options.Config.Stations {
		device := a.devices.scanners[s.ID]
		if device == nil {
			continue
		}
		a.ports = append(a.ports, port{device, station.New(station.Options{
			Station: s.ID, Window: device.Window(s.DoubleWindow.Duration), Patience: device.Patience(),
			Ledger: a.warehouse, Now: a.now, Log: a.log,
		})})
	}
}

// run is the goroutine of the port: read, station, answer.
func (p port) run(ctx context.Context) error { return p.scanner.Run(ctx, p.station.Handle) }
