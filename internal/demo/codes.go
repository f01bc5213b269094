package demo

import (
	"context"
	"errors"
	"fmt"

	"tallyman/devices/page"
	"tallyman/devices/printer/png"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/web"
)

// Codes are the barcodes that make sense at a station now: what it waits for
// first, then what is always possible.
func (p *playing) Codes(ctx context.Context, id floor.StationID) ([]web.DemoCode, error) {
	post, err := p.post(id)
	if err != nil {
		return nil, err
	}
	station, err := p.app.View().Station(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	o := &offer{playing: p, ctx: ctx, station: station, tray: post.bench.tray}
	switch {
	case station.Takeover:
		o.say(wanted, floor.Acknowledge)
	case station.Badge == "":
		o.badges()
	case station.Next != nil:
		o.next(*station.Next)
	}
	if station.Badge != "" {
		o.say("", floor.Next, floor.UndoLast, floor.Help, floor.LogOut)
	}
	return o.codes, o.err
}

// Scan types a code into the line of a station's scanner: who clicks has taken
// the station over. Who asks for work when there is none gets some.
func (p *playing) Scan(ctx context.Context, id floor.StationID, code string) error {
	s, err := p.post(id)
	if err != nil {
		return err
	}
	if err := s.click(ctx, code); err != nil {
		return err
	}
	if code == command(floor.Next) && p.isPick(id) {
		if err := p.release(ctx); err != nil {
			return err
		}
	}
	// What is typed before the line is open is lost, as with real ports.
	err = s.bench.scanner.WaitOpened(ctx)
	if err == nil {
		err = s.bench.scanner.Send(code)
	}
	if errors.Is(err, sim.ErrUnplugged) {
		return fmt.Errorf("station %s: %w", id, web.ErrUnplugged)
	}
	return err
}

func (p *playing) isPick(id floor.StationID) bool {
	for _, s := range p.settings.Stations {
		if s.ID == id {
			return shift.Kind(s.Kind) == shift.Pick
		}
	}
	return false
}

// The size of a barcode on the screen.
const (
	barcodeWidthMM  = 80.0
	barcodeHeightMM = 20.0
	barcodeEdgeMM   = 2.0
	barcodeModuleMM = 0.25
	barcodeDPI      = 203
)

// Barcode draws a code as Code 128.
func (p *playing) Barcode(_ context.Context, code string) ([]byte, error) {
	drawn := page.Page{WidthMM: barcodeWidthMM, HeightMM: barcodeHeightMM}
	drawn.Add(page.Barcode{
		Symbology: page.Code128, Data: code, XMM: barcodeEdgeMM, YMM: barcodeEdgeMM,
		WidthMM: barcodeWidthMM - 2*barcodeEdgeMM, HeightMM: barcodeHeightMM - 2*barcodeEdgeMM,
		ModuleMM: 2 * barcodeModuleMM, MinModuleMM: barcodeModuleMM / 2,
	})
	picture, err := png.Render(drawn, barcodeDPI)
	if err != nil {
		return nil, fmt.Errorf("draw the barcode: %w", err)
	}
	return picture, nil
}
