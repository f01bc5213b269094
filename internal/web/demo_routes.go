package web

import (
	"context"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
)

type demoCodesInput struct {
	Station string `query:"station" required:"true" maxLength:"48" doc:"The station's name."`
}

type demoPictureInput struct {
	Code string `query:"code" required:"true" maxLength:"1000" doc:"What the barcode says."`
}

type demoScanInput struct{ Body DemoScan }

type demoStationInput struct {
	ID string `path:"id" maxLength:"48" doc:"The station's name."`
}

type demoSpeedInput struct{ Body DemoSpeed }

type demoPauseInput struct{ Body DemoPause }

type demoPrinterInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The printer's station."`
	Body DemoFaults
}

type demoScannerInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The scanner's station."`
	Body DemoPlug
}

const demoPicture = "/demo/barcode.png"

// demo is there or is a problem.
func (s *Server) demo() (Demo, error) {
	if s.options.Demo == nil {
		return nil, problem(http.StatusNotFound, "no_demo", "this is no demo: its scanners are real")
	}
	return s.options.Demo, nil
}

func (s *Server) demoRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/demo", "demo", "Ask how the demo is; 404 when this is none and its scanners are real"),
		func(context.Context, *struct{}) (*body[DemoState], error) {
			return s.played(func(Demo) error { return nil })
		})
	register(s, api, route(http.MethodGet, "/demo/codes", "demo-codes", "List the barcodes that make sense at a station now"), s.demoCodes)
	register(s, api, fileRoute(demoPicture, "demo-barcode", "See a barcode", png),
		func(ctx context.Context, input *demoPictureInput) (*fileOutput, error) {
			demo, err := s.demo()
			if err != nil {
				return nil, err
			}
			picture, err := demo.Barcode(ctx, input.Code)
			return fileOf(png, picture, err)
		})
	register(s, api, route(http.MethodPost, "/demo/scans", "demo-scan", "Type a code into the line of a station's simulated scanner; its worker lets go of the station"),
		func(ctx context.Context, input *demoScanInput) (*struct{}, error) {
			demo, err := s.demo()
			if err != nil {
				return nil, err
			}
			return nil, demo.Scan(ctx, input.Body.Station, input.Body.Code)
		})
	s.demoControls(api)
}

// demoControls are the routes that change how the demo is played; each answers
// with what it is then.
func (s *Server) demoControls(api huma.API) {
	register(s, api, route(http.MethodPost, "/demo/speed", "demo-speed", "Let the workers be faster or slower"),
		func(_ context.Context, input *demoSpeedInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { d.SetSpeed(input.Body.Speed); return nil })
		})
	register(s, api, route(http.MethodPost, "/demo/pause", "demo-pause", "Stop the workers, or let them go on; the server works all the time"),
		func(_ context.Context, input *demoPauseInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { d.Pause(input.Body.Paused); return nil })
		})
	register(s, api, route(http.MethodPost, "/demo/reset", "demo-reset", "Begin again with a fresh warehouse; it happens behind the answer"),
		func(context.Context, *struct{}) (*body[DemoState], error) {
			return s.played(Demo.Reset)
		})
	register(s, api, route(http.MethodPost, "/demo/stations/{id}/take", "demo-take", "Take a station over from its simulated worker, who lets go after the scan under way"),
		func(ctx context.Context, input *demoStationInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { return d.Take(ctx, floor.StationID(input.ID)) })
		})
	register(s, api, route(http.MethodPost, "/demo/stations/{id}/give", "demo-give", "Give a station back to its simulated worker"),
		func(_ context.Context, input *demoStationInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { return d.Give(floor.StationID(input.ID)) })
		})
	register(s, api, route(http.MethodPost, "/demo/printers/{id}", "demo-printer", "Break a station's printer, or repair it"),
		func(_ context.Context, input *demoPrinterInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { return d.SetPrinter(floor.StationID(input.ID), input.Body.Faults) })
		})
	register(s, api, route(http.MethodPost, "/demo/scanners/{id}", "demo-scanner", "Pull the plug of a station's scanner, or put it in"),
		func(_ context.Context, input *demoScannerInput) (*body[DemoState], error) {
			return s.played(func(d Demo) error { return d.SetScanner(floor.StationID(input.ID), input.Body.Plugged) })
		})
}

// played does something to the demo and tells how it is then.
func (s *Server) played(do func(Demo) error) (*body[DemoState], error) {
	demo, err := s.demo()
	if err == nil {
		err = do(demo)
	}
	if err != nil {
		return nil, err
	}
	return &body[DemoState]{demo.State()}, nil
}

func (s *Server) demoCodes(ctx context.Context, input *demoCodesInput) (*body[[]DemoCode], error) {
	demo, err := s.demo()
	if err != nil {
		return nil, err
	}
	codes, err := demo.Codes(ctx, floor.StationID(input.Station))
	if err != nil {
		return nil, err
	}
	told := make([]DemoCode, len(codes))
	for i, code := range codes {
		told[i] = code
		told[i].Picture = prefix + demoPicture + "?" + url.Values{"code": {code.Code}}.Encode()
	}
	return &body[[]DemoCode]{told}, nil
}
