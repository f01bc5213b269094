package web

import (
	"context"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
)

// DemoCode is a barcode that makes sense at a station now.
type DemoCode struct {
	Code    string `json:"code" doc:"What its barcode says."`
	Caption string `json:"caption" doc:"What it is, for people."`
	Kind    string `json:"kind" doc:"What it stands for; codes of a kind are shown together."`
	Picture string `json:"picture" doc:"Path of the barcode's picture."`
}

// DemoScan is a click on a barcode.
type DemoScan struct {
	Station floor.StationID `json:"station" minLength:"1" maxLength:"48"`
	Code    string          `json:"code" minLength:"1" maxLength:"1000"`
}

// DemoInfo says that this is a demo.
type DemoInfo struct {
	Demo bool `json:"demo"`
}

type demoCodesInput struct {
	Station string `query:"station" required:"true" maxLength:"48" doc:"The station's name."`
}

type demoPictureInput struct {
	Code string `query:"code" required:"true" maxLength:"1000" doc:"What the barcode says."`
}

type demoScanInput struct{ Body DemoScan }

const demoPicture = "/demo/barcode.png"

// demo is there or is a problem.
func (s *Server) demo() (Demo, error) {
	if s.options.Demo == nil {
		return nil, problem(http.StatusNotFound, "no_demo", "this is no demo: its scanners are real")
	}
	return s.options.Demo, nil
}

func (s *Server) demoRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/demo", "demo", "Ask whether this is a demo, whose scanners can be clicked; 404 when not"),
		func(context.Context, *struct{}) (*body[DemoInfo], error) {
			_, err := s.demo()
			return found(DemoInfo{Demo: true}, err)
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
	register(s, api, route(http.MethodPost, "/demo/scans", "demo-scan", "Type a code into the line of a station's simulated scanner"),
		func(ctx context.Context, input *demoScanInput) (*struct{}, error) {
			demo, err := s.demo()
			if err != nil {
				return nil, err
			}
			return nil, demo.Scan(ctx, input.Body.Station, input.Body.Code)
		})
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
